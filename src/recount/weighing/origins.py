"""Origins: who stands behind claims, each counted once, and what that is worth.

Invariant: documents are never counted as evidence, origins are. An author who gives no source is an origin of
his own but not a named one; agreement between origins that are not shown to be independent is repetition
(methods.md, section 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from recount.model.claims import Claim, Hop
from recount.model.findings import FindingOrigin, Grade
from recount.vocabulary import load
from recount.weighing.evidence import Evidence, plain_name

Key = tuple[str, ...]


@cache
def _nameless() -> tuple[frozenset[str], frozenset[str]]:
    table: Any = load("weighing")
    return frozenset(table["nameless"]), frozenset(table["nameless_between"])


@cache
def names_somebody(name: str) -> bool:
    """Return whether a printed name holds more than words for media, platforms and unnamed people."""
    nameless, between = _nameless()
    return any(not word.isdigit() and word not in nameless and word not in between for word in plain_name(name).split())


def _named(hop: Hop) -> bool:
    return hop.named and bool(hop.name) and names_somebody(hop.name or "")


def _actor(evidence: Evidence, claim: Claim, name: str) -> str | None:
    """Return the actor that a source's name means: as linking has it, else the one that is printed so elsewhere."""
    return evidence.actor_of(claim, name) or evidence.names.get(plain_name(name))


def origin_key(evidence: Evidence, claim: Claim) -> tuple[Key, str | None, bool]:
    """Return the key of a claim's origin, its name if printed, and whether a named source is cited.

    The origin is the innermost voice of the attribution. Unnamed voices ("officials") are kept apart by the
    named voice that relays them, else by document, since nothing shows that they are the same.
    """
    chain = claim.attribution
    own = not chain or len(chain) == 1
    if own:
        speaker = chain[0].name if chain else None
        if speaker is None:
            return ("voice", claim.document, claim.segment if _is_other_voice(evidence, claim) else ""), None, False
        return ("source", _actor(evidence, claim, speaker) or plain_name(speaker)), speaker, False
    last = chain[-1]
    if last.name and _named(last):
        actor = _actor(evidence, claim, last.name)
        return ("source", actor or plain_name(last.name)), evidence.name_of(actor) if actor else last.name, True
    relay = next((hop for hop in reversed(chain[1:-1]) if _named(hop)), None)
    if relay and relay.name:
        via = _actor(evidence, claim, relay.name) or plain_name(relay.name)
        return ("unnamed", via, plain_name(last.name or "")), last.name, False
    return ("unnamed", claim.document, plain_name(last.name or "")), last.name, False


def is_own_account(key: Key, document: str) -> bool:
    """Return whether an origin is the account itself, or somebody unnamed behind it: nobody else whom it relays."""
    return key[0] == "voice" or key[:2] == ("unnamed", document)


def _is_other_voice(evidence: Evidence, claim: Claim) -> bool:
    """True for comments: every comment is a voice of its own, while title, article and caption are one."""
    document = evidence.documents[claim.document]
    return any(segment.id == claim.segment and segment.voice == "comment" for segment in document.segments)


def group_origins(evidence: Evidence, claims: Iterable[Claim]) -> tuple[FindingOrigin, ...]:
    """Return the origins behind ``claims``, joined where they are shown to be one.

    They are where linking says so, and where an account says itself (in its title, say) what it elsewhere has
    from a source that it names.
    """
    ordered = evidence.sorted(claims)
    parent = {claim.id: claim.id for claim in ordered}

    def find(claim: str) -> str:
        while parent[claim] != claim:
            claim = parent[claim]
        return claim

    first: dict[Key, str] = {}
    facts = {claim.id: origin_key(evidence, claim) for claim in ordered}
    cited: dict[str, Key] = {}
    for claim in ordered:
        if facts[claim.id][2]:
            cited.setdefault(claim.document, facts[claim.id][0])
    for claim in ordered:
        key, _, named = facts[claim.id]
        keys = [key, *(("shared", origin.id) for origin in evidence.shared.get(claim.id, ()))]
        if not named:
            keys += [("shared", origin.id) for origin in evidence.shared_documents.get(claim.document, ())]
            if len(claim.attribution) <= 1 and claim.document in cited and not _is_other_voice(evidence, claim):
                keys.append(cited[claim.document])
        for each in keys:
            root, other = find(claim.id), find(first.setdefault(each, claim.id))
            if root != other:
                parent[max(root, other)] = min(root, other)
    groups: dict[str, list[Claim]] = {}
    for claim in ordered:
        groups.setdefault(find(claim.id), []).append(claim)
    origins = []
    for members in groups.values():
        names = [facts[claim.id] for claim in members]
        chosen = next((fact for fact in names if fact[2]), None) or next((f for f in names if f[1]), names[0])
        origins.append(FindingOrigin(chosen[1], chosen[2], tuple(claim.id for claim in members)))
    return tuple(origins)


def independent_origins(evidence: Evidence, origins: Sequence[FindingOrigin]) -> tuple[FindingOrigin, ...]:
    """Return the named origins that are shown to be independent of each other.

    Two are where neither belongs to the same body as the other and no single document relays both alone.
    """
    chosen: list[FindingOrigin] = []
    bodies: set[str] = set()
    documents: list[set[str]] = []
    for origin in origins:
        if not origin.named:
            continue
        claims = [evidence.claims[claim] for claim in origin.claims]
        body = _body(evidence, claims[0])
        where = {claim.document for claim in claims}
        if body in bodies or any(len(where | other) < 2 for other in documents):
            continue
        if any(_copies(evidence, where) & _copies(evidence, other) for other in documents):
            continue
        chosen.append(origin)
        bodies.add(body)
        documents.append(where)
    return tuple(chosen)


def _body(evidence: Evidence, claim: Claim) -> str:
    """Return the body at the top of a claim's named source, else the source's name."""
    named = next((hop.name for hop in reversed(claim.attribution) if hop.name and _named(hop)), "") or ""
    actor = _actor(evidence, claim, named)
    return evidence.root_of(actor) if actor else plain_name(named)


def _copies(evidence: Evidence, documents: set[str]) -> set[str]:
    return {origin.id for document in documents for origin in evidence.shared_documents.get(document, ())}


def grade_support(evidence: Evidence, claims: Sequence[Claim]) -> tuple[Grade, str]:
    """Return the grade that the origins behind ``claims`` earn, with its reason in one sentence."""
    origins = group_origins(evidence, claims)
    documents = len({claim.document for claim in claims})
    named = [origin for origin in origins if origin.named]
    names = ", ".join(sorted({origin.name or "" for origin in named}))
    counted = f"{_number(documents, 'document')}, {_number(len(named), 'named origin')}"
    if names:
        counted += f" ({names})"
    independent = independent_origins(evidence, origins)
    if len(independent) >= 2:
        return "corroborated", f"{counted}; {len(independent)} of them are independent as far as the record shows."
    if len(origins) >= 2:
        return "repeated", f"{counted}; independence not shown."
    whole = f"{_number(documents, 'document')}, 1 origin"
    origin = origins[0] if origins else None
    if origin is None or not origin.name:
        return "single_source", f"{whole}: the account itself, which names no source."
    if origin.named:
        return "single_source", f"{whole}: {origin.name}."
    if all(len(claim.attribution) <= 1 for claim in claims):
        return "single_source", f"{whole}: {origin.name}, in the author's own words without a source."
    return "single_source", f"{whole}: “{origin.name}”, not named."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def unsourced_note(evidence: Evidence, claims: Sequence[Claim]) -> str | None:
    """Return a sentence that says in how many documents nobody is named as source, None where there are none."""
    unsourced = {claim.document for claim in claims} - {
        claim.document for claim in claims if origin_key(evidence, claim)[2]
    }
    if not unsourced or len({claim.document for claim in claims}) == 1:
        return None
    return f"{_number(len(unsourced), 'document')} named no source for it."
