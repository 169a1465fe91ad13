"""Which names stand in the public version, and by which rule: the allow-list of one record.

Invariant: every name that stands has its rule; a victim, witness or relative stands by an office alone; what the
record takes for a body or a place stands only if the words on or beside it say that it is one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from recount.linking.folding import fold
from recount.linking.places import place_key
from recount.model.record import ActorNote, CasualtyNote, PlaceNote, Record, RoleNote
from recount.report.public.coarse.choice import Coarseness
from recount.report.public.coarse.places import RULE, SmallPlaces, small_places
from recount.report.public.known import Kind, Names
from recount.report.public.offices import byline_names, named_with_office
from recount.report.public.shown import Accounts, is_shown_a_place
from recount.report.public.spans import find
from recount.report.public.words import (
    body_words,
    countries,
    country_names,
    is_doubtful,
    is_ordinary,
    kin_words,
    listed,
    nations,
    particles,
    structure,
    title_words,
)  # fmt: skip

_BEFORE = 40
"""Characters before a name in which a word says what it is."""
_LARGE = frozenset({"town", "city", "district", "region", "country"})
_KINDS_IN_A_NAME = frozenset({"point", "neighbourhood", "camp", "village"})
"""Precisions that a place has by a word in its name alone ("X Street")."""
_ACRONYM = 6
"""Letters of the longest abbreviation of a body."""
_TIMES_A_PLACE = 4
"""How much more often a word is a large place than a person before it is taken for the place alone."""
_SHORTEST = 3
"""Letters of a word of a withheld name that is withheld on its own: a shorter one is an initial."""
BY_PERSON = "made public by a person"
_TOWNS = frozenset({"town", "city", "village", "hamlet", "capital", "port", "municipality"})
"""What a place is called that bears the name of its region and is not the region."""
_SHOWN = "a place, as an account shows"
AS_THEY_ARE = Coarseness()


def known_names(record: Record, public: Iterable[str] = (), coarse: Coarseness = AS_THEY_ARE) -> Names:
    """Return what is known of the names of a record; ``public`` are names that a person has made public."""
    names = Names()
    for name in public:
        names.add(name, stands=True, rule=BY_PERSON, key=f"public {fold(name)}", kind="person")
    texts = {document.id: document.text or "" for document in record.documents}
    names.small = _small_places(record, texts, coarse)
    for form, key in names.small.keys.items():
        names.add(form, stands=False, rule=RULE, key=key, kind="place")
    harmed = harmed_actors(record)
    offices = _offices(record, harmed)
    authors = _authors(record, harmed)
    for name in country_names() if names.small.is_asked else countries():
        names.add(name, stands=True, rule="a country, capital or part of the world", key=name, kind="place")
    accounts = Accounts(texts.values())
    persons = _person_words(record, offices | authors)
    places = _surely_places(record, texts) | _taken_for_persons(record, texts, accounts, persons)
    _add_persons(names, record, offices | authors, places)
    for place in record.places:
        for form in sorted({mention.quote for mention in place.mentions} if place.id not in names.small.notes else ()):
            if _is_known_place(place, form, texts, accounts, persons):
                names.add(form, stands=True, rule=_SHOWN, key=place.id, kind="place")
    for actor in record.actors:
        if actor.type not in ("person", "office"):
            _add_body(names, actor, texts)
    for place in record.places:
        is_small = place.id in names.small.notes
        if set(fold(place.name).split()) & body_words() and " " in place.name and not is_small:
            names.add(place.name, stands=True, rule="a body, unit, state or group", key=place.id, kind="body")
        _add_place(names, place, texts, accounts, persons)
    _learn(names, record)
    return names


def _small_places(record: Record, texts: dict[str, str], coarse: Coarseness) -> SmallPlaces:
    """Return the places smaller than asked for: those that an account shows to be places, not persons."""
    shown = {place.id for place in record.places if _place_kind(place, texts) == "place"}
    persons = frozenset(
        word
        for actor in record.actors
        if actor.type == "person"
        for form in actor.names
        for word in fold(form.surface).split()
    )
    towns = {
        place.id
        for place in record.places
        if any(_is_called(texts[m.document], m.start, m.end, _TOWNS) for m in place.mentions)
    }
    return small_places(record, coarse.places, persons, shown, towns)


def harmed_actors(record: Record) -> dict[str, str]:
    """Return the ids of actors whom a claim makes a victim or a witness, with which of the two."""
    found: dict[str, str] = {}
    for claim in record.claims:
        if isinstance(claim.value, CasualtyNote):
            found |= dict.fromkeys(claim.value.who, "victim")
        elif isinstance(claim.value, RoleNote) and claim.value.role in ("victim", "witness"):
            if found.get(claim.value.actor) != "victim":
                found[claim.value.actor] = claim.value.role
    return found


def _offices(record: Record, harmed: dict[str, str]) -> dict[str, str]:
    """Return the names that a text prints with an office, folded, with the rule."""
    actors = {fold(form.surface): actor.id for actor in record.actors for form in actor.names}
    found: dict[str, str] = {}
    for document in record.documents:
        for name, standing, _ in named_with_office(document.text or ""):
            folded = fold(name)
            if standing == "a rank" and actors.get(folded) in harmed:
                continue
            if len(folded.replace(" ", "")) >= _SHORTEST:
                found.setdefault(folded, standing)
    return found


def _authors(record: Record, harmed: dict[str, str]) -> dict[str, str]:
    """Return the names with which accounts are signed: on a byline, or alone on the line that the record points to."""
    actors = {fold(form.surface): actor.id for actor in record.actors for form in actor.names}
    found: dict[str, str] = {}
    for document in record.documents:
        if document.kind in listed("private_kinds"):
            continue
        for name in byline_names(document.text or ""):
            if actors.get(fold(name)) not in harmed:
                found[fold(name)] = "an author who signs"
        if not document.author.name:
            continue
        folded = fold(document.author.name)
        if actors.get(folded) in harmed or document.author.basis != "stated":
            continue
        lines = {fold(line) for line in (document.text or "").split("\n")}
        bylines = {fold(name) for name in byline_names(document.text or "")}
        if folded in lines or any(line.startswith(folded) for line in bylines):
            found[folded] = "an author who signs"
    return found


def _surely_places(record: Record, texts: dict[str, str]) -> frozenset[str]:
    """Return single words that the record takes for a person here and there, and far more often for a large place."""
    persons: Counter[str] = Counter()
    parts: set[str] = set()
    for actor in record.actors:
        if actor.type == "person":
            for form in actor.names:
                words = fold(form.surface).split()
                persons.update({words[0]: form.count} if len(words) == 1 else {})
                parts.update(words if len(words) > 1 else ())
    return frozenset(
        fold(place.name)
        for place in record.places
        if fold(place.name) not in parts
        and len(place.mentions) >= _TIMES_A_PLACE * persons[fold(place.name)]
        and any(_is_large(texts[m.document], m.start, m.end) for m in place.mentions)
    )


def _taken_for_persons(
    record: Record, texts: dict[str, str], accounts: Accounts, persons: frozenset[str]
) -> frozenset[str]:
    """Return the words of places that the record takes for persons elsewhere, and the accounts show to be places."""
    places = {fold(form): (place, form) for place in record.places for form in {m.quote for m in place.mentions}}
    forms = {fold(form.surface) for actor in record.actors if actor.type == "person" for form in actor.names}
    found = [places[form] for form in sorted(forms & set(places))]
    return frozenset(
        word
        for place, form in found
        if _is_known_place(place, form, texts, accounts, persons)
        for word in fold(form).split()
    )


def _add_persons(names: Names, record: Record, public: dict[str, str], places: frozenset[str]) -> None:
    """Add every person of the record, all that speak in comments, and the names made public by an office."""
    by_form: dict[str, set[str]] = defaultdict(set)
    for actor in record.actors:
        if actor.type in ("person", "office"):
            for form in {actor.name, *(form.surface for form in actor.names)}:
                by_form[fold(form)].add(actor.id)
    owner = {form: min(ids) for form, ids in by_form.items() if len(ids) == 1}
    standing = {owner.get(form, form): rule for form, rule in public.items()}
    for form, rule in sorted(public.items()):
        names.add(form, stands=True, rule=rule, key=owner.get(form, form), kind="person")
    private_words = {
        word
        for actor in record.actors
        if actor.type == "person" and actor.id not in standing
        for form in actor.names
        for word in fold(form.surface).split()
        if word not in places
    }
    for actor in record.actors:
        if actor.type not in ("person", "office"):
            continue
        own = {fold(form.surface) for form in actor.names} & set(public)
        over = {fold(m.quote) for m in actor.mentions if "\n" in m.quote and fold(m.quote.partition("\n")[0]) in public}
        for form in sorted({actor.name, *(form.surface for form in actor.names)}):
            if fold(form) in over or _is_office_of(form):
                continue  # a byline with the first word of the line below; "the Ombudsman of X"
            if actor.type == "office" or set(fold(form).split()) <= title_words() | structure() | places:
                continue
            shares = not actor.private and any(_shortens(fold(form).split(), full.split()) for full in own)
            alone = len(fold(form).split()) == 1 and fold(form) in private_words
            stands = shares and not alone and fold(form) not in {w for w in fold(form).split() if is_doubtful(w)}
            rule = standing.get(actor.id, "a public office") if stands else "a person without public function"
            names.add(form, stands=stands, rule=rule, key=actor.id, kind="person")
    for form, rule in sorted(public.items()):
        last = form.split()[-1]
        if len(form.split()) > 1 and last not in private_words and len(last) >= _SHORTEST and not is_ordinary(last):
            names.add(last, stands=True, rule=rule, key=owner.get(form, form), kind="person")
    for speaker in comment_speakers(record):
        names.add(speaker, stands=False, rule="a commenter", key=owner.get(fold(speaker), fold(speaker)), kind="person")


def _is_office_of(form: str) -> bool:
    """Tell whether a printed form is an office and whose it is, and no name."""
    words = fold(form).split()
    return "of" in words[1:-1] and all(word in title_words() | listed("offices") for word in words[: words.index("of")])


def _shortens(short: list[str], full: list[str]) -> bool:
    """Tell whether a form prints no more of a name than the form with the office: its words, or their initials."""
    initials = {word[0] for word in full}
    return all(word in full or (len(word) == 1 and word in initials) for word in short)


_OPENING = re.compile(
    r"(?:\d{1,3}[.)]\s+)?(?P<name>[^\W\d][\w .'\u2019-]{1,40}?)\s+(?:says|said|wrote|commented)\b[^\n]{0,60}:\s*$"
)
"""The line that opens a comment with its writer's printed name."""


def comment_speakers(record: Record) -> Iterator[str]:
    """Yield the printed names of those who write comments."""
    for document in record.documents:
        for segment in document.segments:
            if segment.voice == "comment":
                lines = (document.text or "")[segment.start : segment.end].strip().split("\n")
                opening = _OPENING.match(lines[0])
                yield from filter(None, (segment.speaker, opening and opening.group("name")))


def _add_body(names: Names, actor: ActorNote, texts: dict[str, str]) -> None:
    forms = sorted({actor.name, *(form.surface for form in actor.names)})
    known = any(_says_body(form) for form in forms) or any(
        _introduced(texts[mention.document], mention.start, mention.end) for mention in actor.mentions
    )
    for form in forms:
        if not _says_body(form) and form.split()[-1].islower() and not form.islower():
            continue  # "the Ruhl brothers": the words with capitals are judged on their own
        stands = _says_body(form) or (known and (form.isupper() or not _is_personal(form)))
        if names.small.is_asked:
            parts = _without_places(names, actor, form, texts)
            if parts != [form]:
                for part in parts if stands else ():
                    names.add(part, stands=True, rule="a body, unit, state or group", key=actor.id, kind="body")
                continue
        rule = "a body, unit, state or group" if stands else "no word says that it is a body"
        names.add(form, stands=stands, rule=rule, key=actor.id, kind="body")


def _without_places(names: Names, actor: ActorNote, form: str, texts: dict[str, str]) -> list[str]:
    """Return what stands of a body's name where small places are withheld: the parts in which no place can be.

    A word that no list knows may be a place where it stands beside words for a body ("X General Hospital"); a name of
    such words alone is a body's own unless an account prints it where places stand ("in X").
    """
    parts = names.small.rest(form)
    if parts is None:
        is_set_in = any(_is_set_in(texts[m.document], m.start) and m.quote == form for m in actor.mentions)
        parts = [] if is_set_in and not _is_acronym(form) and not _says_much(form) else [form]
    return [run for part in parts for run in _known_runs(part)]


def _says_much(form: str) -> bool:
    return any(word in body_words() | nations() | country_names() for word in fold(form).split())


def _known_runs(form: str) -> list[str]:
    """Return the stretches of a name whose words are all known; the whole name where none is a word for a body."""
    words = form.split()
    plain = [_is_acronym(word) or all(map(_is_known_word, fold(word).split())) for word in words]
    if all(plain) or not any(plain):
        return [form]
    runs, run = [], []
    for word, known in [*zip(words, plain, strict=True), ("", False)]:
        if known:
            run.append(word)
            continue
        if len(run) > 1 or (run and fold(run[0]) in body_words()):
            runs.append(" ".join(run))
        run = []
    return runs


def _is_known_word(word: str) -> bool:
    return is_ordinary(word) or word in structure() | body_words() | country_names() or word in particles()


def _says_body(form: str) -> bool:
    words = fold(form).split()
    if fold(form) in listed("common_capitals") or _is_acronym(form):
        return True
    if any(word in body_words() | nations() | countries() | listed("introducing") for word in words):
        return len(words) > 1 or words[0] in nations() or (form.islower() and is_ordinary(words[0]))
    if form.islower():
        return all(is_ordinary(word) or word in structure() for word in words)
    return fold(form) in countries() or all(is_ordinary(w) and not is_doubtful(w) for w in words)


def _is_acronym(form: str) -> bool:
    """Tell whether a form can be no surname in capitals: an abbreviation without a vowel."""
    return form.isupper() and form.isalpha() and len(form) <= _ACRONYM and not set(form) & set("AEIOUY")


def _is_personal(form: str) -> bool:
    """Tell whether a name could be a first name with a surname: two or three words, none of them of the language."""
    words = fold(form).split()
    return 1 < len(words) < 4 and not any(is_ordinary(word) for word in words if word not in particles())


def _introduced(text: str, start: int, end: int) -> bool:
    """Tell whether the words before a mention say that it is a body: "the rebel group X", "the X"."""
    before = fold(text[max(0, start - _BEFORE) : start]).split()
    if text[max(0, start - 1) : start].isspace() and before and before[-1] in listed("introducing"):
        return True
    after = text[end : end + 1]
    if text[start:end].isupper() and (before[-1:] == ["the"] or text[start - 1 : start] + after == "()"):
        return True
    return bool(before) and before[-1] == "the" and after in (",", ".", ")", ";") and not text[start:end].endswith("s")


def _add_place(
    names: Names, place: PlaceNote, texts: dict[str, str], accounts: Accounts, persons: frozenset[str]
) -> None:
    forms = sorted({place.name, *(mention.quote for mention in place.mentions)})
    asked = names.small.is_asked and place.id in names.small.notes
    small = asked or any(_is_small(texts[m.document], m.start, m.end) for m in place.mentions)
    kind = _place_kind(place, texts)
    large = _is_large_place(place, texts) and not small
    for form in forms:
        if fold(form) not in names.small.keys and names.small.rest(form) is not None:
            continue  # "X General Hospital": X is withheld in it, the rest is judged word by word
        stands = large or (not asked and _is_known_place(place, form, texts, accounts, persons))
        rule = "a place of town size or larger" if large else _SHOWN
        if not stands:
            rule = "a place that nothing shows to be one for certain" if kind == "place" else "a name"
        if stands or not set(fold(form).split()) <= structure() | body_words():
            names.add(form, stands=stands, rule=rule, key=place.id, kind="place" if stands else kind)
        bare = place_key(form)
        is_other = " " in bare or bare in persons or is_ordinary(bare) or len(bare) <= _SHORTEST
        if stands and not is_other and is_shown_a_place(bare, accounts, called=True):
            names.add(bare, stands=True, rule=rule, key=place.id, kind="place")


def _is_known_place(
    place: PlaceNote, form: str, texts: dict[str, str], accounts: Accounts, persons: frozenset[str]
) -> bool:
    """Tell whether a name is that of a village, camp or country and of no person: by the words around it, everywhere.

    A street, a house or a hotel leads to those who live or work there, and does not stand.
    """
    words = fold(form).split()
    if set(words) & persons or not any(map(str.isupper, form)) or all(map(is_ordinary, words)):
        return False
    if place.precision in ("point", "neighbourhood") and not {words[0], words[-1]} & listed("public_spots"):
        return False
    if {words[0], words[-1]} & (body_words() | listed("street") | listed("dwelling")) - listed("public_spots") - {
        "camp"
    }:
        return False
    spots = [(texts[m.document], m.start, m.end) for m in place.mentions if m.quote == form]
    called = any(_is_small(*spot) or _is_large(*spot) for spot in spots)
    return is_shown_a_place(form, accounts, called=called or place.precision in ("camp", "village"))


def _person_words(record: Record, public: Iterable[str]) -> frozenset[str]:
    """Return the words of all persons' names of two words or more, and of the writers of comments.

    A name that runs over the end of a line behind a byline is two names; where the record has taken a place for a
    person, its one word is no person's by that alone.
    """
    known, harmed = set(public), harmed_actors(record)
    places = {fold(mention.quote) for place in record.places for mention in place.mentions}
    found: set[str] = set()
    for actor in record.actors:
        if actor.type == "person":
            is_private = actor.private or actor.id in harmed
            for mention in actor.mentions:
                head, _, rest = mention.quote.partition("\n")
                words = fold(head if rest and fold(head) in known else mention.quote).split()
                words = words[: words.index("of")] if "of" in words else words
                is_other = " ".join(words) in places or (words and words[-1] in title_words())
                if is_private or (len(words) > 1 and not is_other):
                    found.update(words)
    found.update(word for speaker in comment_speakers(record) for word in fold(speaker).split())
    return frozenset(found) - particles() - structure()


def _is_large_place(place: PlaceNote, texts: dict[str, str]) -> bool:
    large = place.gazetteer is not None or place.precision in _LARGE
    return large or any(_is_large(texts[m.document], m.start, m.end) for m in place.mentions)


def _place_kind(place: PlaceNote, texts: dict[str, str]) -> Kind:
    """Return "place" for what an account shows to be one, else "person": a name of which nothing says what it is."""
    if _is_large_place(place, texts) or place.precision in _KINDS_IN_A_NAME:
        return "place"
    spots = [(texts[mention.document], mention.start, mention.end) for mention in place.mentions]
    shown = any(_is_set_in(text, start) or _is_small(text, start, end) for text, start, end in spots)
    return "place" if shown else "person"


def _is_large(text: str, start: int, end: int) -> bool:
    return _is_called(text, start, end, listed("large_places"), behind=True)


def _is_small(text: str, start: int, end: int) -> bool:
    return _is_called(text, start, end, listed("small_places"))


def _is_called(text: str, start: int, end: int, kinds: frozenset[str], *, behind: bool = False) -> bool:
    """Tell whether the words around a name call it one of some kinds of places: "the village of X", "X, a village"."""
    before = fold(text[max(0, start - _BEFORE) : start]).split()
    after = fold(text[end : end + _BEFORE]).split()
    if len(before) > 1 and before[-1] == "of" and before[-2] in kinds:
        return True
    if before[-2:] == ["the", "capital"] and text[:start].rstrip().endswith(",") and text[end : end + 1] in (",", "."):
        return "capital" in kinds
    if behind and text[end : end + 1] == " " and after[:1] and after[0] in kinds:
        return True
    return text[end : end + 1] == "," and after[:1] in (["a"], ["the"]) and bool(set(after[1:3]) & kinds)


def _is_set_in(text: str, start: int) -> bool:
    before = fold(text[max(0, start - _BEFORE) : start]).split()
    return bool(before) and before[-1] in listed("place_words") - {"to", "from", "of"}


def _learn(names: Names, record: Record) -> None:
    """Add the words of every withheld name to those withheld on their own."""
    for known in names.all():
        if not known.stands and known.kind == "person":
            words = [word for word in known.words if not _is_placed(names, word)]
            names.loose.update(_name_words(words, all_of=len(known.words) > 1))
    for document in record.documents:
        text = document.text or ""
        for one in find(text, names).withheld:
            if not one.identifier and (one.known is None or one.known.kind == "person"):
                words = [word for word in fold(text[one.start : one.end]).split() if not _is_placed(names, word)]
                names.loose.update(word for word in _name_words(words, all_of=len(words) > 1) if not _is_plain(word))


def _name_words(words: Iterable[str], *, all_of: bool) -> Iterator[str]:
    """Yield the words of a name that are withheld alone; of the language's own words only with ``all_of``."""
    for word in words:
        if len(word) >= _SHORTEST and word not in particles() | structure() | kin_words():
            if all_of or not is_ordinary(word):
                yield word


def _is_placed(names: Names, word: str) -> bool:
    """Tell whether a word alone is a place that stands."""
    known = names.find(word)
    return known is not None and known.stands and known.kind == "place"


def _is_plain(word: str) -> bool:
    """Tell whether a word is of the language and no name besides."""
    return is_ordinary(word) and not is_doubtful(word)
