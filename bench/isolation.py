"""Whether accounts of other events change which accounts are one: ``python -m bench.isolation [--half look]``.

All cases of a half lie in one folder: those of ``corpus/cases`` and the accounts of the rounds, each told of events
that no other case tells of. Linked alone, a case has its groups of accounts; among all others they must be the same.
The half ``score`` holds what no table was learnt from: the frozen cases, the closed halves of dev2 and dev3 and round
21; ``look`` holds dev1 and the open halves of dev2, dev3 and the rounds.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from bench.figures import Measured, table
from bench.readings import documents_of, readings_of
from corpus import fresh, whole
from recount.linking.accounts import Story, tell
from recount.linking.evidence import Case, open_case
from recount.linking.joining import join
from recount.linking.names import link_names
from recount.linking.places import link_places
from recount.model.mentions import Reading
from recount.model.text import Document

Half = Literal["score", "look"]
_UNREAD_ROUND = "21"
Told = tuple[Document, Reading]


def rows(half: Half) -> Iterator[dict[str, str]]:
    """Yield the accounts of a half, each with its case before the stroke in its id."""
    for part in ("frozen", "dev1", "dev2", "dev3"):
        for case in whole.load(part):
            if (part == "frozen" or (part != "dev1" and fresh.half_of(case.name) == "closed")) == (half == "score"):
                yield from ({"id": f"{part} {case.name}/{letter}", "text": text} for letter, text in case.texts.items())
    for number in fresh.folders():
        if (number == _UNREAD_ROUND) == (half == "score"):
            for one in fresh.cases(number, None if half == "score" else "open"):
                yield from ({"id": account["id"], "text": account["text"]} for account in one.accounts)


def measure(half: Half = "score") -> Iterator[Measured]:
    """Yield how many groups of several accounts other cases change, and how many hold accounts of two cases."""
    documents = documents_of(rows(half))
    told = list(zip(documents, readings_of(documents), strict=True))
    case_of = {document.id: str(document.input_id).partition("/")[0] for document in documents}
    among = {key: group for group in _groups(told) for key in group}
    crossed = {group for group in among.values() if len({case_of[document] for document, _ in group}) > 1}
    by_case: dict[str, list[Told]] = defaultdict(list)
    for document, reading in told:
        by_case[case_of[document.id]].append((document, reading))
    alone = [group for own in by_case.values() for group in _groups(own) if len(group) > 1]
    changed = sum(among[min(group)] != group for group in alone)
    name = f"isolation {half}"
    changes = f"groups changed by {len(by_case) - 1} other cases (should be 0)"
    yield Measured(name, changes, changed, n=len(alone))
    yield Measured(name, "groups with accounts of two cases (should be 0)", len(crossed), n=len(documents))


def open_folder(documents: Sequence[Document], readings: Sequence[Reading]) -> tuple[Case, list[Story]]:
    """Return what comparing the accounts of a folder looks up, and what each document tells."""
    actors, _ = link_names(documents, readings)
    places, _ = link_places(documents, readings)
    stories = [tell(document, reading) for document, reading in zip(documents, readings, strict=True)]
    return open_case(documents, readings, stories, actors, places), stories


def _groups(told: list[Told]) -> list[frozenset[tuple[str, int]]]:
    case, _ = open_folder([document for document, _ in told], [reading for _, reading in told])
    return [frozenset(group.members) for group in join(case).groups]


def main() -> None:
    """Print both figures of one half."""
    parser = argparse.ArgumentParser(prog="python -m bench.isolation", description=__doc__)
    parser.add_argument("--half", choices=("score", "look"), default="score")
    print(table(measure(parser.parse_args().half)))


if __name__ == "__main__":
    main()
