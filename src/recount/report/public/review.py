"""What the public version of a record withholds and lets stand, for a person to check before it is given away.

Invariant: nothing is changed; every form is listed with the rule that decided it and how often the accounts print it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.model.record import Record
from recount.report.public.coarse.choice import Coarseness
from recount.report.public.redaction import Redaction
from recount.report.public.rules import AS_THEY_ARE


def review_lines(record: Record, public: Iterable[str] = (), coarse: Coarseness = AS_THEY_ARE) -> Iterator[str]:
    """Yield the lines of a review: what is withheld or made coarser, by label and rule, then the names that stand."""
    redaction = Redaction(record, public, coarse)
    rows = sorted(redaction.withheld.items(), key=lambda row: (row[0][2].rstrip("0123456789)]"), row[0], row[1]))
    yield f"Withheld ({len(rows)} forms):"
    for (form, rule, label), count in rows:
        yield f"  {form}  {count}  {label}  {rule}"
    stands = sorted(redaction.standing.items(), key=lambda row: (row[0].rule, row[0].form))
    yield f"Left standing ({len(stands)} names):"
    for known, count in stands:
        yield f"  {known.form}  {count}  {known.kind}  {known.rule}"
