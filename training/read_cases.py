"""The cases of ``corpus/cases`` that have been read, as texts to learn from: dev1, the open halves of dev2 and dev3.

Their other halves and the frozen cases are for measuring and are never given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bench.readings import documents_of, readings_of
from corpus import fresh, whole
from recount.model.claims import CasualtyValue, Claim
from recount.model.mentions import Reading
from recount.model.text import Document

_ALL_READ = "dev1"
_HALF_READ = ("dev2", "dev3")


@dataclass(frozen=True)
class ReadAccount:
    """An account of a case with what its case expects of it."""

    case: whole.Case
    letter: str
    document: Document
    reading: Reading

    @property
    def main(self) -> str | None:
        """The incident it mainly tells of, None where it is not one."""
        found = [one["id"] for one in self.case.incidents if self.letter in one["main_in"]]
        return found[0] if len(found) == 1 else None

    def incident_of(self, claims: Iterable[Claim]) -> str | None:
        """Return the incident whose expected figures most of the claims read, None where they read none."""
        votes: Counter[str] = Counter()
        for claim in claims:
            for one in self.case.incidents:
                votes[one["id"]] += any(self._reads(claim, row) for row in one["figures"] if row["in"] == self.letter)
        best = min(votes, key=lambda name: (-votes[name], name), default=None)
        return best if best is not None and votes[best] else None

    def _reads(self, claim: Claim, row: whole.Json) -> bool:
        start = self.document.text.find(row["says"])
        over = start < claim.end and claim.start < start + len(row["says"])
        return over and isinstance(claim.value, CasualtyValue) and claim.value.outcome == row["outcome"]


def read_accounts() -> list[ReadAccount]:
    """Return the accounts of the cases that have been read, as the program reads them now."""
    cases = [case for part in (_ALL_READ, *_HALF_READ) for case in whole.load(part)]
    unread = {case.name for part in _HALF_READ for case in whole.load(part) if fresh.half_of(case.name) == "closed"}
    pairs = [(case, letter) for case in cases if case.name not in unread for letter in case.texts]
    documents = documents_of([{"id": f"{case.name}/{letter}", "text": case.texts[letter]} for case, letter in pairs])
    return [
        ReadAccount(case, letter, document, reading)
        for (case, letter), document, reading in zip(pairs, documents, readings_of(documents), strict=True)
    ]
