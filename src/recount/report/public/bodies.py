"""Which names of bodies stand: a word in the name, or right beside it, says that it is a body.

Invariant: a name that could be a first name with a surname is no body by the words around it alone.
"""

from __future__ import annotations

from recount.linking.folding import fold
from recount.model.record import ActorNote
from recount.report.public.known import Names
from recount.report.public.places import is_set_in
from recount.report.public.words import (
    body_words,
    countries,
    country_names,
    is_doubtful,
    is_ordinary,
    listed,
    nations,
    particles,
    structure,
)  # fmt: skip

_BEFORE = 40
"""Characters before a name in which a word says what it is."""
_SURE = frozenset({"police", "army", "navy", "militia", "government", "parliament", "senate", "gendarmerie"})
"""Bodies that are named by their kind alone."""
_ACRONYM = 6
"""Letters of the longest abbreviation of a body."""


def add_body(names: Names, actor: ActorNote, texts: dict[str, str]) -> None:
    """Add the names of a body: those stand that say what it is, and those that the words beside them introduce."""
    forms = sorted({actor.name, *(form.surface for form in actor.names)})
    known = any(_says_body(form) for form in forms) or any(
        _introduced(texts[mention.document], mention.start, mention.end) for mention in actor.mentions
    )
    for form in forms:
        if fold(form).split()[-1:] and fold(form).split()[-1] in listed("offices"):
            continue  # "Police Minister": an office, which the name beside it bears
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
        stands_where_places_do = any(is_set_in(texts[m.document], m.start) and m.quote == form for m in actor.mentions)
        parts = [] if stands_where_places_do and not _is_acronym(form) and not _says_much(form) else [form]
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
    if len(words) == 1 and words[0] in _SURE:
        return True
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
