"""Why a record says what it says: of an incident, a date, a figure, a conflict, each reason with its passages.

Invariant: every line is read off the record; nothing is weighed anew. A passage is quoted as printed, with its account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from recount.errors import StoreError
from recount.model.dates import describe_when
from recount.model.findings import Conflict, Finding
from recount.model.record import ClaimNote, IncidentNote, Record
from recount.model.text import Passage

_SHOWN = 12
"""Passages that are quoted of one finding or conflict; the rest are counted."""
_ID = 30
"""Characters of an id that tell it from every other one of a case ("finding-sha256-" and fifteen digits)."""


def tell_grounds(record: Record, sought: str | None = None) -> Iterator[str]:
    """Yield the lines that explain what ``sought`` names, or a list of the incidents where it is None.

    ``sought`` is the id (or its beginning) of an incident, finding, conflict or claim, or words of an incident's
    label, of a finding's headline or of a conflict's conclusion. Raises ``StoreError`` where nothing has them.
    """
    grounds = _Grounds(record)
    if sought is None:
        yield from grounds.overview()
        return
    found = grounds.named(sought)
    if not found:
        raise StoreError(
            f"nothing in case {record.case.name} is called “{sought}”; without --find all incidents are listed"
        )
    for number, lines in enumerate(found):
        if number:
            yield ""
        yield from lines


class _Grounds:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.claims = {claim.id: claim for claim in record.claims}
        self.names = {document.id: document.input_id or document.name for document in record.documents}
        self.findings: dict[str, list[Finding]] = defaultdict(list)
        self.conflicts: dict[str, list[Conflict]] = defaultdict(list)
        for finding in record.findings:
            self.findings[finding.incident].append(finding)
        for conflict in record.conflicts:
            self.conflicts[conflict.incident or ""].append(conflict)

    def overview(self) -> Iterator[str]:
        """Yield a line for each incident, those that most accounts tell first."""
        for incident in sorted(self.record.incidents, key=lambda one: (-len(one.documents), one.label, one.id)):
            told = f"{len(incident.documents)} accounts, {len(self.findings[incident.id])} findings"
            yield f"{incident.id[:_ID]}  {incident.label} ({told}, {len(self.conflicts[incident.id])} conflicts)"

    def named(self, sought: str) -> list[Iterator[str]]:
        """Return what explains each thing that an id names, else the incidents, else all else that words name."""
        record, words = self.record, sought.casefold()
        by_id = [self.incident(one) for one in record.incidents if one.id.startswith(sought)]
        by_id += [self.finding(one) for one in record.findings if one.id.startswith(sought)]
        by_id += [self.conflict(one) for one in record.conflicts if one.id.startswith(sought)]
        by_id += [self.claim(one) for one in record.claims if one.id.startswith(sought)]
        labelled = [self.incident(one) for one in record.incidents if words in one.label.casefold()]
        rest = [self.finding(one) for one in record.findings if words in one.headline.casefold()]
        rest += [self.conflict(one) for one in record.conflicts if words in one.conclusion.casefold()]
        return by_id or labelled or rest

    def incident(self, incident: IncidentNote) -> Iterator[str]:
        """Yield why these accounts are one event, why that day, what was found and what is disputed."""
        yield f"{incident.label} ({incident.id[:_ID]})"
        yield f"  Date: {describe_when(incident.when)} ({incident.when.basis})"
        yield from (f"    {step}" for step in incident.when.trail)
        yield f"  Told by: {', '.join(sorted(self.names[one] for one in incident.documents))}"
        reasons = [reason for reason in incident.why if reason not in incident.when.trail]
        if reasons:
            yield "  Joined or kept apart, and placed, because:"
            yield from (f"    {reason}" for reason in reasons)
        for relation in incident.relations:
            yield f"  {relation.type.replace('_', ' ')} ({relation.record_as}): {self._label(relation.incident)}"
            yield from (f"    {reason}" for reason in (relation.reason,) if reason)
            yield from (f"    {self._passage(one)}" for one in relation.passages)
        if self.findings[incident.id]:
            yield "  Found:"
        for finding in self.findings[incident.id]:
            yield f"    {_line(finding)}"
        if self.conflicts[incident.id]:
            yield "  In conflict:"
        for conflict in self.conflicts[incident.id]:
            yield f"    {conflict.verdict.replace('_', ' ')}: {conflict.conclusion}  {conflict.id[:_ID]}"

    def finding(self, finding: Finding) -> Iterator[str]:
        """Yield what a finding rests on, what it does not follow, and why."""
        yield _line(finding)
        yield f"  Of: {self._label(finding.incident)}"
        if finding.low is not None or finding.high is not None:
            yield f"  Bounds: {_bound(finding.low)} to {_bound(finding.high)}"
        if finding.when is not None:
            yield from (f"  {step}" for step in finding.when.trail)
        yield from (f"  {reason}" for reason in finding.reasons)
        yield from self._quoted("Rests on", finding.supports)
        yield from self._quoted("Allowed by", finding.compatible)
        for row in finding.rejected:
            yield (
                f"  Not followed: {self._quote(self.claims[row.claim])}"
                if row.claim in self.claims
                else "  Not followed:"
            )
            yield f"    {row.reason}"

    def conflict(self, conflict: Conflict) -> Iterator[str]:
        """Yield what stands against what, with the passages."""
        yield f"{conflict.verdict.replace('_', ' ')} ({conflict.kind.replace('_', ' ')}): {conflict.conclusion}"
        yield f"  {conflict.id[:_ID]}, of: {self._label(conflict.incident or '') or 'no one incident'}"
        yield from (f"  {reason}" for reason in conflict.reasons)
        yield from (f"    {self._passage(one)}" for one in conflict.passages[:_SHOWN])
        yield from _rest(len(conflict.passages))

    def claim(self, claim: ClaimNote) -> Iterator[str]:
        """Yield whose words a claim is, where it went and why."""
        yield f"{claim.kind}: {self._quote(claim)}  {claim.id[:_ID]}"
        yield f"  Certainty {claim.certainty}, polarity {claim.polarity}, recorded as {claim.record_as}"
        yield f"  Incident: {self._label(claim.incident or '') or 'none'}"
        yield f"    {claim.incident_reason}"

    def _label(self, incident: str) -> str:
        return next((one.label for one in self.record.incidents if one.id == incident), "")

    def _quoted(self, title: str, claims: Iterable[str]) -> Iterator[str]:
        held = [self.claims[one] for one in claims if one in self.claims]
        if held:
            yield f"  {title}:"
            yield from (f"    {self._quote(claim)}" for claim in held[:_SHOWN])
            yield from _rest(len(held))

    def _quote(self, claim: ClaimNote) -> str:
        voices = " < ".join(hop.name or "an unnamed voice" for hop in claim.attribution)
        return f"«{' '.join(claim.quote.split())}» ({self.names[claim.document]}, said by {voices})"

    def _passage(self, passage: Passage) -> str:
        return f"«{' '.join(passage.quote.split())}» ({self.names[passage.document]})"


def _line(finding: Finding) -> str:
    kind, grade = finding.attribute.replace("_", " "), finding.grade.replace("_", " ")
    return f"{finding.headline} ({kind}, {grade})  {finding.id[:_ID]}"


def _bound(number: int | None) -> str:
    return "open" if number is None else str(number)


def _rest(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield f"    and {count - _SHOWN} more"
