"""Which persons' names stand in one record: those with an office, those who sign; and who the private persons are.

Invariant: a victim, witness or relative stands by an office alone; whoever speaks in a comment never stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from recount.linking.folding import fold
from recount.model.record import CasualtyNote, Record, RoleNote
from recount.report.public.known import Names
from recount.report.public.offices import byline_names, named_with_office
from recount.report.public.printed import signers
from recount.report.public.words import is_doubtful, is_ordinary, listed, particles, structure, title_words

SHORTEST = 3
"""Letters of a word of a withheld name that is withheld on its own: a shorter one is an initial."""
_OPENING = re.compile(
    r"(?:\d{1,3}[.)]\s+)?(?P<name>[^\W\d][\w .'\u2019-]{1,40}?)\s+(?:says|said|wrote|commented)\b[^\n]{0,60}:\s*$"
)
"""The line that opens a comment with its writer's printed name."""


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


def offices_of(record: Record, harmed: dict[str, str]) -> dict[str, str]:
    """Return the names that a text prints with an office, folded, with the rule."""
    actors = {fold(form.surface): actor.id for actor in record.actors for form in actor.names}
    found: dict[str, str] = {}
    for document in record.documents:
        for name, standing, _ in named_with_office(document.text or ""):
            folded = fold(name)
            if standing == "a rank" and actors.get(folded) in harmed:
                continue
            if len(folded.replace(" ", "")) >= SHORTEST:
                found.setdefault(folded, standing)
    return found


def authors_of(record: Record, harmed: dict[str, str]) -> dict[str, str]:
    """Return the names with which accounts are signed: on a byline, or alone on the line that the record points to."""
    actors = {fold(form.surface): actor.id for actor in record.actors for form in actor.names}
    found: dict[str, str] = {}
    for document in record.documents:
        if document.kind in listed("private_kinds"):
            continue
        for name in byline_names(document.text or ""):
            if actors.get(fold(name)) not in harmed and not _testifies(document.text or "", name):
                found[fold(name)] = "an author who signs"
        for name in signers(document.text or ""):
            if actors.get(fold(name)) not in harmed and not _testifies(document.text or "", name):
                found[fold(name)] = "an author who signs"
        if not document.author.name:
            continue
        folded = fold(document.author.name)
        if actors.get(folded) in harmed or document.author.basis != "stated":
            continue
        if _testifies(document.text or "", document.author.name):
            continue
        lines = {fold(line) for line in (document.text or "").split("\n")}
        bylines = {fold(name) for name in byline_names(document.text or "")}
        if folded in lines or any(line.startswith(folded) for line in bylines):
            found[folded] = "an author who signs"
    return found


def _testifies(text: str, name: str) -> bool:
    """Tell whether somebody gives evidence under a name ("I, Name, of ..."): a witness, whatever is signed."""
    return re.search(rf"\bI,\s+(?:the\s+undersigned,?\s+)?{re.escape(name)}\b", text) is not None


def add_persons(names: Names, record: Record, public: dict[str, str], places: frozenset[str]) -> None:
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
        if len(form.split()) > 1 and last not in private_words and len(last) >= SHORTEST and not is_ordinary(last):
            names.add(last, stands=True, rule=rule, key=owner.get(form, form), kind="person")
    for speaker in comment_speakers(record):
        names.add(speaker, stands=False, rule="a commenter", key=owner.get(fold(speaker), fold(speaker)), kind="person")


def private_words(record: Record, public: Iterable[str]) -> frozenset[str]:
    """Return the words of persons' names that no office makes public, as far as no word for a body is in them."""
    known = set(public)
    bodies = listed("sure_bodies") | listed("land_behind") | listed("land_before")
    found: set[str] = set()
    for actor in record.actors:
        forms = [fold(form.surface) for form in actor.names]
        if actor.type == "person" and not set(forms) & known:
            found.update(word for form in forms if not set(form.split()) & bodies for word in form.split())
    return frozenset(found) - particles() - structure() - listed("body_links")


def _is_office_of(form: str) -> bool:
    """Tell whether a printed form is an office and whose it is, and no name."""
    words = fold(form).split()
    return "of" in words[1:-1] and all(word in title_words() | listed("offices") for word in words[: words.index("of")])


def _shortens(short: list[str], full: list[str]) -> bool:
    """Tell whether a form prints no more of a name than the form with the office: its words, or their initials."""
    initials = {word[0] for word in full}
    return all(word in full or (len(word) == 1 and word in initials) for word in short)


def comment_speakers(record: Record) -> Iterator[str]:
    """Yield the printed names of those who write comments."""
    for document in record.documents:
        for segment in document.segments:
            if segment.voice == "comment":
                lines = (document.text or "")[segment.start : segment.end].strip().split("\n")
                opening = _OPENING.match(lines[0])
                yield from filter(None, (segment.speaker, opening and opening.group("name")))


def person_words(record: Record, public: Iterable[str]) -> frozenset[str]:
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
