"""Stretches of a page that are names, with one label a stretch, corrected by what the whole page shows.

An engine labels a name sentence by sentence; a page shows more: ``Camp Norrin`` makes ``Norrin`` a place
throughout, ``Mr. Varga`` makes ``Varga`` a person. Invariant: stretches do not overlap, come in text order and
neither begin nor end with an article, a possessive mark or punctuation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from recount.reading.names.lexicon import bodies, countries, place_words, plain, titles
from recount.reading.page import Page

_KEPT = frozenset({"PERSON", "ORGANISATION", "UNIT", "PLACE", "MISC"})
_ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "our", "their", "his", "her", "its", "my", "your"}
)
_EDGE = frozenset(
    {"'s", "'", "of", "in", "at", "on", "to", "from", "by", "for", "and", "with", "near", "against", "&", "or"}
)
_UNSURE = 0.5
"""Below this score an engine's label gives way to what the page says of the name's last word."""
_TITLE_WEIGHT = 3.0
_PLACE_WEIGHT = 3.0
"""Weights against an engine's own label (at most 1 a mention): a title or a place word beside one mention settles
the label of a name that the engine labels both ways. Set by hand while reading HRDsAttack's training part."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens ``first`` to ``last`` (exclusive) with an engine label or a corrected one, and its score."""

    first: int
    last: int
    label: str
    score: float


def name_spans(page: Page) -> list[NameSpan]:
    """Return the names of a page, trimmed, joined where split, labelled by the whole page, and spread to repeats."""
    spans = _titled(page, _extended(page, _entities(page)))
    spans = _with_countries(page, spans)
    spans = _joined(page, spans)
    labels = _labels(page, spans)
    spans = [_relabelled(page, _without_head(page, span, labels), labels) for span in spans]
    return _spread(page, spans, labels)


def country_at(page: Page, index: int) -> tuple[int, str, str] | None:
    """Return (last token, exclusive; ISO code; ``name``, ``people`` or ``capital``) of a country word at a token."""
    known = countries()
    word = plain(page.tokens[index].text)
    if word not in known.first_words:
        return None
    surface = page.tokens[index].text
    if surface.islower() and not _lower_case(page):
        return None
    if word == "us" and not surface.isupper():
        return None
    longest = min(index + 7, page.sentence_of(index).last)
    words = tuple(plain(page.tokens[place].text) for place in range(index, longest))
    for size in range(len(words), 0, -1):
        for table, kind in ((known.names, "name"), (known.people, "people"), (known.capitals, "capital")):
            code = table.get(words[:size])
            if code:
                return index + size, code, kind
    return None


def _lower_case(page: Page) -> bool:
    sample = page.text[:2000]
    return not any(letter.isupper() for letter in sample)


def _entities(page: Page) -> list[NameSpan]:
    found: list[NameSpan] = []
    for entity in page.analysis.entities:
        if entity.label in _KEPT:
            for part in _parted(page, NameSpan(entity.first, entity.last, entity.label, entity.score)):
                span = _trimmed(page, part)
                if span is not None:
                    found.append(span)
    found.sort(key=lambda span: (span.first, -span.last))
    kept: list[NameSpan] = []
    for span in found:
        if not kept or span.first >= kept[-1].last:
            kept.append(span)
    return kept


_OWNERS_IN_NAMES = frozenset(
    {
        "people",
        "lord",
        "women",
        "workers",
        "children",
        "men",
        "peoples",
        "peasants",
        "farmers",
        "teachers",
        "students",
        "god",
    }
)


_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})


def _parted(page: Page, span: NameSpan) -> list[NameSpan]:
    """Part a name at a possessive (``Norland's Vesk Province``) or a hyphen between two countries."""
    lower = page.lower
    for index in range(span.first + 1, span.last - 1):
        if lower[index] in ("'s", "'") and lower[index - 1] not in _OWNERS_IN_NAMES:
            country = country_at(page, span.first)
            common = page.tokens[index - 1].text.islower()
            if common:
                return [replace(span, first=index + 1)]
            if index - span.first > 1 or (country and country[0] == index):
                return [replace(span, last=index), replace(span, first=index + 1)]
        if page.tokens[index].text == "," and span.label == "PLACE":
            country = country_at(page, index + 1)
            if country and country[0] == span.last:
                return [replace(span, last=index), replace(span, first=index + 1)]
        if page.tokens[index].text in ("-", "/"):
            country, second = country_at(page, span.first), country_at(page, index + 1)
            if country and second and country[0] == index and second[0] == span.last:
                return [replace(span, last=index), replace(span, first=index + 1)]
    return [span]


def _extended(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Take in the other words of a person's name that the tree holds together with the part an engine labelled."""
    covered = {index for span in spans for index in range(span.first, span.last)}
    result = []
    for span in spans:
        first, last = span.first, span.last
        if span.label == "PERSON":
            while first - 1 not in covered and _name_word(page, first - 1) and _flat(page, first - 1, first):
                first -= 1
            while last not in covered and _name_word(page, last) and _flat(page, last - 1, last):
                last += 1
        if span.label == "UNIT" and last not in covered and _names_a_force(page, last - 1, last):
            last += 1  # "the Velm force": the kind of unit belongs to its name, in whatever case
        result.append(replace(span, first=first, last=last))
    return result


def _names_a_force(page: Page, name: int, index: int) -> bool:
    """Tell whether the word after a unit's name is the kind of unit that the name modifies."""
    if index >= len(page.tokens) or page.lower[index] not in ("force", "forces", "brigade", "brigades", "battalion"):
        return False
    return page.tokens[name].head == index and page.tokens[index].start - page.tokens[name].end <= 1


def _name_word(page: Page, index: int) -> bool:
    if not 0 <= index < len(page.tokens):
        return False
    token = page.tokens[index]
    return token.upos == "PROPN" and token.text[:1].isupper() and page.lower[index].rstrip(".") not in titles().heads


def _flat(page: Page, left: int, right: int) -> bool:
    """Tell whether two neighbours are words of one name in the tree, one blank apart."""
    one, two = page.tokens[left], page.tokens[right]
    if page.sentence_index[left] != page.sentence_index[right] or two.start - one.end > 1:
        return False
    return two.deprel == "flat" and (two.head == left or two.head == one.head)


def _titled(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Add persons whom only a title marks: a title word and one to four capitalised name words that nothing holds."""
    if page.text.isupper():
        return spans
    covered = {index for span in spans for index in range(span.first, span.last)}
    added = []
    known = titles()
    for index, word in enumerate(page.lower):
        if word.rstrip(".") not in known.heads and word not in known.after_of:
            continue
        if word in known.after_of and word not in known.heads and (index == 0 or page.lower[index - 1] != "of"):
            continue
        last = index + 1
        while (
            last not in covered and last - index < 5 and _name_word(page, last) and page.lower[last] not in known.inner
        ):
            if page.sentence_index[last] != page.sentence_index[index]:
                break
            last += 1
        if last - index > 1 and index not in covered and last not in covered:
            added.append(NameSpan(index + 1, last, "PERSON", 0.6))
            covered.update(range(index + 1, last))
    return sorted([*spans, *added], key=lambda span: span.first)


def _trimmed(page: Page, span: NameSpan) -> NameSpan | None:
    first, last = span.first, span.last
    lower = page.lower
    while first < last and (lower[first] in _ARTICLES or lower[first] in _EDGE or _is_mark(page, first)):
        if last - first > 1 and page.tokens[first].text.istitle() and page.tokens[first + 1].text.istitle():
            if lower[first] not in _ARTICLES:
                break
        first += 1
    while last - first > 1 and lower[last - 1] in _REFLEXIVES:
        last -= 1
    while last - first > 1 and page.tokens[first].text.islower() and lower[first] in place_words().directions:
        first += 1
    while first < last and (lower[last - 1] in _EDGE or _is_mark(page, last - 1)):
        if page.tokens[last - 1].text == "." and page.tokens[last - 2].end == page.tokens[last - 1].start:
            if len(page.tokens[last - 2].text) == 1:
                break
        last -= 1
    if first == last:
        return None
    if last - first == 1 and page.tokens[first].upos in ("PRON", "NUM", "DET", "AUX", "SYM"):
        if not page.tokens[first].text.isupper() or len(page.tokens[first].text) < 2:
            return None
    return replace(span, first=first, last=last)


def _is_mark(page: Page, index: int) -> bool:
    return not any(letter.isalnum() for letter in page.tokens[index].text)


def _with_countries(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Add country names and words for peoples that no span holds; label those that are a whole span."""
    covered = [False] * len(page.tokens)
    result: list[NameSpan] = []
    for span in spans:
        country = country_at(page, span.first)
        if country and country[0] == span.last:
            span = replace(span, label="MISC" if country[2] == "people" else "PLACE", score=1.0)
        result.append(span)
        for index in range(span.first, span.last):
            covered[index] = True
    index = 0
    first_words = countries().first_words
    while index < len(page.tokens):
        if not covered[index] and plain(page.tokens[index].text) in first_words:
            country = country_at(page, index)
            if country and not any(covered[index : country[0]]):
                if country[2] != "capital":
                    result.append(NameSpan(index, country[0], "MISC" if country[2] == "people" else "PLACE", 1.0))
                index = country[0]
                continue
        index += 1
    return sorted(result, key=lambda span: span.first)


def _joined(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Join a place word to the name after it (``Camp`` + ``Norrin``) and the parts of one hyphenated name."""
    words = place_words()
    result: list[NameSpan] = []
    for span in spans:
        before = span.first - 1
        previous = result[-1] if result else None
        if previous and previous.last == span.first and _is_place_word(page, previous.last - 1):
            if previous.label in ("PLACE", "MISC", "PERSON") and previous.last - previous.first == 1:
                result[-1] = NameSpan(previous.first, span.last, "PLACE", max(span.score, previous.score))
                continue
        if previous and _halves(page, previous, span):
            result[-1] = NameSpan(previous.first, span.last, "PERSON", max(span.score, previous.score))
            continue
        if previous and previous.last == span.first and previous.label == span.label == "PERSON":
            if page.sentence_index[previous.first] == page.sentence_index[span.first]:
                if page.tokens[span.first].head in range(previous.first, previous.last) or (
                    page.lower[previous.first].rstrip(".") in titles().heads
                ):
                    result[-1] = NameSpan(previous.first, span.last, "PERSON", max(span.score, previous.score))
                    continue
        if before >= 0 and span.label in ("PLACE", "PERSON", "ORGANISATION", "MISC") and _is_place_word(page, before):
            if not previous or previous.last <= before:
                if page.sentence_index[before] == page.sentence_index[span.first] and not country_at(page, span.first):
                    span = replace(span, first=before, label="PLACE")
        if (
            span.last < len(page.tokens)
            and page.lower[span.last] in words.after
            and page.tokens[span.last].text[:1].isupper()
            and span.label in ("PLACE", "PERSON", "MISC")
            and not page.text[: span.first].isupper()
            and page.sentence_index[span.last] == page.sentence_index[span.first]
            and page.lower[span.first] not in titles().honorific
        ):
            span = replace(span, last=span.last + 1, label="PLACE")
        if previous and span.first < previous.last:
            continue
        result.append(span)
    return result


_OF_ONLY = frozenset({"state", "department", "province", "county", "district", "region", "governorate", "canton"})
"""Kinds of places that stand before a name only with ``of``."""


def _halves(page: Page, one: NameSpan, two: NameSpan) -> bool:
    """Tell whether two persons of one word each, one blank apart, are one person's first name and surname."""
    if not (one.last == two.first and one.label == two.label == "PERSON" and two.last - one.first == 2):
        return False
    first, second = page.tokens[one.first], page.tokens[two.first]
    between = page.text[first.end : second.start]
    return between in (" ", "\u00a0") and page.lower[one.first].rstrip(".") not in titles().heads


def _is_place_word(page: Page, index: int) -> bool:
    if page.lower[index] in _OF_ONLY:
        return False
    text = page.tokens[index].text
    return text[:1].isupper() and text.lower() in place_words().before and page.tokens[index].upos in ("PROPN", "NOUN")


def core(page: Page, span: NameSpan) -> str:
    """Return the words of a span as printed, one blank between them, without a place word or title before."""
    first = span.first
    if span.last - first > 1 and (_is_place_word(page, first)):
        first += 1
    return " ".join(page.text[page.tokens[first].start : page.tokens[span.last - 1].end].split())


def _labels(page: Page, spans: list[NameSpan]) -> dict[str, str]:
    """Return the label that the page as a whole gives to each short name."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    words = place_words()
    for span in spans:
        if span.label == "MISC" and span.score == 1.0:
            continue
        name = core(page, span)
        votes[name][span.label] += span.score
        before = page.lower[span.first - 1].rstrip(".") if span.first else ""
        own_first = page.lower[span.first].rstrip(".")
        if _is_place_word(page, span.first) and span.last - span.first > 1:
            votes[name]["PLACE"] += _PLACE_WEIGHT
        elif span.label == "PERSON":
            surname = page.tokens[span.last - 1].text
            if own_first in titles().heads and span.last - span.first > 1:
                votes[surname]["PERSON"] += _TITLE_WEIGHT
            elif span.last - span.first > 1:
                votes[surname]["PERSON"] += span.score
            if before in titles().honorific or before in titles().offices:
                votes[name]["PERSON"] += _TITLE_WEIGHT
        if before in ("in", "near", "outside", "at") and span.label != "ORGANISATION":
            votes[name]["PLACE"] += 0.5
        if span.last < len(page.tokens) and page.lower[span.last] in words.after and span.label != "PERSON":
            votes[name]["PLACE"] += 0.5
    return {name: max(sorted(tally), key=lambda label: tally[label]) for name, tally in votes.items() if tally}


def _relabelled(page: Page, span: NameSpan, labels: dict[str, str]) -> NameSpan:
    if span.label == "MISC" and span.score == 1.0:
        return span
    country = country_at(page, span.first)
    if country and country[0] == span.last:
        return span
    label = labels.get(core(page, span), span.label)
    if label in ("PLACE", "MISC", "ORGANISATION") and span.score < _UNSURE and _ends_in_a_person(page, span, labels):
        label = "PERSON"
    if label == "MISC" and span.first and page.lower[span.first - 1].rstrip(".") in titles().heads:
        label = "PERSON"
    word = page.tokens[span.first].text
    if span.label == "ORGANISATION" and label in ("PLACE", "PERSON"):
        if any(is_body_word(page.lower[index]) for index in range(span.first, span.last)):
            return span
    if label == "PERSON" and span.last - span.first == 1 and _is_acronym(word) and not page.text.isupper():
        if page.lower[span.first - 1].rstrip(".") not in titles().heads:
            label = "ORGANISATION"
    return span if label == span.label else replace(span, label=label)


def _ends_in_a_person(page: Page, span: NameSpan, labels: dict[str, str]) -> bool:
    """Tell whether the last word of a longer name is a person's surname elsewhere on the page."""
    if span.last - span.first < 2 or not all(_is_name_token(page, index) for index in range(span.first, span.last)):
        return False
    tails = (NameSpan(first, span.last, "", 0.0) for first in range(span.first + 1, span.last))
    return any(labels.get(core(page, tail)) == "PERSON" for tail in tails)


def _is_name_token(page: Page, index: int) -> bool:
    return page.tokens[index].text[:1].isupper() or page.tokens[index].text == "-"


def _without_head(page: Page, span: NameSpan, labels: dict[str, str]) -> NameSpan:
    """Part a person from the common noun after it (``Varga Government``, where ``Varga`` is a person elsewhere)."""
    if span.label == "ORGANISATION" and span.last - span.first > 1:
        if bodies().type_of.get(page.lower[span.last - 1]) == "state":
            owner = replace(span, last=span.last - 1)
            if labels.get(core(page, owner)) == "PERSON":
                return replace(owner, label="PERSON")
    return span


def _is_acronym(word: str) -> bool:
    return word.isupper() and 3 <= len(word) <= 6 and word.isalpha()


def _spread(page: Page, spans: list[NameSpan], labels: dict[str, str]) -> list[NameSpan]:
    """Add repeats of the page's names that the engine passed over: same words, same case, at least four letters."""
    covered = [False] * len(page.tokens)
    for span in spans:
        for index in range(span.first, span.last):
            covered[index] = True
    known: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    capitals = page.text.isupper()
    for span in spans:
        words = tuple(page.tokens[index].text for index in range(span.first, span.last))
        short = len(words) == 1
        if short and (len(words[0]) < 4 and not (words[0].isupper() and len(words[0]) == 3)):
            continue
        if short and (capitals or not words[0][0].isupper() or (span.score < 0.5 and not words[0].isupper())):
            continue
        entry = (words, labels.get(core(page, span), span.label))
        if entry not in known[words[0]]:
            known[words[0]].append(entry)
    for name, label in sorted(labels.items()):
        if label == "PERSON" and " " not in name and len(name) >= 4 and not capitals and name[0].isupper():
            if ((name,), label) not in known[name]:
                known[name].append(((name,), label))
    added: list[NameSpan] = []
    for index, token in enumerate(page.tokens):
        if covered[index] or token.text not in known or token.upos in ("VERB", "AUX"):
            continue
        for words, label in sorted(known[token.text], key=lambda entry: (-len(entry[0]), entry)):
            last = index + len(words)
            if last > len(page.tokens) or any(covered[index:last]):
                continue
            if all(page.tokens[index + offset].text == word for offset, word in enumerate(words)):
                added.append(NameSpan(index, last, label, 0.6))
                for place in range(index, last):
                    covered[place] = True
                break
    return sorted([*spans, *added], key=lambda span: span.first)


def is_body_word(word: str) -> bool:
    """Tell whether a lower-case word is a common noun for a body."""
    return word in bodies().type_of
