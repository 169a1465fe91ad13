"""Places of a case: one place behind its printed names, and where the gazetteer puts it, if only one place fits.

Invariant: a place gets coordinates only if the text or its document leaves one candidate; several candidates
without context stay unplaced. A country is never guessed from a namesake abroad, and nothing is chosen
for its size alone, save a settlement so much larger than its namesakes that a bare name means it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from recount.linking.folding import fold, fold_place, same_spelling, skeleton
from recount.linking.forms import nations
from recount.linking.gazetteer import Entry, gazetteer
from recount.linking.merging import Joins
from recount.model.actors import Place, PlacePrecision
from recount.model.ids import hash_id
from recount.model.mentions import PlaceMention, Reading
from recount.model.text import Document, Passage
from recount.vocabulary import load

Node = tuple[str, str]
DOMINANT = 20
"""A bare name means a settlement if it has this many times the people of each namesake abroad (set by hand; on 60
texts of LGL's look half nine in ten of the places that got coordinates are right)."""
LARGE = 200_000
"""... and at least this many people."""
LOCAL = 5
"""Within the one country that fits, the largest settlement is meant if it has this many times the next one's people."""


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """From mentions and printed places to place ids."""

    by_span: Mapping[tuple[str, int, int], str]
    by_name: Mapping[tuple[str, str], str]

    def place(self, document: str, name: str) -> str | None:
        """Return the place that a printed name of a document means, None if it was not linked."""
        return self.by_name.get((document, name)) or self.by_name.get((document, place_key(name)))


@dataclass(frozen=True, slots=True)
class _Site:
    country: str | None
    city: str | None
    precision: PlacePrecision | None
    entry: Entry | None
    reason: str


@cache
def _kinds() -> tuple[dict[str, PlacePrecision], dict[str, PlacePrecision], frozenset[str]]:
    words = load("places")
    return words["before"], words["after"], frozenset(fold(name) for name in words["broad"])


def place_key(name: str) -> str:
    """Return a place name folded, without article and without the word for its kind (``Camp``, ``Province``)."""
    before, after, _ = _kinds()
    words = fold_place(name).split()
    if words[:1] == ["the"]:
        words = words[1:]
    if len(words) > 2 and words[0] in before and words[1] == "of":
        words = words[2:]
    elif len(words) > 1 and before.get(words[0], "point") != "point":
        words = words[1:]
    elif len(words) > 1 and words[-1] in after and after[words[-1]] != "point":
        words = words[:-1]
    return " ".join(words)


def kind_of(name: str) -> PlacePrecision | None:
    """Return the precision that a kind word in a printed name gives, None without one."""
    before, after, _ = _kinds()
    words = fold(name).split()
    if len(words) > 1 and words[0] in before:
        return before[words[0]]
    if len(words) > 1 and words[-1] in after:
        return after[words[-1]]
    return None


def link_places(documents: Sequence[Document], readings: Sequence[Reading]) -> tuple[tuple[Place, ...], PlaceIndex]:
    """Return the places of a case, ordered by id, and the index from mentions and printed names to them."""
    texts = {document.id: document.text for document in documents}
    mentions: dict[Node, list[PlaceMention]] = defaultdict(list)
    for reading in readings:
        if reading.document in texts:
            for mention in reading.places:
                key = place_key(mention.surface)
                if key:
                    mentions[reading.document, key].append(mention)
    contexts = _contexts(readings)
    sites = {node: _site(node, mentions[node], mentions, contexts[node[0]]) for node in sorted(mentions)}
    joins = Joins(mentions)
    _join(joins, sites)
    clusters = joins.clusters()
    places: list[Place] = []
    by_span: dict[tuple[str, int, int], str] = {}
    by_name: dict[tuple[str, str], str] = {}
    for members in clusters.values():
        place = _place(members, mentions, sites, texts, joins.reasons(members))
        places.append(place)
        for node in members:
            by_name[node] = place.id
            for mention in mentions[node]:
                by_span[node[0], mention.start, mention.end] = place.id
                by_name[node[0], mention.surface] = place.id
    return tuple(sorted(places, key=lambda place: place.id)), PlaceIndex(by_span, by_name)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a document names: countries with their number of mentions, and first-level regions."""

    countries: Counter[str]
    regions: frozenset[tuple[str, str]]
    capitals: Counter[str]

    def names(self, entry: Entry) -> bool:
        """Tell whether the document names the country of an entry."""
        return bool(self.countries[entry.country])

    def with_capitals(self) -> _Context:
        """Return the context in which a capital speaks for its country: for every name but capitals themselves."""
        return _Context(self.countries + self.capitals, self.regions, self.capitals)


def _contexts(readings: Sequence[Reading]) -> dict[str, _Context]:
    """Return for each document the countries it prints, as a place or on a name, and the regions it prints."""
    names, capitals = nations()
    result: dict[str, _Context] = {}
    for reading in readings:
        tally: Counter[str] = Counter()
        seats: Counter[str] = Counter()
        regions: set[tuple[str, str]] = set()
        for mention in reading.places:
            key = fold(mention.surface)
            if key in names or key in capitals:
                table = tally if key in names else seats
                table[(names.get(key) or capitals[key])[1:]] += 1
                continue
            found = [entry for entry in gazetteer().find(place_key(mention.surface)) if entry.kind == "region"]
            if len(found) == 1:
                regions.add((found[0].country, place_key(found[0].name)))
        for name in reading.names:
            for word in fold(name.surface).split():
                if word in names and word != "us":
                    tally[names[word][1:]] += 1
        result[reading.document] = _Context(tally, frozenset(regions), seats)
    return result


def _site(
    node: Node, own: Sequence[PlaceMention], mentions: Mapping[Node, Sequence[PlaceMention]],
    context: _Context,
) -> _Site:  # fmt: skip
    names, capitals = nations()
    key = node[1]
    kind = next((found for found in (kind_of(mention.surface) for mention in own) if found), None)
    if key in names and kind in (None, "region"):
        code = names[key][1:]
        spellings = (key, *load("countries")[code]["names"])
        entry = next(
            (e for name in spellings for e in gazetteer().find(name) if e.kind == "country" and e.country == code), None
        )
        return _Site(code, None, "country", entry, "the name of a country")
    if key in _kinds()[2]:
        return _Site(None, None, "region", None, "a part of the world, not a country")
    if key not in capitals:
        context = context.with_capitals()
    around = _around(node[0], own, mentions)
    named = {code for code in (_country(name) for name in around) if code}
    if kind in ("camp", "point", "neighbourhood"):
        country = named.pop() if len(named) == 1 else None
        city = _city_around(around, country)
        return _Site(country, city, kind, None, "country from the text" if country else "not in the gazetteer")
    found = [entry for entry in gazetteer().find(key) if entry.kind != "country"]
    chosen, reason = _choose(found, key, around, named, context, capitals.get(key))
    if chosen is None:
        codes = {entry.country for entry in found}
        country = None
        if len(named) == 1:
            country = min(named)
        elif len(codes) == 1 and (len(found) > 1 or context.names(found[0])):
            country = min(codes)
        city = _city_around(around, country)
        return _Site(country, city, kind, None, reason)
    if kind in ("region", "district") or chosen.kind == "region":
        region = chosen if chosen.kind == "region" else None
        return _Site(chosen.country, None, kind or "region", region, reason)
    precision: PlacePrecision = kind or ("city" if chosen.population >= 50_000 else "town")
    return _Site(chosen.country, chosen.name, precision, chosen, reason)


def _around(document: str, own: Sequence[PlaceMention], mentions: Mapping[Node, Sequence[PlaceMention]]) -> list[str]:
    """Return the places printed around a place, from the nearest outwards (``X, Y`` and then ``Y, Z``)."""
    found: list[str] = []
    queue = sorted({mention.within for mention in own if mention.within})
    while queue and len(found) < 6:
        name = queue.pop(0)
        if name in found:
            continue
        found.append(name)
        outer = mentions.get((document, place_key(name)), ())
        queue.extend(sorted({mention.within for mention in outer if mention.within}))
    return found


def _country(name: str) -> str | None:
    code = nations()[0].get(place_key(name))
    return code[1:] if code else None


def _city_around(around: Sequence[str], country: str | None) -> str | None:
    for name in around:
        if _country(name) is None and kind_of(name) in (None, "city", "town"):
            cities = [entry for entry in gazetteer().find(place_key(name)) if entry.kind == "city"]
            if country:
                cities = [entry for entry in cities if entry.country == country]
            if cities:
                return name
    return None


def _choose(
    found: list[Entry],
    key: str,
    around: Sequence[str],
    named: set[str],
    context: _Context,
    capital: str | None,
) -> tuple[Entry | None, str]:
    """Return the one entry that fits and why, or None and why not."""
    if not found:
        return None, "not in the gazetteer"
    if len(named) == 1:
        found = [entry for entry in found if entry.country in named]
        if not found:
            return None, "no place of this name in the country that the text gives"
    regions = {fold_place(name) for name in around} | {place_key(name) for name in around}
    inside = [entry for entry in found if entry.kind == "city" and place_key(entry.region) in regions]
    found = inside or found
    if _one_spot(found):
        if named or inside or context.names(found[0]) or _well_known(found, key):
            return _main(found, key), "the only place of this name that fits"
        return None, "one place of this name is known, but nothing in the document says that it is meant"
    for chosen, reason in (
        (_in_named_region(found, key, context), "the only place of this name in a region that the document names"),
        (_capital(found, key, context, capital), "a capital whose country the document names"),
        (
            _in_main_country(found, key, context),
            "the main place of this name in the country that the document names most",
        ),
        (_dominant(found, key, context), "by far the largest place of this name"),
    ):
        if chosen is not None:
            return chosen, reason
    lands = len({entry.country for entry in found})
    return None, f"{len(found)} places of this name in {lands} countries, and no context"


def _one_spot(found: Sequence[Entry]) -> bool:
    """Tell whether all entries lie in one region (a city and the region named after it count as one)."""
    return len({(entry.country, place_key(entry.region or entry.name)) for entry in found}) == 1


def _well_known(found: Sequence[Entry], key: str) -> bool:
    """Tell whether a name that only one place bears is safe without context: a region, or a large place's main name."""
    return any(_bears(entry, key) and (entry.kind == "region" or entry.population >= LARGE) for entry in found)


def _bears(entry: Entry, key: str) -> bool:
    """Tell whether a name is a place's main name in some spelling, not a former or foreign one."""
    words, others = place_key(entry.name).split(), key.split()
    return len(words) == len(others) and all(same_spelling(a, b) for a, b in zip(words, others, strict=True))


def _in_named_region(found: Sequence[Entry], key: str, context: _Context) -> Entry | None:
    local = [e for e in found if e.kind == "city" and (e.country, place_key(e.region)) in context.regions]
    return _main(local, key) if local and _one_spot(local) else None


def _capital(found: Sequence[Entry], key: str, context: _Context, capital: str | None) -> Entry | None:
    if capital is None or not context.countries[capital[1:]]:
        return None
    local = [entry for entry in found if entry.country == capital[1:]]
    return _main(local, key) if local else None


def _in_main_country(found: Sequence[Entry], key: str, context: _Context) -> Entry | None:
    """Return the entry in the country that the document names most, if it is alone there or by far the largest."""
    most = max((context.countries[entry.country] for entry in found), default=0)
    local = [entry for entry in found if context.countries[entry.country] == most]
    if not most or len({entry.country for entry in local}) != 1:
        return None
    chosen = _main(local, key)
    others = [entry for entry in local if entry.kind == chosen.kind and entry != chosen]
    if all(chosen.population >= LOCAL * entry.population for entry in others):
        return chosen
    return None


def _dominant(found: Sequence[Entry], key: str, context: _Context) -> Entry | None:
    """Return an entry so much larger than its namesakes abroad that a bare name means it."""
    large = max(found, key=lambda entry: (entry.population, entry.id))
    abroad = [entry for entry in found if entry.country != large.country]
    if large.population < LARGE or not _bears(large, key):
        return None
    if context.countries and not context.countries[large.country]:
        return None
    if any(large.population < DOMINANT * entry.population for entry in abroad):
        return None
    return _main([entry for entry in found if entry.country == large.country], key)


def _main(found: Sequence[Entry], key: str) -> Entry:
    """Return the entry whose main name it is before one with another main name, a settlement before its region."""
    return min(found, key=lambda e: (not _bears(e, key), e.kind != "city", -e.population, e.id))


def _join(joins: Joins[Node], sites: Mapping[Node, _Site]) -> None:
    """Join equal names over documents unless they lie in different countries, and spellings of one entry or country."""
    equal: dict[str, list[Node]] = defaultdict(list)
    entries: dict[str, list[Node]] = defaultdict(list)
    blocks: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in sorted(sites):
        site = sites[node]
        equal[node[1]].append(node)
        if site.entry is not None:
            entries[site.entry.id].append(node)
        elif site.precision == "country" and site.country:
            entries[site.country].append(node)
        else:
            blocks[tuple(skeleton(word) for word in node[1].split())].append(node)
    for key, nodes in sorted(equal.items()):
        known = {sites[node].country for node in nodes} - {None}
        spots = {sites[node].entry.id for node in nodes if sites[node].entry is not None}  # type: ignore[union-attr]
        if len(known) <= 1 and len(spots) <= 1:
            for other in nodes[1:]:
                joins.join(nodes[0], other, f"the same printed place: {key}")
    for _, nodes in sorted(entries.items()):
        for other in nodes[1:]:
            joins.join(nodes[0], other, f"names of one place in the gazetteer: {nodes[0][1]}, {other[1]}")
    for _, nodes in sorted(blocks.items()):
        keys = sorted({node[1] for node in nodes})
        first = {key: next(node for node in nodes if node[1] == key) for key in keys}
        for place, one in enumerate(keys):
            for two in keys[place + 1 :]:
                alike = all(same_spelling(a, b) for a, b in zip(one.split(), two.split(), strict=True))
                lands = {sites[first[key]].country for key in (one, two)} - {None}
                if alike and len(lands) <= 1 and len(skeleton(one.split()[0])) > 3:
                    joins.join(first[one], first[two], f"spellings of one place: {one}, {two}")


def _place(
    members: Sequence[Node], mentions: Mapping[Node, Sequence[PlaceMention]], sites: Mapping[Node, _Site],
    texts: Mapping[str, str], reasons: tuple[str, ...],
) -> Place:  # fmt: skip
    spans = sorted({(node[0], mention.start, mention.end) for node in members for mention in mentions[node]})
    tally = Counter(mention.surface for node in members for mention in mentions[node])
    placed = [sites[node] for node in members if sites[node].entry is not None]
    lands = {sites[node].country for node in members} - {None}
    cities = {sites[node].city for node in members} - {None}
    kinds = Counter(sites[node].precision for node in members if sites[node].precision)
    site = placed[0] if placed else None
    entry = site.entry if site else None
    country = min(land for land in lands if land) if len(lands) == 1 else None
    precision = site.precision if site else min(kinds, key=lambda kind: (-kinds[kind], str(kind)), default=None)
    return Place(
        id=hash_id("place", list(spans[0])),
        name=min(tally, key=lambda surface: (-tally[surface], -len(surface), surface)),
        mentions=tuple(Passage(document, start, end, texts[document][start:end]) for document, start, end in spans),
        country=country,
        city=min(city for city in cities if city) if len(cities) == 1 else None,
        precision=precision,
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        gazetteer=entry.id if entry else None,
        reasons=tuple(sorted({sites[node].reason for node in members} | set(reasons))),
    )
