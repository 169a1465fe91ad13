"""Scores of time expressions against WikiWars, TempEval-3 platinum, TimeBank and AQUAINT (protocols.md, section 3).

    python -m bench.times [--corpus wikiwars] [--half score|look|all] [--baseline] [--errors]

``look`` is for reading errors, ``score`` for every printed figure; TimeBank and AQUAINT are for development,
TempEval-3 platinum is scored whole. ``--errors`` lists errors and is refused outside ``look`` and development.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Callable, Iterable

from bench.analyses import analysed, document_of
from bench.halves import half
from bench.times_baseline import baseline
from bench.timex import Gold, GoldText, corpus, gold_interval, is_right
from recount.model.mentions import TimeMention
from recount.reading.page import Page
from recount.reading.times import read_times

CORPORA = ("wikiwars", "te3_platinum", "timebank", "aquaint")
DEVELOPMENT = ("timebank", "aquaint")
Reader = Callable[[GoldText], tuple[TimeMention, ...]]


def engine_times(text: GoldText) -> tuple[TimeMention, ...]:
    """Return what the project's own reader finds."""
    return read_times(Page(document_of(text.text, text.published, text.id), analysed(text.text)))


def pairs(golds: tuple[Gold, ...], found: tuple[TimeMention, ...]) -> tuple[dict[int, int], dict[int, int]]:
    """Return gold index to found index for equal spans, and for overlapping spans one to one (equal ones first)."""
    strict: dict[int, int] = {}
    spans = {(mention.start, mention.end): index for index, mention in enumerate(found)}
    for number, gold in enumerate(golds):
        index = spans.get((gold.start, gold.end))
        if index is not None and index not in strict.values():
            strict[number] = index
    relaxed = dict(strict)
    used = set(strict.values())
    for number, gold in enumerate(golds):
        if number in relaxed:
            continue
        for index, mention in enumerate(found):
            if index not in used and mention.start < gold.end and gold.start < mention.end:
                relaxed[number] = index
                used.add(index)
                break
    return strict, relaxed


def f_score(hits: int, gold: int, found: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * hits / (gold + found) if gold + found else 0.0


def score(texts: Iterable[GoldText], reader: Reader) -> dict[str, float]:
    """Return the metrics of section 3 over the texts."""
    total: collections.Counter[str] = collections.Counter()
    for text in texts:
        found = reader(text)
        total["bad_anchors"] += sum(text.text[item.start : item.end] != item.quote for item in found)
        strict, relaxed = pairs(text.golds, found)
        right = {number for number, index in relaxed.items() if is_right(text.golds[number], found[index].when)}
        calendar = [number for number, gold in enumerate(text.golds) if gold_interval(gold.value) is not None]
        answered = [n for n, i in relaxed.items() if found[i].when.earliest or found[i].when.timex]
        total.update(
            gold=len(text.golds), found=len(found), strict=len(strict), relaxed=len(relaxed), right=len(right),
            strict_right=len(right & set(strict)), calendar=len(calendar),
            calendar_right=len(right & set(calendar)), answered=len(answered),
        )  # fmt: skip
    gold, found_total = total["gold"], total["found"]
    return {
        "gold": gold,
        "found": found_total,
        "bad_anchors": total["bad_anchors"],
        "strict_precision": total["strict"] / max(1, found_total),
        "strict_recall": total["strict"] / max(1, gold),
        "strict_f": f_score(total["strict"], gold, found_total),
        "relaxed_f": f_score(total["relaxed"], gold, found_total),
        "value_accuracy": total["right"] / max(1, total["relaxed"]),
        "value_precision": total["right"] / max(1, total["answered"]),
        "value_coverage": total["answered"] / max(1, total["relaxed"]),
        "calendar_recall": total["calendar_right"] / max(1, total["calendar"]),
        "strict_value_f": f_score(total["strict_right"], gold, found_total),
        "relaxed_value_f": f_score(total["right"], gold, found_total),
    }


def errors(texts: Iterable[GoldText], reader: Reader) -> Iterable[str]:
    """Yield one line an error: missed, spurious, span or value."""
    for text in texts:
        found = reader(text)
        strict, relaxed = pairs(text.golds, found)
        for number, gold in enumerate(text.golds):
            quote = text.text[gold.start : gold.end]
            context = text.text[max(0, gold.start - 30) : gold.end + 15].replace("\n", " ")
            if number not in relaxed:
                yield f"missed   {text.id} [{quote}] {gold.value} {gold.mod} :: {context}"
                continue
            mention = found[relaxed[number]]
            if number not in strict:
                yield f"span     {text.id} [{quote}] got [{mention.quote}] {gold.value} :: {context}"
            if not is_right(gold, mention.when):
                when = mention.when
                got = f"{when.earliest}..{when.latest} {when.timex} {when.trail}"
                yield f"value    {text.id} [{quote}] {gold.value} {gold.mod} got {got} :: {context}"
        for index, mention in enumerate(found):
            if index not in relaxed.values():
                context = text.text[max(0, mention.start - 30) : mention.end + 15].replace("\n", " ")
                yield f"spurious {text.id} [{mention.quote}] {mention.when.timex} :: {context}"


def main() -> None:
    """Print the metrics of the corpora asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=CORPORA, action="append")
    parser.add_argument("--half", choices=("score", "look", "all"), default="score")
    parser.add_argument("--baseline", action="store_true", help="score the regular expressions instead")
    parser.add_argument("--errors", action="store_true", help="list errors (look half and development only)")
    parser.add_argument("--limit", type=int, default=0, help="first so many texts only")
    options = parser.parse_args()
    for name in options.corpus or CORPORA:
        texts = corpus(name)
        if name == "wikiwars" and options.half != "all":
            texts = [text for text in texts if half(text.id) == options.half]
        if options.limit:
            texts = texts[: options.limit]
        reader: Reader = baseline if options.baseline else engine_times
        if options.errors:
            if name not in DEVELOPMENT and not (name == "wikiwars" and options.half == "look"):
                parser.error("errors are read on the look half and the development corpora only")
            for line in sorted(errors(texts, reader)):
                print(line)
        figures = score(texts, reader)
        print(name, options.half if name == "wikiwars" else "all", f"{len(texts)} texts")
        for key, value in figures.items():
            print(f"  {key:18}{value:.3f}" if isinstance(value, float) else f"  {key:18}{value}")


if __name__ == "__main__":
    main()
