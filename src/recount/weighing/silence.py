"""Who is accused and says nothing among the accounts: the bodies to be asked first.

Invariant: an organ counts with the state or body it belongs to, in accusation and in speech; a description that
names nobody ("soldiers", "officers of the north") cannot be asked and is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model.claims import Claim, RoleValue, says_not_so
from recount.model.incidents import Incident
from recount.model.text import Passage
from recount.vocabulary.bodies import is_common_noun
from recount.weighing.denials import is_denial, voice_of
from recount.weighing.evidence import Evidence, plain_name
from recount.weighing.lists import words
from recount.weighing.wording import as_name, in_words

_BESIDE = 60
"""Characters around a person's name within which the body stands that he speaks for."""
_SHORT = 4
"""Letters up to which a body's name is too short to be looked for."""
_ORGANS = 3
"""Organs that are listed behind the body they belong to."""


@dataclass(frozen=True, slots=True)
class SilentBody:
    """A body or person accused in some incidents, with what others relay of its words there.

    ``unsure`` are denials by voices that do not accuse it and of whom the accounts do not say for whom they speak:
    where there are any, nobody can say that it gave no reply.
    """

    name: str
    words: str
    """Its name, with the organs that are accused in its place."""
    incidents: tuple[Incident, ...]
    accusations: tuple[Claim, ...]
    relayed: tuple[Claim, ...]
    unsure: tuple[Claim, ...]


def silent_bodies(evidence: Evidence, told: Sequence[Incident]) -> list[SilentBody]:
    """Return the accused who speak in none of the accounts of their own, by name."""
    accused: dict[str, list[tuple[Incident, Claim, str]]] = {}
    for incident in told:
        for claim in evidence.by_incident[incident.id]:
            if isinstance(claim.value, RoleValue) and claim.usable and claim.value.role in words("acting_roles"):
                actor = evidence.actor_of(claim, claim.value.actor)
                if actor is not None and names_somebody(evidence, actor):
                    accused.setdefault(evidence.root_of(actor), []).append((incident, claim, actor))
    found = []
    spoken: dict[tuple[str, ...], tuple[Claim, ...]] = {}
    for body in sorted(accused, key=lambda body: (evidence.name_of(body), body)):
        rows = accused[body]
        incidents = tuple({incident.id: incident for incident, _, _ in rows}.values())
        about = tuple(incident.id for incident in incidents)
        if about not in spoken:
            spoken[about] = _spoken(evidence, incidents)
        own, relayed = _voices(evidence, spoken[about], body)
        if own:
            continue
        name = as_name(evidence.name_of(body))
        organs = sorted({as_name(evidence.name_of(actor)) for _, _, actor in rows if actor != body})
        if not organs:
            said = name
        elif len(organs) <= _ORGANS:
            said = f"{name} (as {in_words(organs)})"
        else:
            said = f"{name} (as {', '.join(organs[:_ORGANS])} and others)"
        accusations = tuple(claim for _, claim, _ in rows)
        unsure = _denials(evidence, spoken[about], accusations)
        found.append(SilentBody(name, said, incidents, accusations, tuple(relayed), unsure))
    return found


def names_somebody(evidence: Evidence, actor: str) -> bool:
    """Return whether an actor has a name of its own: no description, no group known by a common noun, also where it
    opens a sentence ("Gunmen attacked ...")."""
    name = evidence.name_of(actor)
    known = evidence.actors.get(actor)
    if not any(map(str.isupper, name)) or is_common_noun(name):
        return False
    return not ((known is None or known.type == "group") and name.split()[-1].islower())


def is_called_by_name(evidence: Evidence, actor: str) -> bool:
    """Return whether an actor has a name of its own, or an account prints a common noun as its name ("the Front")."""
    known = evidence.actors.get(actor)
    printed = known is not None and any(_is_printed_as_name(evidence, passage) for passage in known.mentions)
    return printed or names_somebody(evidence, actor)


def _is_printed_as_name(evidence: Evidence, passage: Passage) -> bool:
    """Whether a passage is a word with a capital letter, but no more than one, behind an article."""
    text = evidence.documents[passage.document].text
    words = passage.quote[4:] if passage.quote[:4].lower() == "the " else passage.quote
    article = text[max(0, passage.start - 4) : passage.start].lower() == "the " or words != passage.quote
    return article and words[:1].isupper() and not words.isupper()


def _spoken(evidence: Evidence, incidents: Sequence[Incident]) -> tuple[Claim, ...]:
    """Return the claims on some incidents, in order.

    What is said of no other day's event belongs to the incident that its document mainly reports too.
    """
    return evidence.sorted(
        claim
        for incident in incidents
        for claim in (*evidence.by_incident[incident.id], *evidence.loose_words.get(incident.id, ()))
    )


def _voices(evidence: Evidence, spoken: Sequence[Claim], body: str) -> tuple[list[Claim], list[Claim]]:
    """Return of some claims those that a body or its organs speak, and those that others relay of them."""
    own: list[Claim] = []
    relayed: list[Claim] = []
    known: dict[tuple[str, str | None, str, bool], bool] = {}  # most claims of an account have one voice
    for claim in spoken:
        for number, hop in enumerate(claim.attribution):
            if hop.name is None:
                continue
            voice = (claim.document, evidence.actor_of(claim, hop.name), hop.name, not number)
            if voice not in known:
                known[voice] = speaks_for(evidence, claim, hop.name, body, issued=not number)
            if known[voice]:
                (relayed if number else own).append(claim)
                break
    return own, relayed


def _denials(evidence: Evidence, spoken: Sequence[Claim], accusations: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the denials among some claims by other voices than those that accuse, and than persons who sign."""
    accusing = {voice_of(claim) for claim in accusations}
    return tuple(
        claim
        for claim in spoken
        if claim.kind in ("statement", "response")
        and says_not_so(claim.certainty, claim.polarity)
        and voice_of(claim) not in accusing
        and not _is_signed(evidence, claim)
        and is_denial(evidence, claim)
    )


def _is_signed(evidence: Evidence, claim: Claim) -> bool:
    """Whether a claim is the own word of the person who signs its account."""
    name = claim.attribution[0].name if len(claim.attribution) == 1 else None
    actor = evidence.actor_of(claim, name) if name is not None else None
    return actor is not None and actor in evidence.actors and evidence.actors[actor].type == "person"


def speaks_for(evidence: Evidence, claim: Claim, name: str, body: str, *, issued: bool) -> bool:
    """Whether a printed voice is a body's: the body itself, one of its name, or one whom the account puts beside it.

    "The commander of the Guard, Ada Orm" speaks for the Guard; so does a ministry in a communiqué that names this armed
    body, and for no party that it names as its opponent.
    """
    actor = evidence.actor_of(claim, name)
    if actor is not None and evidence.root_of(actor) == body:
        return True
    known = evidence.actors.get(body)
    if known is None:
        return False
    names = {plain_name(form) for form in (known.name, *(form.surface for form in known.names))}
    if plain_name(name) in names:
        return True
    document = evidence.documents[claim.document]
    if issued:
        issuer = f" {plain_name(name)} "
        called = any(f" {form} " in issuer for form in names)
        armed = known.type in ("unit", "state") or known.affiliation == "state"
        over = armed and any(f" {word} " in issuer for word in words("state_bodies"))
        named = over and any(passage.document == document.id for passage in known.mentions)
        return document.author.name == name and (called or named)
    if known.type not in ("organisation", "unit", "group"):
        return False  # a person or a state that stands beside somebody is no employer
    voice = evidence.actors.get(actor) if actor is not None else None
    for passage in voice.mentions if voice is not None and voice.type in ("person", "office") else ():
        text = evidence.documents[passage.document].text
        beside = plain_name(text[max(0, passage.start - _BESIDE) : passage.end + _BESIDE])
        if any(len(form) > _SHORT and form in beside for form in names):
            return True
    return False
