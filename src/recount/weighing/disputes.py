"""Conflicts that the statements of one figure show: contradictions, bounds that are kept, figures that changed.

Invariant: every conflict names the statements it rests on; approximations and vague words that allow the figure are
compatible, never contradictory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recount.model.claims import CasualtyValue, Claim
from recount.model.dates import day_number
from recount.model.findings import Conflict, ConflictKind, Finding, Verdict
from recount.weighing.choosing import SIZE, Figure
from recount.weighing.denials import voice_of
from recount.weighing.evidence import Evidence, ids, passages, plain_name
from recount.weighing.intervals import Interval
from recount.weighing.origins import is_own_account
from recount.weighing.reasons import step, versions
from recount.weighing.results import conflict_id
from recount.weighing.statements import Statement, is_state
from recount.weighing.wording import given_all

_FRESH = 31
"""Days after an event within which a toll still grows from one account to the next."""
_FAR = "No account says that it counts the same people as the other."
_OTHERS = "Who counted first is not shown to have counted again; a later count by another voice may be a rival one."
_GROWN = "Not every account says when it counted, and tolls of the first weeks grow."
_UNTOLD = "No account says that they count the same people on the same day."
_DEATHS = frozenset({"killed", "executed"})
"""Outcomes that are the same for every voice. Who counts as wounded, missing or held differs from one to another, and
changes (in the same cases none of seven contradictions of such figures was expected)."""
_NEAR = 1.6
"""How many times an exact figure may be another one to exclude it surely (set on dev1 and the open halves of dev2 and
dev3: of 36 conflicts of figures further apart 5 were expected, of 29 nearer ones 14)."""


def figure_conflicts(evidence: Evidence, finding: Finding, figure: Figure, noun: str) -> Iterable[Conflict]:
    """Yield the conflicts of one figure, contradictions first; ``noun`` says what is counted."""

    def make(
        kind: ConflictKind, verdict: Verdict, statements: Sequence[Statement], conclusion: str, *reasons: str
    ) -> Conflict:
        claims = evidence.sorted(claim for statement in statements for claim in statement.claims)
        return Conflict(
            conflict_id(kind, finding.incident, finding.attribute, [finding.subgroup, verdict]), kind, verdict,
            finding.incident, finding.attribute, ids(claims), passages(claims), conclusion, reasons,
        )  # fmt: skip

    if figure.outcome == "contradictory":
        kind = _rival_kind(figure)
        sure = [rival for rival in figure.rivals if _is_sure(evidence, finding, rival, figure)]
        if sure:
            statements = [*figure.supports, *sure]
            conclusion = f"{given_all(statements)} {noun} exclude each other; the record keeps all of them."
            reasons = (*finding.reasons[:2], *versions(evidence, figure))
            yield make(kind, "contradictory", statements, conclusion, *reasons)
        if len(sure) < len(figure.rivals) or not figure.rivals:
            statements = [*figure.supports, *(rival for rival in figure.rivals if rival not in sure)]
            conclusion, reason = _why_open(evidence, finding.incident, statements, figure)
            yield make(kind, "unresolved", statements, f"{given_all(statements)} {noun}{conclusion}", reason,
                       *versions(evidence, figure))  # fmt: skip
    else:
        given_too = [s for s in figure.supports if s.approximate and figure.value is not None]
        others = [s for s in figure.compatible if _differs(s, figure) and not s.why and s.interval.bounded]
        others += given_too if len(given_too) < len(figure.supports) else []
        if others and figure.value is not None:
            conclusion = f"{given_all([*figure.supports, *others])} {noun} do not exclude each other."
            yield make("value", "compatible", [*figure.supports, *others], conclusion, *_why_compatible(figure, others))
    if figure.superseded:
        pairs = [statement for pair in figure.superseded for statement in pair]
        earlier = given_all([pair[0] for pair in figure.superseded])
        conclusion = f"{earlier} {noun} was said earlier, {given_all([pair[1] for pair in figure.superseded])} later."
        steps = [step(*pair, "replaces the earlier") for pair in figure.superseded]
        yield make("as_of", "superseded", pairs, conclusion, *dict.fromkeys(steps))
        standing = _standing(figure)
        if standing:
            current = [*figure.supports, *figure.rivals]
            larger = [s for s in current if s.exact and any(one.interval.below(s.interval) for one in standing)]
            conclusion = f"{given_all(standing)} {noun}, and later by others {given_all(larger)}: no account "
            conclusion += "takes the first back."
            yield make("as_of", "unresolved", [*standing, *larger], conclusion, _OTHERS)
    if figure.corrected:
        pairs = [statement for pair in figure.corrected for statement in pair]
        wrong, right = (given_all([pair[side] for pair in figure.corrected]) for side in (0, 1))
        steps = [step(*pair, "puts right the") for pair in figure.corrected]
        yield make("as_of", "corrected", pairs, f"{wrong} {noun} was corrected to {right}.", *dict.fromkeys(steps))
    parts = [
        s for s in figure.compatible if s.why and s.why.startswith("is the smaller") and not _other_noun(s, figure)
    ]
    parts = [s for s in parts if s.interval.low != figure.value]
    if parts and figure.value is not None:
        conclusion = f"One voice gives {given_all(parts)} and {figure.value} {noun}: read as part and whole."
        reason = "The smaller figure is not shown to count the whole."
        yield make("scope", "compatible", [*figure.supports, *parts], conclusion, reason)


def _are_of_other_size(figure: Figure) -> bool:
    """Whether no two of the figures that exclude each other are of one size, and nobody by name gives another one.

    A toll that a named source sets against another one is its rival, however far; so is "nobody was killed".
    """
    given = list(dict.fromkeys(one.interval for one in (*figure.supports, *figure.rivals, *figure.compatible)))
    pairs = [(one, other) for one in given for other in given if one.below(other)]
    far = bool(pairs) and all(small.high != 0 and _size(large) > _size(small) * SIZE for small, large in pairs)
    return far and all(is_own_account(rival.key, rival.claim.document) for rival in figure.rivals)


def _size(interval: Interval) -> int:
    return interval.low or interval.high or 1


def _why_open(evidence: Evidence, incident: str, statements: Sequence[Statement], figure: Figure) -> tuple[str, str]:
    """Return why figures that differ may all hold: the end of the sentence that names them, and the reason."""
    pairs = [(a, b) for a in statements for b in statements if a.interval.below(b.interval)]
    if _are_of_other_size(figure):
        return ": so far apart that one may count a part or another event.", _FAR
    if pairs and all(_may_grow(evidence, incident, small, large) for small, large in pairs):
        return ": counts of different days, or rival ones; no account tells.", _GROWN
    return ": rival figures, or counts of a part, of another day or of more; no account tells.", _UNTOLD


def _is_sure(evidence: Evidence, finding: Finding, rival: Statement, figure: Figure) -> bool:
    """Whether a rival surely counts the same people at the same time as one of the statements that are followed.

    They are exact figures of the dead, of one size, by two accounts or by two voices with names, and the smaller one is
    of an account written when the toll had settled. "Nobody" against a number is a denial, however far, where either
    has a name.
    """
    if rival.version or any(support.version for support in figure.supports):
        return True  # two versions of who was hit exclude each other whatever they count
    for support in figure.supports or figure.rivals:
        small, large = (rival, support) if rival.interval.below(support.interval) else (support, rival)
        if not small.interval.below(large.interval) or small.exact is None or large.exact is None:
            continue
        voices = {_named_voice(small.claim), _named_voice(large.claim)}
        if small.claim.document == large.claim.document and (len(voices) < 2 or None in voices):
            continue
        if small.exact == 0 and voices != {None}:
            return True
        near = large.exact <= small.exact * _NEAR and finding.attribute in _DEATHS
        if near and not _may_grow(evidence, finding.incident, small, large):
            return True
    return False


def _may_grow(evidence: Evidence, incident: str, small: Statement, large: Statement) -> bool:
    """Whether the larger figure may be a later count of the same toll, as far as the accounts tell their days.

    Tolls of the first weeks grow, those missing grow fewer; an account without a day may be of the first weeks.
    """
    day = evidence.incident_of[incident].when.earliest
    if small.claim.document == large.claim.document:
        return False
    return _grows(day, small, large) or (is_state(small) and _grows(day, large, small))


def _grows(day: str | None, early: Statement, late: Statement) -> bool:
    before, after = early.as_of, late.as_of
    if day is not None and before is not None and before.latest is not None:
        if day_number(before.latest) - day_number(day) > _FRESH:
            return False
    return before is None or after is None or after.latest is None or before.latest is None or before.before(after)


def _standing(figure: Figure) -> list[Statement]:
    """Return the figures that a larger one of somebody else followed, and that their named sources never raised.

    A toll of the first weeks grows from one source to the next; a count of another body months later is another count.
    """
    highest: dict[str | None, int] = {}
    for one in (*figure.supports, *figure.rivals, *figure.compatible, *(old for old, _ in figure.superseded)):
        voice = _named_voice(one.claim)
        highest[voice] = max(highest.get(voice, 0), one.exact or 0)
    standing = []
    for earlier, later in figure.superseded:
        who = _named_voice(earlier.claim)
        others = who is not None and who != _named_voice(later.claim) and isinstance(earlier.claim.value, CasualtyValue)
        rising = earlier.changes & {"rising", "first", "overtaken"} or "rising" in later.changes
        if others and not rising and highest[who] <= (earlier.exact or 0) and _is_far_behind(earlier, later):
            standing.append(earlier)
    return standing


def _is_far_behind(earlier: Statement, later: Statement) -> bool:
    """Whether more than the first weeks lie between two counts, or may."""
    before, after = earlier.as_of, later.as_of
    if before is None or after is None or before.latest is None or after.earliest is None:
        return True
    return day_number(after.earliest) - day_number(before.latest) > _FRESH


def _named_voice(claim: Claim) -> str | None:
    """Return the innermost named source behind a claim, its account's author among them, None where nobody is named."""
    return next((plain_name(hop.name) for hop in reversed(claim.attribution) if hop.named and hop.name), None)


def _rival_kind(figure: Figure) -> ConflictKind:
    """Return what excludes the figure: a part that exceeds it, another figure, or a bound.

    A group by name is a part whoever counts it; bodies, persons named and the like are parts of their own voice's
    figure, and beside another one's they are another figure.
    """
    voices = {voice_of(statement.claim) for statement in figure.supports}

    def part(rival: Statement) -> bool:
        why = rival.why or ""
        return why.startswith("counts a part") or (why.startswith("counts") and voice_of(rival.claim) in voices)

    if figure.rivals and all(part(rival) for rival in figure.rivals):
        return "arithmetic"
    return "value" if any(r.exact is not None or r.why for r in figure.rivals) or not figure.rivals else "bound"


def _differs(statement: Statement, figure: Figure) -> bool:
    return statement.interval.exact != figure.value or statement.approximate


def _why_compatible(figure: Figure, others: Sequence[Statement]) -> list[str]:
    reasons = []
    near = [statement for statement in others if statement.approximate]
    vague = [statement for statement in others if statement.vague]
    bounds = [statement for statement in others if not statement.approximate and not statement.vague]
    if bounds:
        reasons.append(f"{given_all(bounds)}: a bound that {figure.value} keeps.")
    if near:
        reasons.append(f"{given_all(near)}: an approximation that allows {figure.value}.")
    if vague:
        reasons.append(f"{given_all(vague)}: a vague word that sets a floor only.")
    return reasons


def _other_noun(statement: Statement, figure: Figure) -> bool:
    def noun(of: Statement) -> str | None:
        value = of.claim.value
        return value.unit.lower() if isinstance(value, CasualtyValue) and value.unit else None

    mine = noun(statement)
    return mine is not None and all(noun(support) not in (mine, None) for support in figure.supports)
