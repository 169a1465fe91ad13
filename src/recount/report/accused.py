"""Who is accused of what, and by whom: allegations by body, each with its voices, denials and doubts.

Invariant: an allegation stays one, whoever makes it; a denial never reads as an accusation; a description that
names nobody ("soldiers") stands apart from names, and nothing here is counted as a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model.claims import says_not_so
from recount.model.record import ClaimNote, IncidentNote, RoleNote
from recount.report.neutral import quoted
from recount.report.sources import Desk, SourceView, counted, some_names
from recount.vocabulary.bodies import is_common_noun

_ROLE_WORDS = {
    "carried_out": "to have carried it out",
    "ordered": "to have ordered it",
    "commanded": "to have commanded it",
    "planned": "to have planned it",
    "enabled": "to have made it possible",
    "failed_to_protect": "to have failed to protect",
    "knew": "to have known of it",
    "obeyed": "to have acted under another",
    "concealed": "to have concealed it",
    "incited": "to have incited it",
}
ACCUSING_ROLES = frozenset(_ROLE_WORDS)
PERSONAL = ACCUSING_ROLES | {"present", "victim", "witness", "guarantor", "investigator", "other"}
"""Attributes of findings on roles: they are printed under who is accused, never among the figures."""
_FIRM = frozenset({"asserted", "reported", "alleged"})


@dataclass(frozen=True, slots=True)
class PartView:
    """One part that somebody is said to have had: the words, who says so, in how many accounts, the passages."""

    words: str
    by: str
    documents: int
    said: tuple[SourceView, ...]
    unsure: tuple[SourceView, ...]
    denied: tuple[SourceView, ...]

    @property
    def passages(self) -> int:
        """How many passages there are, for and against."""
        return len(self.said) + len(self.unsure) + len(self.denied)


@dataclass(frozen=True, slots=True)
class AccusedView:
    """A person or body with its organs, the parts it is said to have had, and whether it is heard."""

    name: str
    organs: str
    parts: tuple[PartView, ...]
    documents: int
    is_named: bool
    reply: str


def arrange_accused(desk: Desk, incident: IncidentNote) -> tuple[AccusedView, ...]:
    """Return who is accused of a part in an incident: names first, those in most accounts first."""
    groups: dict[tuple[bool, str], list[ClaimNote]] = {}
    for claim_id in incident.claims:
        claim = desk.claims[claim_id]
        if isinstance(claim.value, RoleNote) and claim.value.role in ACCUSING_ROLES and _is_told(claim):
            actor = claim.value.actor
            is_named = _names_somebody(desk, actor)
            groups.setdefault((is_named, desk.root(actor) if is_named else desk.name(actor)), []).append(claim)
    rows = sorted(groups.items(), key=lambda item: (not item[0][0], -_accounts(item[1]), desk.name(item[0][1])))
    return tuple(_accused(desk, incident, body, is_named, claims) for (is_named, body), claims in rows)


def _is_told(claim: ClaimNote) -> bool:
    """Whether a part is told, asked or denied; what is only supposed not to be so accuses nobody and clears nobody."""
    return claim.polarity == "+" or says_not_so(claim.certainty, claim.polarity)


def _accused(desk: Desk, incident: IncidentNote, body: str, is_named: bool, claims: list[ClaimNote]) -> AccusedView:
    by_role: dict[str, list[ClaimNote]] = {}
    organs: set[str] = set()
    for claim in claims:
        assert isinstance(claim.value, RoleNote)
        by_role.setdefault(claim.value.role, []).append(claim)
        if is_named and claim.value.actor != body:
            organs.add(desk.name(claim.value.actor))
    return AccusedView(
        name=desk.name(body) if is_named else body,
        organs=some_names(sorted(organs)),
        parts=tuple(_part(desk, role, by_role[role]) for role in _ROLE_WORDS if role in by_role),
        documents=_accounts(claims),
        is_named=is_named,
        reply=_reply(desk, incident, body, claims) if is_named else "",
    )


def _part(desk: Desk, role: str, claims: Sequence[ClaimNote]) -> PartView:
    kinds: dict[str, list[ClaimNote]] = {"said": [], "unsure": [], "denied": []}
    for claim in claims:
        is_denied = says_not_so(claim.certainty, claim.polarity)
        kinds["denied" if is_denied else "said" if claim.certainty in _FIRM else "unsure"].append(claim)
    said, unsure, denied = kinds["said"], kinds["unsure"], kinds["denied"]
    lead = "alleged" if said else "asked or held possible" if unsure else "denied"
    return PartView(
        words=f"{lead} {_ROLE_WORDS[role]}",
        by=desk.speakers(said or unsure or denied),
        documents=_accounts(said or unsure or denied),
        said=tuple(desk.source(claim) for claim in said),
        unsure=tuple(desk.source(claim) for claim in unsure),
        denied=tuple(desk.source(claim) for claim in denied),
    )


def _accounts(claims: Sequence[ClaimNote]) -> int:
    return len({claim.document for claim in claims})


def _names_somebody(desk: Desk, actor: str) -> bool:
    name = desk.name(actor)
    if name.startswith(quoted("")[0]) or is_common_noun(name):
        return False
    if " " not in name and name.endswith("s") and name.lower() in desk.words:
        return False  # a common noun at the head of a sentence
    known = desk.actors.get(actor)
    return not ((known is None or known.type == "group") and name.split()[-1].islower())


def _reply(desk: Desk, incident: IncidentNote, body: str, accusations: Sequence[ClaimNote]) -> str:
    """Say whether a body or its organs are heard on an incident: of their own, through others, or not at all.

    Where others deny something, and no account says for whom they speak, that is not settled.
    """
    own: set[str] = set()
    relayed: set[str] = set()
    for claim_id in incident.claims:
        claim = desk.claims[claim_id]
        for position, hop in enumerate(claim.attribution):
            if hop.actor is not None and desk.root(hop.actor) == body:
                (relayed if position else own).add(claim.document)
    if own:
        return f"speaks in {counted(len(own), 'account')} of its own"
    answers = _answers(desk, incident, body)
    if answers and not relayed:
        return f"answered for by {desk.speakers(answers)}, in {counted(_accounts(answers), 'account')}"
    if relayed:
        return f"its words are relayed by {counted(len(relayed), 'account')}, none is its own"
    if any(claim.id in desk.unheard for claim in accusations):
        return "no reply recorded"
    return "whether it replied was not settled"


def _answers(desk: Desk, incident: IncidentNote, body: str) -> list[ClaimNote]:
    """Return what those who speak for a body set against its part: the statements beside its parts in one conflict."""
    for conflict in desk.conflicts.get(incident.id, ()):
        claims = [desk.claims[one] for one in conflict.claims if one in desk.claims]
        parts = [claim for claim in claims if isinstance(claim.value, RoleNote)]
        if conflict.attribute == "role" and any(desk.root(_actor(part)) == body for part in parts):
            return [claim for claim in claims if claim.kind == "statement"]
    return []


def _actor(claim: ClaimNote) -> str:
    assert isinstance(claim.value, RoleNote)
    return claim.value.actor
