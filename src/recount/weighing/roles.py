"""Rival versions of who did what: side by side, none chosen.

Invariant: an accusation and its denial are both kept with their sources; the record takes no side.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from recount.model.claims import Claim, RoleValue, says_not_so
from recount.model.findings import Conflict, Verdict
from recount.weighing.denials import denials_of_orders, is_denial
from recount.weighing.evidence import Evidence, ids, passages, plain_name
from recount.weighing.figures import conflict_id
from recount.weighing.lists import words
from recount.weighing.origins import group_origins
from recount.weighing.silence import is_called_by_name, speaks_for
from recount.weighing.wording import as_name, counted, in_words, quoted, shorten, spoken


def check_roles(evidence: Evidence, incident: str) -> list[Conflict]:
    """Return the conflicts about roles in one incident: denied roles, versions of one body's part, rival doers.

    Those whom a common noun names ("gunmen", "troops") have no version of their own and are nobody's rivals.
    """
    bodies: dict[str, list[Claim]] = {}
    for claim in evidence.by_incident[incident]:
        if isinstance(claim.value, RoleValue) and claim.value.role != "victim":
            actor = evidence.actor_of(claim, claim.value.actor)
            if actor is not None and is_called_by_name(evidence, actor):
                bodies.setdefault(evidence.root_of(actor), []).append(claim)
    found = []
    for body in sorted(bodies):
        found.extend(_versions(evidence, incident, body, bodies[body]))
    found.extend(_rivals(evidence, incident, bodies))
    found.extend(_orders(evidence, incident, found))
    return found


def _role(claim: Claim) -> str:
    assert isinstance(claim.value, RoleValue)
    return claim.value.role


def _denies(claim: Claim) -> bool:
    return says_not_so(claim.certainty, claim.polarity)


def _versions(evidence: Evidence, incident: str, body: str, claims: Sequence[Claim]) -> list[Conflict]:
    acting = [claim for claim in claims if _role(claim) in words("acting_roles") and claim.usable]
    omitting = [claim for claim in claims if _role(claim) in words("omitting_roles") and claim.usable]
    denials = [claim for claim in claims if _denies(claim) and _role(claim) not in words("omitting_roles")]
    told = evidence.statements.get(incident, ()) if acting else ()
    says = [claim for claim in told if is_denial(evidence, claim) and _speaks(evidence, claim, body)]
    members = evidence.sorted([*acting, *omitting, *denials, *says])
    if denials and acting:
        verdict: Verdict = "contradictory"
        reason = f"{counted(len(acting), 'passage')} give it a part, {len(denials)} deny one; no version is chosen."
    elif says:
        verdict = "unresolved"
        reason = f"{counted(len(acting), 'passage')} give it a part; what it denies itself is set beside them."
    elif acting and omitting and len(group_origins(evidence, members)) > 1:
        verdict = "unresolved"
        reason = "The accounts say different things of its part; no version is chosen."
    else:
        return []
    conclusion = f"What part {as_name(evidence.name_of(body))} had: "
    conclusion += _against(evidence, [*acting, *omitting], [*denials, *says])
    return [
        Conflict(
            conflict_id("role", incident, "role", body), "role", verdict, incident, "role",
            ids(members), passages(members), conclusion, (reason,),
        )
    ]  # fmt: skip


def _rivals(evidence: Evidence, incident: str, bodies: dict[str, list[Claim]]) -> list[Conflict]:
    """Compare who is said to have carried it out, where no voice names both."""
    doers: dict[str, list[Claim]] = {}
    for body, claims in sorted(bodies.items()):
        mine = [claim for claim in claims if _role(claim) == "carried_out" and claim.usable]
        if mine:
            doers[body] = mine
    voices = {body: {_voice(claim) for claim in claims} for body, claims in doers.items()}
    rivals = [body for body in doers if any(not voices[body] & voices[other] for other in doers if other != body)]
    if len(rivals) < 2 or len({_affiliation(evidence, body) for body in rivals}) < 2:
        return []
    if not any(_is_other(evidence, one, other) for one, other in combinations(rivals, 2)):
        return []  # accounts that print one name, or one with words left out, do not accuse different bodies
    members = evidence.sorted(claim for body in rivals for claim in doers[body])
    names = in_words([as_name(evidence.name_of(body)) for body in rivals])
    return [
        Conflict(
            conflict_id("role", incident, "carried_out", None), "role", "unresolved", incident, "carried_out",
            ids(members), passages(members), f"Who carried it out: {names}, each by other voices.",
            ("No voice names both; no version is chosen.",),
        )
    ]  # fmt: skip


def _is_other(evidence: Evidence, one: str, other: str) -> bool:
    """Whether two bodies have names of which neither is the other one with words left out."""
    first, second = (set(plain_name(evidence.name_of(body)).split()) for body in (one, other))
    return not (first <= second or second <= first)


def _against(evidence: Evidence, said: Sequence[Claim], others: Sequence[Claim]) -> str:
    """Return what is said, and behind it what stands against it, in the words of the accounts, each once."""
    told = list(dict.fromkeys(quoted(shorten(spoken(claim.quote))) for claim in evidence.sorted(said)))
    rest = list(dict.fromkeys(quoted(shorten(spoken(claim.quote))) for claim in evidence.sorted(others)))
    rest = [words for words in rest if words not in told]
    return "; against it ".join(in_words(words) for words in (told, rest) if words) + "."


def _orders(evidence: Evidence, incident: str, known: Sequence[Conflict]) -> list[Conflict]:
    """Compare who is said to have ordered it with the denials of any order that no body's versions hold already."""
    roles = [claim for claim in evidence.by_incident[incident] if isinstance(claim.value, RoleValue)]
    ordered = [claim for claim in roles if _role(claim) == "ordered"]
    said = [claim for claim in ordered if claim.usable and not _denies(claim)]
    denied = [*(claim for claim in ordered if _denies(claim)), *denials_of_orders(evidence, incident)]
    held = {one for conflict in known for one in conflict.claims}
    denied = [claim for claim in denied if claim.id not in held]
    voices = {_voice(claim) for claim in said}
    against = [claim for claim in denied if _voice(claim) not in voices]
    if not (said and against):
        return []
    members = evidence.sorted([*said, *against])
    conclusion = f"Whether it was ordered: {_against(evidence, said, against)}"
    return [
        Conflict(
            conflict_id("role", incident, "ordered", None), "role", "unresolved", incident, "ordered",
            ids(members), passages(members), conclusion, ("One voice tells of an order, another of none.",),
        )
    ]  # fmt: skip


def _voice(claim: Claim) -> tuple[str, tuple[str | None, ...]]:
    """Return who accuses: the account, and those it names as the source."""
    return claim.document, tuple(hop.name for hop in claim.attribution)


def _speaks(evidence: Evidence, claim: Claim, body: str) -> bool:
    """Whether a body, or somebody who speaks for it, says something."""
    if not claim.attribution:
        return False
    name = claim.attribution[-1].name
    return name is not None and speaks_for(evidence, claim, name, body, issued=len(claim.attribution) == 1)


def _affiliation(evidence: Evidence, body: str) -> str:
    known = evidence.actors[body].affiliation if body in evidence.actors else "unknown"
    return body if known == "unknown" else known
