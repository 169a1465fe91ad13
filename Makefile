# Every command a developer needs. `make demo` and `make test` work on a fresh machine with Python 3.11.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SHARED ?= ../shared
# The rounds that marks and trust learn from; a round that is to measure them is left out here.
ROUNDS ?= $(notdir $(wildcard corpus/rounds/[0-9][0-9]))
# Seconds that `make fuzz` spends on each target.
FUZZ_SECONDS ?= 30
ENGINE := src/recount/language/weights
LEFT_OUT := training/work/without

.PHONY: help setup demo test check golden bench trials fuzz weights trust entries clean

help:
	@echo "make demo     install, build a record from the example accounts, print it and the page's path"
	@echo "make test     install and run the tests"
	@echo "make check    formatting, lint, strict types, import rule, tests"
	@echo "make golden   renew the golden files; read the diff before you commit it"
	@echo "make bench    run every protocol whose data is present and write bench/RESULTS.md"
	@echo "make trials   flip bytes of a case, kill builds, feed hostile inputs; 1 where any was not stood"
	@echo "make fuzz     inputs made by coverage at every boundary, FUZZ_SECONDS a target (five minutes in all); 1 where any fell"
	@echo "make weights  remake the engine from ../shared/data/train and the marks from corpus/rounds (hours on two cores)"
	@echo "make trust    refit vocabulary/trust.yaml with two nets that leave out what they mark (after make weights)"
	@echo "make entries  remake the net of ledgers' entries from corpus/entries and the table that weighs it (half an hour)"

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV) 2>/dev/null || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $(STAMP)

setup: $(STAMP)

demo: setup
	$(BIN)/recount demo

test: setup
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile

check: setup
	$(BIN)/ruff format --check src tests bench training corpus
	$(BIN)/ruff check src tests bench training corpus
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

golden: setup
	$(BIN)/python -m tests.golden
	git --no-pager diff --stat -- tests

bench: setup
	$(BIN)/python -m bench

trials: setup
	$(BIN)/python -m bench.trials
	$(BIN)/python -m bench.hostile

fuzz: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[fuzz]"
	$(BIN)/python -m bench.fuzz --seconds $(FUZZ_SECONDS)

weights: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(BIN)/python -m training --data $(SHARED)/data/train
	$(BIN)/python -m training.marks --only $(ROUNDS)

trust: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	for half in open closed; do \
		mkdir -p $(LEFT_OUT)-$$half && cp $(ENGINE)/engine.onnx $(ENGINE)/tables.json.gz $(LEFT_OUT)-$$half/ && \
		$(BIN)/python -m training.marks --only $(ROUNDS) --without $$(printf "%s-$$half " $(ROUNDS)) \
			--out $(LEFT_OUT)-$$half/marks.onnx || exit 1; \
	done
	$(BIN)/python -m training.trust $(foreach round,$(ROUNDS),$(round)-open $(round)-closed) \
		--open $(LEFT_OUT)-open --closed $(LEFT_OUT)-closed

HELD := 03 06 09 12 15 18 20 23 30 35 r07 r14 r21
entries: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	mkdir -p $(LEFT_OUT)-entries && cp $(ENGINE)/engine.onnx $(ENGINE)/marks.onnx $(ENGINE)/tables.json.gz $(LEFT_OUT)-entries/
	$(BIN)/python -m training.entries --without $(HELD) --out $(LEFT_OUT)-entries/entries.onnx
	$(BIN)/python -m training.entries
	$(BIN)/python -m training.entries.trust $(foreach part,$(HELD),$(part)=$(LEFT_OUT)-entries)

clean:
	rm -rf $(VENV) build dist *.egg-info src/*.egg-info
