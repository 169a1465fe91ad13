"""Actors of a case: one entity behind its printed names, over spellings, titles, acronyms and documents.

Invariant: an actor is a cluster of printed forms, every join has a reason a person can read, and an unsure
join is not made. The result depends on the set of documents, not on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recount.linking.affiliation import affiliation_beside, holds_office, own_affiliation
from recount.linking.folding import fold
from recount.linking.forms import Form, Node, collect, nations, with_nations
from recount.linking.groups import join_groups, naming_words, parts
from recount.linking.merging import Joins, Kinship
from recount.linking.persons import join_persons
from recount.model.actors import Actor, Affiliation, NameForm
from recount.model.claims import RoleValue
from recount.model.ids import hash_id
from recount.model.mentions import ActorType, Reading
from recount.model.text import Document, Passage
from recount.vocabulary import load

_PAST = frozenset({"former", "then", "ex", "late", "retired", "outgoing", "incoming", "future"})


@dataclass(frozen=True, slots=True)
class NameIndex:
    """From mentions and printed names to actor ids."""

    by_span: Mapping[tuple[str, int, int], str]
    by_name: Mapping[tuple[str, str], str]

    def actor(self, document: str, name: str) -> str | None:
        """Return the actor that a printed name of a document means, None if it was not linked."""
        plain = name.removeprefix("the ").removeprefix("The ")
        return (
            self.by_name.get((document, name))
            or self.by_name.get((document, plain))
            or self.by_name.get((document, fold(plain)))
        )


def link_names(documents: Sequence[Document], readings: Sequence[Reading]) -> tuple[tuple[Actor, ...], NameIndex]:
    """Return the actors of a case, ordered by id, and the index from mentions and printed names to them."""
    forms = collect(documents, readings)
    joins = Joins(forms)
    kinship = Kinship({document.id: document.text for document in documents})
    join_persons(forms, joins, kinship)
    join_groups(forms, joins, kinship)
    _join_offices(forms, joins)
    texts = {document.id: document.text for document in documents}
    clusters = joins.clusters()
    ids = {root: _actor_id([forms[node] for node in members]) for root, members in clusters.items()}
    of_node = {node: ids[root] for root, members in clusters.items() for node in members}
    wholes = _wholes(forms, texts, of_node)
    voices = {document.id: {segment.id: segment.voice for segment in document.segments} for document in documents}
    harmed = _harmed(readings)
    actors: dict[str, Actor] = {}
    for root, members in clusters.items():
        own = [forms[node] for node in members]
        actors[ids[root]] = _actor(
            ids[root], own, texts, wholes.get(ids[root], ()), joins.reasons(members), voices, harmed
        )
    own_forms = {ids[root]: [forms[node] for node in members] for root, members in clusters.items()}
    ordered = tuple(_placed(actors[key], actors, own_forms[key], texts) for key in sorted(actors))
    return ordered, _index(forms, of_node)


def _join_offices(forms: dict[Node, Form], joins: Joins[Node]) -> None:
    """Join an office to the one person who holds it in the same document; the same national office over documents."""
    by_document: dict[str, list[Form]] = defaultdict(list)
    for form in forms.values():
        if form.type == "person":
            by_document[form.node[0]].append(form)
    wanted: list[tuple[Node, Node, str]] = []
    free: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node, form in sorted(forms.items()):
        if form.type != "office":
            continue
        wanted_words = frozenset(_office_words(form.words))
        holders: dict[Node, Form] = {}
        for person in by_document[node[0]]:
            held = [frozenset(_office_words(tuple(title.split()))) for title in (*person.titles, *person.appositions)]
            if any(wanted_words <= words and not _PAST & wanted_words ^ _PAST & words for words in held):
                holders.setdefault(joins.root(person.node), person)
        if len(holders) == 1 and len(wanted_words) > (0 if form.appositions else 1):
            person = holders[min(holders)]
            wanted.append(
                (node, person.node, f"'{form.surface}' is in this document the office of {person.surface} alone")
            )
        elif not holders and any(word.startswith("@") for word in wanted_words) and not _PAST & wanted_words:
            free[tuple(sorted(wanted_words))].append(node)
    for one, two, reason in wanted:
        joins.join(one, two, reason)
    for _, nodes in sorted(free.items()):
        for other in nodes[1:]:
            joins.join(nodes[0], other, f"the same office of the same country: {forms[other].surface}")


def _office_words(words: tuple[str, ...]) -> list[str]:
    misprints = {"minster": "minister", "presdent": "president"}
    return [
        misprints.get(word, word)
        for word in with_nations(words)
        if word not in ("the", "of", "for", "s", "a", "his", "their")
    ]


def _actor_id(own: Sequence[Form]) -> str:
    document, start, end = min((form.node[0], name.start, name.end) for form in own for name in form.mentions)
    return hash_id("actor", [document, start, end])


def _wholes(forms: dict[Node, Form], texts: dict[str, str], of_node: dict[Node, str]) -> dict[str, tuple[str, ...]]:
    """Return for each actor the ids of those it is part of: by its name, its owner in the text, or its nation."""
    found: dict[str, set[str]] = defaultdict(set)
    for part, whole in parts(forms, texts):
        if of_node[part] != of_node[whole]:
            found[of_node[part]].add(of_node[whole])
    states = {
        naming_words(form)[0]: of_node[node]
        for node, form in sorted(forms.items())
        if form.type == "state" and len(naming_words(form)) == 1 and naming_words(form)[0].startswith("@")
    }
    arms = frozenset(map(str, load("affiliations")["state"]))
    for node, form in sorted(forms.items()):
        if form.type != "unit":
            continue
        codes = [word for word in with_nations(form.words) if word.startswith("@")]
        armed = any(word in arms or word in ("forces", "force") for word in form.words)
        if len(codes) == 1 and armed and codes[0] in states and not found[of_node[node]]:
            found[of_node[node]].add(states[codes[0]])
    return {part: tuple(sorted(whole)) for part, whole in found.items() if whole}


def _harmed(readings: Sequence[Reading]) -> frozenset[tuple[str, str]]:
    """Return (document, folded name) of those whom a claim makes a victim or a witness."""
    return frozenset(
        (claim.document, fold(claim.value.actor))
        for reading in readings
        for claim in reading.claims
        if isinstance(claim.value, RoleValue) and claim.value.role in ("victim", "witness")
    )


def _actor(
    key: str, own: Sequence[Form], texts: dict[str, str], wholes: tuple[str, ...], reasons: tuple[str, ...],
    voices: Mapping[str, Mapping[str, str]], harmed: frozenset[tuple[str, str]],
) -> Actor:  # fmt: skip
    mentions = sorted({(form.node[0], name.start, name.end) for form in own for name in form.mentions})
    tally = Counter(name.surface for form in own for name in form.mentions)
    kind = _type(own)
    return Actor(
        id=key,
        name=_label(own, tally, kind),
        type=kind,
        names=tuple(NameForm(surface, tally[surface]) for surface in sorted(tally, key=lambda s: (-tally[s], s))),
        mentions=tuple(Passage(document, start, end, texts[document][start:end]) for document, start, end in mentions),
        affiliation=own_affiliation(own),
        part_of=wholes,
        private=kind == "person" and _private(own, voices, harmed),
        reasons=reasons,
    )


def _type(own: Sequence[Form]) -> ActorType:
    tally: Counter[ActorType] = Counter()
    for form in own:
        tally[form.type] += len(form.mentions)
    if tally["person"]:
        return "person"
    return min(tally, key=lambda kind: (-tally[kind], kind))


def _label(own: Sequence[Form], tally: Counter[str], kind: ActorType) -> str:
    """Return the fullest printed name: for persons by number of words, for others not an acronym, then most printed."""
    surfaces = {name.surface for form in own if form.type == kind for name in form.mentions}
    countries, official = nations()[0], load("countries")

    def rank(surface: str) -> tuple[bool, int, int, int, int, str]:
        words = len(fold(surface).split())
        short = kind != "person" and words == 1 and len(surface) < 6 and surface.isupper()
        code = countries.get(fold(surface)) if kind == "state" else None
        country = 2 if code and fold(official[code[1:]]["names"][0]) == fold(surface) else 1 if code else 0
        fuller = -min(words, 3) if kind == "person" else 0
        return (short or surface.endswith("."), -country, fuller, -tally[surface], -len(surface), surface)

    return min(surfaces, key=rank)


def _private(own: Sequence[Form], voices: Mapping[str, Mapping[str, str]], harmed: frozenset[tuple[str, str]]) -> bool:
    """Tell whether a person without office stands only in comments, or is a victim, witness or relative."""
    if holds_office(own):
        return False
    heard = {voices.get(form.node[0], {}).get(name.segment, "") for form in own for name in form.mentions}
    if heard <= {"comment"}:
        return True
    if any((form.node[0], fold(name.surface)) in harmed for form in own for name in form.mentions):
        return True
    kin = frozenset(map(str, load("titles")["kin"]))
    return any(word in kin for form in own for title in (*form.titles, *form.appositions) for word in title.split())


def _placed(actor: Actor, actors: Mapping[str, Actor], own: Sequence[Form], texts: dict[str, str]) -> Actor:
    """Give a body whose names say nothing the affiliation of what it is part of, else of the words beside it."""
    if actor.affiliation != "unknown" or actor.type in ("person", "group"):
        return actor
    above: set[Affiliation] = {actors[whole].affiliation for whole in actor.part_of if whole in actors} - {"unknown"}
    found = min(above) if len(above) == 1 else affiliation_beside(own, texts)
    return replace(actor, affiliation=found)


def _index(forms: Mapping[Node, Form], of_node: Mapping[Node, str]) -> NameIndex:
    by_span: dict[tuple[str, int, int], str] = {}
    by_name: dict[tuple[str, str], str] = {}
    for node in sorted(forms):
        by_name[node] = of_node[node]
        for name in forms[node].mentions:
            by_span[node[0], name.start, name.end] = of_node[node]
            by_name[node[0], name.surface] = of_node[node]
            if name.title:
                by_name.setdefault((node[0], f"{name.title} {name.surface}"), of_node[node])
    return NameIndex(by_span, by_name)
