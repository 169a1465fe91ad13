"""How firmly accusations are put: certainty and standing of role claims on the rounds' halves that nobody reads.

Run: python -m bench.accused [--half closed|open]
A role claim is found where its span overlaps the annotated one and the role is the same; of those found, the shares
whose ``certainty`` and whose ``record_as`` are as annotated. Rounds 05 on list every part. Definitions:
corpus/GUIDELINES.md, sections 9 and 10.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from bench.corpus import matched
from bench.figures import Measured, table
from corpus import fresh
from recount.intake import make_document
from recount.language import load_engine
from recount.model.claims import RoleValue
from recount.reading import open_sheet
from recount.reading.parts import read_roles

FIRST = 5
"""The first round whose parts are complete."""


def measure(half: fresh.Half = "closed") -> Iterator[Measured]:
    """Yield the shares of role claims found whose certainty and whose standing in the record are as annotated."""
    engine, sums = load_engine(), Counter[str]()
    for number in fresh.folders():
        for row in fresh.rows(number, half) if int(number) >= FIRST else ():
            document = make_document(row["text"], name=row["id"])
            sheet = open_sheet(document, engine.analyse(document.text))
            said = [
                {"start": claim.start, "end": claim.end, "role": claim.value.role, "claim": claim}
                for claim in read_roles(sheet)
                if isinstance(claim.value, RoleValue)
            ]
            told = [claim for claim in row["claims"] if claim["kind"] == "role" and claim["value"]["role"] != "victim"]
            for one, other in matched(told, said, lambda one, other: one["value"]["role"] == other["role"]):
                sums["found"] += 1
                sums["certainty"] += one["certainty"] == other["claim"].certainty
                sums["record_as"] += one["record_as"] == other["claim"].record_as
    for field in ("certainty", "record_as"):
        yield Measured(f"rounds {half}", f"{field} of roles", sums[field] / max(1, sums["found"]), n=sums["found"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=get_args(fresh.Half), default="closed")
    print(table(measure(parser.parse_args().half)))
