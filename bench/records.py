"""What the protocols read out of an exported record: usable claims, the incident a document is about, tolls, dates.

Works on the exported JSON alone, as any other program would, so that the scorers cannot share a fault with the
program they measure. Definitions: docs/protocols.md, section 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

USABLE = frozenset({"asserted", "reported", "alleged", "possible"})
_FIGURE = re.compile(r"\d[\d,]*")


@dataclass(frozen=True)
class Toll:
    """A figure read out of a record; all three None where there is no finding."""

    best: int | None
    low: int | None
    high: int | None


class RecordReader:
    """An exported record with the lookups the protocols need."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.record = record

    @cached_property
    def texts(self) -> dict[str, str]:
        """Document id to text."""
        return {document["id"]: document["text"] for document in self.record["documents"]}

    @cached_property
    def by_input(self) -> dict[str, dict[str, Any]]:
        """Input id to document."""
        return {document["input_id"] or document["name"]: document for document in self.record["documents"]}

    @cached_property
    def anchored(self) -> dict[str, dict[str, Any]]:
        """Claims whose quote stands at its place, by id. Others do not count."""
        return {
            claim["id"]: claim
            for claim in self.record["claims"]
            if self.texts[claim["document"]][claim["start"] : claim["end"]] == claim["quote"]
        }

    @property
    def bad_anchors(self) -> int:
        """Claims that fail the anchor test; must be 0."""
        return len(self.record["claims"]) - len(self.anchored)

    @cached_property
    def usable(self) -> dict[str, dict[str, Any]]:
        """Anchored claims with polarity + and a usable certainty, by id."""
        return {
            key: claim
            for key, claim in self.anchored.items()
            if claim["polarity"] == "+" and claim["certainty"] in USABLE
        }

    @cached_property
    def incidents(self) -> dict[str, dict[str, Any]]:
        """Incident id to incident."""
        return {incident["id"]: incident for incident in self.record["incidents"]}

    @cached_property
    def findings(self) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """Incident id and attribute to findings that at least one anchored claim supports."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for finding in self.record["findings"]:
            if any(claim in self.anchored for claim in finding["supports"]):
                found.setdefault((finding["incident"], finding["attribute"]), []).append(finding)
        return found

    @cached_property
    def claims_of(self) -> dict[str, list[dict[str, Any]]]:
        """Document id to its anchored claims."""
        found: dict[str, list[dict[str, Any]]] = {}
        for claim in self.anchored.values():
            found.setdefault(claim["document"], []).append(claim)
        return found

    def about(self, document: dict[str, Any]) -> str | None:
        """Return the incident a document is about."""
        return document["about"]

    def incidents_in(self, document: dict[str, Any]) -> list[str]:
        """Return the incidents on which a document has a usable claim."""
        return sorted(
            {
                claim["incident"]
                for claim in self.claims_of.get(document["id"], [])
                if claim["incident"] and claim["id"] in self.usable
            }
        )

    def toll(self, incident: str | None, attribute: str, *, civilians: bool = False) -> Toll:
        """Return the toll of an incident: killed (or executed) or wounded, without subgroup."""
        if incident is None:
            return Toll(None, None, None)
        for name in (attribute, "executed") if attribute == "killed" else (attribute,):
            findings = self.findings.get((incident, name), [])
            if civilians:
                chosen = [f for f in findings if (f["subgroup"] or "").lower().startswith("civilian")]
                if chosen:
                    return _figures(_first(chosen))
            whole = [finding for finding in findings if finding["subgroup"] is None]
            if whole:
                return _figures(_first(whole))
        return Toll(None, None, None)


def _first(findings: list[dict[str, Any]]) -> dict[str, Any]:
    return min(findings, key=lambda f: (f["grade"] in ("denied", "unresolved"), -len(f["supports"])))


def _figures(finding: dict[str, Any]) -> Toll:
    match = _FIGURE.match(finding["headline"])
    if match:
        best: int | None = int(match.group().replace(",", ""))
    elif isinstance(finding["value"], int):
        best = finding["value"]
    else:
        best = finding["low"]
    low = finding["low"] if finding["low"] is not None else best
    if finding["high"] is not None:
        return Toll(best, low, finding["high"])
    ends = [value for value in (low, best) if value is not None]
    return Toll(best, low, max(ends) if ends else None)


def shared_over_all(low: int, high: int, gold_low: int, gold_high: int) -> float:
    """Return the whole numbers two ranges share over all whole numbers of both."""
    shared = max(0, min(high, gold_high) - max(low, gold_low) + 1)
    return shared / ((high - low + 1) + (gold_high - gold_low + 1) - shared)
