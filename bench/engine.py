"""Figures of the language engine on the sets that never trained it: ``python -m bench.engine``.

Invariant: gold tokens and gold sentences are given only where a line says so; the rest starts from raw text.
Sets are found under ``../shared/data`` (or ``--data``); a set that is absent is named, not skipped in silence.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.memory import peak_mb
from recount.language.engine import WEIGHTS, Engine
from training.corpora import columns, conllu, gum, re3d
from training.examples import Example, held_back
from training.labels import FROM_CROSSNER, FROM_WNUT, OWN, UNER, spans_of

Case = Callable[[list[str]], list[str]]


def f1(both: int, gold: int, found: int) -> float:
    """Return F1 in percent."""
    return 200 * both / max(1, gold + found)


def _scores(both: int, gold: int, found: int) -> dict[str, float]:
    """Return F1, precision and recall in percent, and how many there are to find."""
    return {
        "f1": round(f1(both, gold, found), 2),
        "precision": round(100 * both / max(1, found), 2),
        "recall": round(100 * both / max(1, gold), 2),
        "gold": gold,
    }


def _treebank(path: Path) -> list[Example]:
    files = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    return [example for file in files for example, _ in conllu.read(file)]


def tags_and_trees(engine: Engine, examples: list[Example], case: Case = list) -> dict[str, float]:
    """Gold tokens: share of words with the right tag, lemma, head, head and relation without subtype."""
    words = 0
    hits = {"upos": 0, "xpos": 0, "lemma": 0, "uas": 0, "las": 0}
    for e in examples:
        tokens, _ = engine.words(case(e.words))
        if e.upos is None or e.xpos is None or e.lemmas is None or e.heads is None or e.relations is None:
            continue
        for i, token in enumerate(tokens):
            attached = token.head + 1 == e.heads[i]
            hits["upos"] += token.upos == e.upos[i]
            hits["xpos"] += token.xpos == e.xpos[i]
            hits["lemma"] += token.lemma == e.lemmas[i]
            hits["uas"] += attached
            hits["las"] += attached and token.deprel.split(":")[0] == e.relations[i].split(":")[0]
        words += len(tokens)
    return {key: round(100 * n / max(1, words), 2) for key, n in hits.items()} | {"words": words}


def entities(engine: Engine, examples: list[Example], scheme: str, case: Case = list) -> dict[str, float]:
    """Gold tokens: F1 of typed spans that match exactly, in one head's scheme; open words are left out."""
    both = gold_n = found_n = 0
    for e in examples:
        _, schemes = engine.words(case(e.words))
        tags = e.schemes[scheme]
        gold = {(a, b, "ORGANISATION" if x == "UNIT" else x) for a, b, x in spans_of(tags)}
        found = {(a, b, "ORGANISATION" if x == "UNIT" else x) for a, b, x in schemes[scheme]}
        found = {s for s in found if not _open(tags[s[0] : s[1]], s[2])}
        both, gold_n, found_n = both + len(gold & found), gold_n + len(gold), found_n + len(found)
    return _scores(both, gold_n, found_n)


def _open(tags: list[str], label: str) -> bool:
    """Whether the corpus does not annotate this label here, so that a span is neither right nor wrong."""
    return all(t == "?" or (t.startswith("O/") and label in t[2:].split("+")) for t in tags)


def re3d_spans(engine: Engine, folders: list[Path], keep: Callable[[str], bool]) -> dict[str, float]:
    """Raw text: F1 of typed character spans of re3d, nested gold spans included."""
    both = gold_n = found_n = 0
    for folder in folders:
        for document, text, gold_spans in re3d.documents(folder):
            if not keep(document):
                continue
            gold = {(a, b, x) for a, b, x in gold_spans}
            found = set(engine.entities(text, "re3d"))
            both, gold_n, found_n = both + len(gold & found), gold_n + len(gold), found_n + len(found)
    return _scores(both, gold_n, found_n)


def _joined(examples: list[Example]) -> Iterator[tuple[str, list[tuple[int, int]], list[tuple[int, int]]]]:
    """Yield each document as one line: its text, its sentences and its tokens by offset."""
    current = ""
    text, spans, tokens = "", [], []
    for e in [*examples, None]:
        if e is None or (e.document != current and text):
            yield text.rstrip(), spans, tokens
            text, spans, tokens = "", [], []
        if e is None:
            return
        current = e.document
        start = len(text)
        for word, space in zip(e.words, e.spaces or [True] * len(e.words), strict=True):
            tokens.append((len(text), len(text) + len(word)))
            text += word + (" " if space else "")
        spans.append((start, tokens[-1][1]))


def segmentation(engine: Engine, examples: list[Example]) -> dict[str, float]:
    """Raw text in one line a document: F1 of sentences and of tokens whose two ends are both right."""
    counts = [[0, 0, 0], [0, 0, 0]]
    for text, gold_sentences, gold_tokens in _joined(examples):
        split = list(engine.split(text))
        found = {(s[0][0], s[-1][1]) for s in split}
        tokens = {t for s in split for t in s}
        for row, gold, have in ((counts[0], set(gold_sentences), found), (counts[1], set(gold_tokens), tokens)):
            row[0] += len(gold & have)
            row[1] += len(gold)
            row[2] += len(have)
    return {"sentence_f1": round(f1(*counts[0]), 2), "token_f1": round(f1(*counts[1]), 2), "sentences": counts[0][1]}


def speed(engine: Engine, examples: list[Example], words: int = 12_000) -> dict[str, float]:
    """Raw text to analysis, one thread: words a second, and the process' greatest memory in MB."""
    texts, total = [], 0
    for text, _, tokens in _joined(examples):
        texts.append(text)
        total += len(tokens)
        if total > words:
            break
    engine.analyse(texts[0])
    started = time.process_time()
    tokens_found = sum(len(engine.analyse(text).tokens) for text in texts)
    taken = time.process_time() - started
    return {"words_per_second": round(tokens_found / taken), "words": tokens_found, "peak_mb": int(peak_mb())}


def _upper(words: list[str]) -> list[str]:
    return [w.upper() if len(w.upper()) == len(w) else w for w in words]


def _lower(words: list[str]) -> list[str]:
    return [w.lower() if len(w.lower()) == len(w) else w for w in words]


def figures(engine: Engine, data: Path, only: str) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield (name of the figure, its values) for each set that is present."""
    ewt = _treebank(data / "eval/ud_ewt/en_ewt-ud-test.conllu")
    gum_test = list(gum.load(data / "eval/gum_test/dep"))
    gentle = _treebank(data / "eval/gentle/dep")
    uner = []
    for words, tags in columns.uner(data / "eval/uner_ewt/en_ewt-ud-test.iob2").items():
        uner.append(Example(words=words.split(" "), document="uner", schemes={UNER: tags}))
    spoken = [e for e in gum_test if e.document.split("_")[1] in ("news", "interview")]
    wnut = list(columns.typed(data / "eval/wnut17/emerging.test.conll", FROM_WNUT, "O/TIME+QUANTITY+EVENT+MISC"))
    politics = list(
        columns.typed(next((data / "eval/crossner_politics").glob("test*")), FROM_CROSSNER, "O/TIME+QUANTITY")
    )
    sources = sorted(p for p in (data / "train/re3d").iterdir() if p.is_dir())
    rows: list[tuple[str, Callable[[], dict[str, float]]]] = [
        ("speed", lambda: speed(engine, spoken + gum_test)),
        ("trees ewt test, gold tokens", lambda: tags_and_trees(engine, ewt)),
        ("trees gum test, gold tokens", lambda: tags_and_trees(engine, gum_test)),
        ("trees gentle, gold tokens", lambda: tags_and_trees(engine, gentle)),
        ("trees ewt test, capitals", lambda: tags_and_trees(engine, ewt, _upper)),
        ("trees ewt test, lower case", lambda: tags_and_trees(engine, ewt, _lower)),
        ("entities uner ewt test, gold tokens", lambda: entities(engine, uner, UNER)),
        ("entities uner ewt test, capitals", lambda: entities(engine, uner, UNER, _upper)),
        ("entities uner ewt test, lower case", lambda: entities(engine, uner, UNER, _lower)),
        ("entities gum test, gold tokens", lambda: entities(engine, gum_test, OWN)),
        ("entities wnut17 test, gold tokens", lambda: entities(engine, wnut, OWN)),
        ("entities crossner politics test, gold tokens", lambda: entities(engine, politics, OWN)),
        ("entities re3d held back", lambda: re3d_spans(engine, sources, lambda d: held_back(d, 10))),
        ("entities re3d bbc", lambda: re3d_spans(engine, [data / "eval/re3d_bbc"], lambda d: True)),
        ("splitting gum test news and interviews", lambda: segmentation(engine, spoken)),
        ("splitting gum test", lambda: segmentation(engine, gum_test)),
        ("splitting ewt test", lambda: segmentation(engine, ewt)),
    ]
    for name, measure in rows:
        if only in name:
            yield name, measure()


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.engine", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the engine's files")
    parser.add_argument("--only", default="", help="run only figures whose name holds this")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        sys.exit(f"{arguments.data} is absent: nothing can be measured without the evaluation sets")
    engine = Engine(arguments.weights)
    found = {}
    for name, values in figures(engine, arguments.data, arguments.only):
        found[name] = values
        if not arguments.json:
            print(f"{name:46}", "  ".join(f"{k} {v:g}" for k, v in values.items()), flush=True)
    if arguments.json:
        print(json.dumps({"weights_sha256": engine.weights_sha256, **found}, indent=1))


if __name__ == "__main__":
    main()
