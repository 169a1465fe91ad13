"""Findings on forces, units, weapons, vehicles, methods and roles: who is said to have done what, with what.

Invariant: a role is a claim about somebody and stays one; its headline says who says so and how firmly, and no
finding on a role is a conclusion of the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

from recount.model.claims import Claim, DeprivationValue, ForceValue, RoleName, RoleValue
from recount.model.findings import Conflict, Finding
from recount.vocabulary import load
from recount.vocabulary.profiles import profile as profile_of
from recount.weighing.evidence import Evidence, ids
from recount.weighing.figures import Weighed, finding_id, split_usable, weigh_figure
from recount.weighing.lists import words
from recount.weighing.origins import grade_support, group_origins, unsourced_note
from recount.weighing.statements import sort_plain, state
from recount.weighing.wording import as_name, counted, in_words, quoted

THINGS = ("force", "unit", "weapon", "vehicle", "method")
ROLES = frozenset(get_args(RoleName))
FIRMNESS = ("denied", "question", "possible", "alleged", "reported", "asserted")
"""Certainties from weakest to firmest as far as roles are headed by them."""


def weigh_strength(evidence: Evidence, incident: str, profile: str) -> list[Weighed]:
    """Return the findings on how many took part, persons first, then units by their kind."""
    groups: dict[str | None, list[Claim]] = {}
    for claim in evidence.by_incident[incident]:
        if claim.kind in ("force", "unit") and isinstance(claim.value, ForceValue) and claim.value.count:
            groups.setdefault(_counted_in(claim.value), []).append(claim)
    found = []
    spread = profile_of(profile).spread
    for label in sorted(groups, key=lambda label: label or ""):
        usable, rejected, denials = split_usable(groups[label])
        statements = [
            state(evidence, claim, claim.value.count, profile)
            for claim in usable
            if isinstance(claim.value, ForceValue) and claim.value.count
        ]
        noun = label or "in the force"
        weighed = weigh_figure(
            evidence, incident, "force", label, noun, sort_plain(evidence, statements), spread, rejected, denials
        )
        if weighed is not None:
            found.append(replace(weighed, conflicts=tuple(map(_open_strength, weighed.conflicts))))
    return found


def _open_strength(conflict: Conflict) -> Conflict:
    """Return a conflict of strengths as open: two counts of men may be of two parties or two moments of one event."""
    if conflict.verdict != "contradictory":
        return conflict
    given = conflict.conclusion.replace("exclude each other; the record keeps all of them", "are said")
    conclusion = f"{given.removesuffix('.')}: of one force or of several; no account tells."
    return replace(conflict, verdict="unresolved", conclusion=conclusion)


def _counted_in(value: ForceValue) -> str | None:
    """Return the kind of unit or vehicle a force is counted in, None for persons."""
    sizes: Any = load("weighing")["unit_sizes"]
    last = ""
    for word in value.designation.lower().replace("-", " ").split():
        stem = word[:-1] if word.endswith("s") and word != "corps" else word
        if stem in sizes:
            last = f"{stem}s" if stem != "corps" else stem
        elif word in words("vehicle_units"):
            last = word
    return last or None


def weigh_things(evidence: Evidence, incident: str) -> list[Finding]:
    """Return one finding for each unit, weapon, vehicle and method that claims on an incident name."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in evidence.by_incident[incident]:
        if claim.kind in THINGS and isinstance(claim.value, ForceValue) and claim.usable:
            if claim.kind == "force" and claim.value.count:
                continue
            groups.setdefault((claim.kind, _plain(claim.value.designation)), []).append(claim)
    return [
        _named(evidence, incident, kind, plain, groups[kind, plain], first_designation(groups[kind, plain]), ())
        for kind, plain in sorted(groups)
    ]


def weigh_deprivations(evidence: Evidence, incident: str) -> list[Finding]:
    """Return one finding for each sort of deprivation and whoever is said to have caused it, counted or not."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in evidence.by_incident[incident]:
        if isinstance(claim.value, DeprivationValue) and claim.usable:
            by = claim.value.by
            actor = evidence.actor_of(claim, by) or (_plain(by) if by else "")
            groups.setdefault((claim.value.sort, actor), []).append(claim)
    found, said = [], load("weighing")["deprivation_words"]
    for sort, actor in sorted(groups):
        claims = groups[sort, actor]
        by = next((claim.value.by for claim in claims if isinstance(claim.value, DeprivationValue)), None)
        name = evidence.name_of(actor) if actor in evidence.actors else by
        doer = f" by {as_name(name)}" if name else ""
        documents = counted(len({claim.document for claim in claims}), "document")
        headline = f"Alleged in {documents}: {said[sort]}{doer}"
        found.append(_named(evidence, incident, "deprivation", f"{sort} {actor}".strip(), claims, sort, (headline,)))
    return found


def first_designation(claims: Sequence[Claim]) -> str:
    """Return the designation as the first claim prints it."""
    value = claims[0].value
    assert isinstance(value, ForceValue)
    return " ".join(value.designation.split())


def _plain(text: str) -> str:
    kept = "".join(character if character.isalnum() else " " for character in text.lower()).split()
    kept = [word for word in kept if word not in ("the", "a", "an", "s")]
    if kept and kept[-1].endswith("s") and len(kept[-1]) > 3:
        kept[-1] = kept[-1][:-1]
    return " ".join(kept)


def weigh_roles(evidence: Evidence, incident: str) -> list[Finding]:
    """Return one finding for each actor and role that claims on an incident name; victims and pronouns left out."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in evidence.by_incident[incident]:
        value = claim.value
        if isinstance(value, RoleValue) and value.role not in ("victim", "witness", "other"):
            if value.actor.lower() in words("pronouns"):
                continue  # "they" of two accounts are not one doer; the claims stay with their incident
            actor = evidence.actor_of(claim, value.actor) or _plain(value.actor)
            groups.setdefault((value.role, actor), []).append(claim)
    printed: dict[tuple[str, str], str] = {}
    for role, actor in sorted(groups):
        name = evidence.name_of(actor) if actor in evidence.actors else _printed(groups[role, actor][0])
        taken = any(key[0] == role and label == name for key, label in printed.items())
        where = in_words(sorted({evidence.documents[claim.document].name for claim in groups[role, actor]}))
        printed[role, actor] = f"{name} ({where})" if taken else name
    found = []
    said: Any = load("weighing")["role_words"]
    for role, actor in sorted(groups):
        claims = groups[role, actor]
        usable, rejected, denials = split_usable(claims)
        if not usable:
            continue
        firmest = max((claim.record_as for claim in usable), key=_firmness)
        blames = role in words("acting_roles") | words("omitting_roles") | words("blaming_roles")
        if blames and _firmness(firmest) > _firmness("alleged"):
            firmest = "alleged"  # no accusation is headed more firmly, however flatly an account puts it
        documents = counted(len({claim.document for claim in usable}), "document")
        headline = f"{firmest.capitalize()} in {documents}: {as_name(printed[role, actor])} {said[role]}"
        finding = _named(evidence, incident, role, printed[role, actor], usable, printed[role, actor], (headline,))
        notes = [f"{counted(len(denials), 'passage')} deny it."] if denials else []
        found.append(
            Finding(
                finding.id, incident, role, finding.subgroup, finding.value, None, None, headline, finding.supports,
                (), tuple(rejected), finding.documents, finding.origins,
                "contested" if denials else finding.grade, (*finding.reasons, *notes),
            )
        )  # fmt: skip
    return found


def _printed(claim: Claim) -> str:
    assert isinstance(claim.value, RoleValue)
    return " ".join(claim.value.actor.split())


def _firmness(certainty: str) -> int:
    return FIRMNESS.index(certainty) if certainty in FIRMNESS else -1


def _named(
    evidence: Evidence,
    incident: str,
    attribute: str,
    subgroup: str,
    claims: Sequence[Claim],
    value: str,
    headline: tuple[str, ...],
) -> Finding:
    supports = evidence.sorted(claims)
    grade, reason = grade_support(evidence, supports)
    unsourced = unsourced_note(evidence, supports)
    documents = tuple(dict.fromkeys(claim.document for claim in supports))
    return Finding(
        id=finding_id(incident, attribute, subgroup),
        incident=incident,
        attribute=attribute,
        subgroup=subgroup,
        value=value,
        low=None,
        high=None,
        headline=headline[0] if headline else f"{quoted(value)} ({counted(len(documents), 'document')})",
        supports=ids(supports),
        compatible=(),
        rejected=(),
        documents=documents,
        origins=group_origins(evidence, supports),
        grade=grade,
        reasons=(reason, *([unsourced] if unsourced else [])),
    )
