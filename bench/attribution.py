"""Attribution and certainty against PolNeAR, UDS-IH2 and UW factuality (protocols of the benchmark, section 5).

``polnear``: what is read is the report behind every statement claim (the hop's quote, its cue, its content), exact
F1 of source, cue and content spans over all test texts, first annotator by file name. A discontinuous span counts
once and is right when all its fragments are (``whole``); ``parts`` counts every fragment, as taggers do.

``uds``, ``uw``: the certainty and polarity of ``judge`` on the annotated predicate token, mapped to -3..3 by the
median of the training half (UDS train, UW dev), mean absolute error on test. Nothing but that table is fitted.

    python -m bench.attribution polnear --data ../shared/data
    python -m bench.attribution uds --data ../shared/data
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from recount.language import load_engine
from recount.model.analysis import Analysis
from recount.model.text import Author, Document, Segment
from recount.reading.names import read_names
from recount.reading.page import Page
from recount.reading.stance import judge
from recount.reading.voices import Attributions, trace

Fragments = tuple[tuple[int, int], ...]
PARTS = ("Source", "Cue", "Content")


def page_of(text: str, analysis: Analysis) -> Page:
    """Return a bare text as one article in one voice."""
    segment = Segment("s1", "article", None, 0, len(text))
    document = Document(
        "d", None, "text", "", "", "text/plain", "utf-8", "en", text, None, "article", Author(), None, (segment,)
    )
    return Page(document, analysis)


class Analyses:
    """Analyses of texts, kept in a file between runs (keyed by text and engine)."""

    def __init__(self, path: Path | None) -> None:
        self.engine, self.path = load_engine(), path
        self.kept: dict[str, Analysis] = pickle.loads(path.read_bytes()) if path and path.exists() else {}

    def __call__(self, text: str) -> Analysis:
        key = f"{self.engine.weights_sha256}\n{text}"
        if key not in self.kept:
            self.kept[key] = self.engine.analyse(text)
        return self.kept[key]

    def save(self) -> None:
        if self.path:
            self.path.write_bytes(pickle.dumps(self.kept))


def polnear_gold(folder: Path) -> Iterator[tuple[str, str, dict[str, set[Fragments]]]]:
    """Yield name, text and gold spans of each text by its first annotator."""
    for text_file in sorted((folder / "text").glob("*.txt")):
        found = sorted((folder / "attributions").glob(f"{glob_safe(text_file.stem)}_*.ann"))
        if not found:
            continue
        text = text_file.read_bytes().decode("utf-8")
        spans: dict[str, Fragments] = {}
        gold: dict[str, set[Fragments]] = {part: set() for part in PARTS}
        relations: list[str] = []
        for line in found[0].read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if line.startswith("T"):
                _, _, offsets = fields[1].partition(" ")
                spans[fields[0]] = tuple((int(piece.split()[0]), int(piece.split()[1])) for piece in offsets.split(";"))
            elif line.startswith("E"):
                relations.append(fields[1])
        for relation in relations:
            for argument in relation.split():
                role, _, key = argument.partition(":")
                role = re.sub(r"\d+$", "", role)
                if role in gold and key in spans:
                    gold[role].add(spans[key])
        yield text_file.stem, text, gold


def glob_safe(name: str) -> str:
    return re.sub(r"([\[\]?*])", r"[\1]", name)


def polnear_read(attributions: Attributions, *, outermost: bool) -> dict[str, set[Fragments]]:
    """Return the spans of the reports of a page, in the corpus's three roles.

    ``outermost`` leaves out what is reported inside another report: the corpus marks one level a word.
    """
    found: dict[str, set[Fragments]] = {part: set() for part in PARTS}
    for report in attributions.reports:
        if outermost and attributions.covering(report.cue.start, report.cue.end):
            continue
        found["Cue"].add(((report.cue.start, report.cue.end),))
        found["Content"].add(tuple((part.start, part.end) for part in report.content))
        span = report.printed
        if span is not None:
            found["Source"].add(((span.start, span.end),))
    return found


def score(pairs: Iterable[tuple[dict[str, set[Fragments]], dict[str, set[Fragments]]]]) -> dict[str, str]:
    """Return precision, recall and F1 of each role, by whole spans and by fragments."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for gold, read in pairs:
        for part in PARTS:
            for unit in ("whole", "parts"):
                wanted = gold[part] if unit == "whole" else {(piece,) for span in gold[part] for piece in span}
                got = read[part] if unit == "whole" else {(piece,) for span in read[part] for piece in span}
                counts[part, unit, "hit"] += len(wanted & got)
                counts[part, unit, "gold"] += len(wanted)
                counts[part, unit, "read"] += len(got)
    lines = {}
    for part in PARTS:
        for unit in ("whole", "parts"):
            hit, gold_n, read_n = (counts[part, unit, key] for key in ("hit", "gold", "read"))
            precision, recall = hit / max(read_n, 1), hit / max(gold_n, 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            lines[f"{part} {unit}"] = f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({hit}/{read_n}/{gold_n})"
    return lines


def polnear(data: Path, part: str, analyses: Analyses) -> None:
    everything, outermost = [], []
    for _, text, gold in polnear_gold(data / "eval/polnear" / part):
        page = page_of(text, analyses(text))
        attributions = trace(page, read_names(page))
        everything.append((gold, polnear_read(attributions, outermost=False)))
        outermost.append((gold, polnear_read(attributions, outermost=True)))
    analyses.save()
    for title, pairs in (("all statements", everything), ("outermost statements only", outermost)):
        print(f"polnear {part}: {len(pairs)} texts, {title}")
        for name, line in score(pairs).items():
            print(f"  {name}: {line}")


def judged(path: Path, analyses: Analyses, limit: int | None = None) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield certainty and polarity read on each predicate, and its gold value."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if limit is not None and number >= limit:
            break
        row = json.loads(line)
        words = row["text"].split()
        page = page_of(row["text"], analyses(row["text"]))
        attributions = trace(page, ())
        for target in row["targets"]:
            first = target["span1"][0]
            offset = len(" ".join(words[:first])) + (1 if first else 0)
            head = page.token_at(offset)
            if head is None:
                continue
            stance = judge(page, attributions, head)
            yield (stance.certainty, stance.polarity), target["label"]


def factuality(train: Path, test: Path, name: str, analyses: Analyses, limit: int | None) -> None:
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for key, label in judged(train, analyses, limit):
        values[key].append(label)
    everything = statistics.median(label for labels in values.values() for label in labels)
    table = {key: statistics.median(labels) for key, labels in values.items() if len(labels) >= 5}
    for key in sorted(values):
        print(f"  {key[0]:12} {key[1]} n {len(values[key]):5} median {table.get(key, everything):6.2f}")
    scored = [(table.get(key, everything), everything, label) for key, label in judged(test, analyses)]
    error = statistics.fmean(abs(read - label) for read, _, label in scored)
    trivial = statistics.fmean(abs(base - label) for _, base, label in scored)
    print(f"{name}: n {len(scored)} MAE {error:.3f} (constant {trivial:.3f})")
    analyses.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["polnear", "uds", "uw"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", default="test", choices=["test", "dev"])
    parser.add_argument("--cache", type=Path, default=None, help="file that keeps analyses between runs")
    parser.add_argument("--limit", type=int, default=None, help="sentences of the table's half to use")
    options = parser.parse_args()
    analyses = Analyses(options.cache)
    if options.what == "polnear":
        polnear(options.data, options.part, analyses)
    elif options.what == "uds":
        factuality(
            options.data / "train/uds_ih2/train.jsonl",
            options.data / "eval/uds_ih2/test.jsonl",
            "uds_ih2",
            analyses,
            options.limit,
        )
    else:
        factuality(
            options.data / "eval/uw_factuality/dev.jsonl",
            options.data / "eval/uw_factuality/test.jsonl",
            "uw_factuality",
            analyses,
            options.limit,
        )


if __name__ == "__main__":
    main()
