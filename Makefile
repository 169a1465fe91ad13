# Every command a developer needs. `make demo` and `make test` work on a fresh machine with Python 3.11.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SHARED ?= ../shared

.PHONY: help setup demo test check golden bench weights clean

help:
	@echo "make demo     install, build a record from the example accounts, print it and the page's path"
	@echo "make test     install and run the tests"
	@echo "make check    formatting, lint, strict types, import rule, tests"
	@echo "make golden   renew the golden files; read the diff before you commit it"
	@echo "make bench    run every protocol whose data is present and write bench/RESULTS.md"
	@echo "make weights  remake the language engine from ../shared/data/train (an hour on two cores)"

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV) 2>/dev/null || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $(STAMP)

setup: $(STAMP)

demo: setup
	$(BIN)/recount demo

test: setup
	$(BIN)/python -m pytest

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

weights: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(BIN)/python -m training --data $(SHARED)/data/train

clean:
	rm -rf $(VENV) build dist *.egg-info src/*.egg-info
