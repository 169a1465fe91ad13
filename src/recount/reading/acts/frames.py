"""Finds acts on a page and who stands where around them.

Invariant: an act is a word of the lexicon in its part of speech with all the words that complete it; who suffers or
does it stands where its frame says, by the tree. Nothing here counts anybody or decides what is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recount.reading.acts.lexicon import Frame, frames
from recount.reading.page import Page
from recount.reading.syntax import arguments_of, extent
from recount.vocabulary.schema import ActWords, words_of

_REACH = 9
"""Tokens behind a head word within which the words that complete it must stand ("took 12 of the villagers hostage")."""
_TALLIES = ("to", "at", "past", "of", "above", "over", "beyond", "near", "toward", "towards")
"""Prepositions by which a toll is given its figure; "from" gives it the old one."""
_ALONG = frozenset({"along", "together"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "myself", "ourselves"})
_SKIPPED = frozenset({"a", "an", "the", "his", "her", "their", "its", "our", "my", "own"})


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a page: ``at`` its head token, ``tokens`` all its tokens in order."""

    frame: Frame
    at: int
    tokens: tuple[int, ...]


def acts_of(page: Page) -> tuple[Act, ...]:
    """Return the acts of a page in text order, at most one a token, found once."""
    return page.once(_find)


def _find(page: Page) -> tuple[Act, ...]:
    lexicon = frames()
    found: list[Act] = []
    held: set[int] = set()
    fiction = words_of(ActWords, "act_words").fiction
    for sentence in page.analysis.sentences:
        if fiction.intersection(page.lower[sentence.first : sentence.last]):
            continue
        for index in range(sentence.first, sentence.last):
            if index in held:
                continue
            act = _at(page, index, lexicon.forms)
            if act is not None:
                held.update(act.tokens)
                found.append(act)
    return tuple(found)


def _at(page: Page, index: int, forms: dict[str, str]) -> Act | None:
    token, lower = page.tokens[index], page.lower[index]
    lexicon = frames()
    if token.upos in ("VERB", "AUX") or token.xpos.startswith("VB"):
        lemma = forms.get(lower) or token.lemma.lower()
        for frame in lexicon.verbs.get(lemma, ()):
            act = _joined(page, _completed(page, index, frame))
            if act is not None and not (lower in lexicon.states and _is_state(page, index)):
                return act
    for frame in lexicon.states.get(lower, ()):
        act = _joined(page, _contiguous(page, index, frame))
        if act is not None:
            return act
    if token.upos in ("NOUN", "PROPN") or token.xpos.startswith("NN") or page.lower[index - 1 : index] == ["-"]:
        for lemma in (lower, token.lemma.lower(), lower.removesuffix("s")):
            for frame in lexicon.nouns.get(lemma, ()):
                act = _joined(page, _contiguous(page, index, frame))
                if act is not None:
                    return act
    return None


def _joined(page: Page, act: Act | None) -> Act | None:
    """Return the act with what hyphens join to its head ("gang-raped"), None where its frame asks for that in vain."""
    if act is None or not act.frame.before:
        return act
    first = act.at - len(act.frame.before)
    fits = first >= 0 and tuple(page.lower[first : act.at]) == act.frame.before
    return replace(act, tokens=(*range(first, act.at), *act.tokens)) if fits else None


def _is_state(page: Page, index: int) -> bool:
    """Whether a participle is an adjective ("the wounded men", "12 wounded") and no verb."""
    token = page.tokens[index]
    return token.xpos.startswith("JJ") or token.deprel == "amod"


def _contiguous(page: Page, index: int, frame: Frame) -> Act | None:
    """Return the act where its words follow each other, articles and possessives between them left out."""
    tokens, place = [index], index + 1
    last = page.sentence_of(index).last
    for word in frame.words[1:]:
        while place < last and page.lower[place] in _SKIPPED:
            place += 1
        if place >= last or word not in (page.lower[place], page.tokens[place].lemma.lower()):
            return None
        tokens.append(place)
        place += 1
    return Act(frame, index, tuple(tokens))


def _completed(page: Page, index: int, frame: Frame) -> Act | None:
    """Return the act where the words that complete a verb stand behind it in its clause, in order."""
    if frame.negated and not _negated(page, index):
        return None
    tokens, place = [index], index
    for word in frame.words[1:]:
        found = _next(page, index, place, word, frame.words[1:])
        if found is None:
            return None
        tokens.append(found)
        place = found
    return Act(frame, index, tuple(tokens))


def _negated(page: Page, index: int) -> bool:
    first = max(page.sentence_of(index).first, index - 4)
    return any(word in ("not", "n't", "never") for word in page.lower[first:index])


def _next(page: Page, head: int, after: int, word: str, words: tuple[str, ...]) -> int | None:
    """Return the place of a completing word behind ``after``: below the verb, or near it without a verb between."""
    last = min(page.sentence_of(head).last, after + _REACH)
    for place in range(after + 1, last):
        token, lower = page.tokens[place], page.lower[place]
        if word in (lower, token.lemma.lower()) or (word == "oneself" and lower in _REFLEXIVE):
            return place if _belongs(page, head, place, words) else None
        if lower in (";", ":", ".", "!", "?") or (token.upos == "VERB" and token.xpos in ("VBD", "VBZ", "VBP")):
            break
    if after == head:  # "their lives were lost", "homes abandoned", "forcibly moved"
        before = {"advmod", "nsubj:pass"} if page.tokens[head].xpos in ("VBN", "VBD") else {"advmod"}
        for child in page.children[head]:
            if child < head and page.tokens[child].deprel in before and page.tokens[child].lemma.lower() == word:
                return child
    return None


def _belongs(page: Page, head: int, place: int, words: tuple[str, ...]) -> bool:
    """Whether a word hangs on the verb by at most three steps over no other verb, or stands right beside it."""
    current = place
    for _ in range(3):
        if current == head:
            return True
        token = page.tokens[current]
        if current != place and token.upos == "VERB" and token.lemma.lower() not in words:
            return False  # "killed his wife before killing himself"
        current = page.tokens[current].head
        if current < 0:
            break
    return current == head or place - head <= 2


def sufferers_of(page: Page, act: Act) -> list[int]:
    """Return the tokens of those who suffer an act, lists spread out; the act's own token where it counts them."""
    found = _tallied(page, act) if "tally" in act.frame.suffers else []
    if not found and act.frame.suffers != {"tally"}:
        found = _sufferers(page, act)
    return found + [one for one in _along(page, (act.at, *found)) if one not in found and one not in act.tokens]


def _along(page: Page, tokens: Iterable[int]) -> list[int]:
    """Return those named with "along with", "together with" below any of the tokens."""
    arguments = arguments_of(page)
    below = [child for token in tokens for child in arguments.children(token, "obl", "nmod", "conj", "acl", "dep")]
    return arguments.spread(
        child
        for child in below
        if (first := min((*page.children[child], child))) >= 0
        and _ALONG.intersection(page.lower[max(0, first - 1) : first + 1])
        and "with" in page.lower[first : first + 2]
    )


def _tallied(page: Page, act: Act) -> list[int]:
    """Return the figures given to a word that counts: "the toll rose to 34", "bringing the dead to 19"."""
    arguments, tokens, top = arguments_of(page), page.tokens, act.at
    while tokens[top].deprel.startswith("compound") and tokens[top].head > top:
        top = tokens[top].head
    relation, above = tokens[top].deprel.partition(":")[0], tokens[top].head
    if act.frame.part == "state" and "the" not in page.lower[max(0, act.at - 1) : act.at]:
        return []
    places = [above, top] if relation in ("nsubj", "obj", "csubj") and above >= 0 else [top]
    found = [above] if above >= 0 and relation == "nsubj" and tokens[above].upos == "NUM" else []
    for place in places:
        found += arguments.under(place, *_TALLIES)
        found += arguments.children(place, "obj", "xcomp", "nummod", "appos", "parataxis", "dep", "advmod")
        found += [child for child in arguments.children(place, "obl", "nmod") if arguments.case(child) is None]
    return [
        one
        for one in dict.fromkeys(found)
        if one > act.at
        and one not in act.tokens
        and (tokens[one].upos == "NUM" or (tokens[one].head != top and arguments.children(one, "nummod")))
    ]


def _sufferers(page: Page, act: Act) -> list[int]:
    """Return the tokens of those who stand where the frame says."""
    arguments, places, at = arguments_of(page), act.frame.suffers, act.at
    if "code" in act.frame.marks:
        return _numbered(page, at)
    if (before := _right_before(page, act)) is not None:
        return arguments.spread([before])
    if (behind := _right_behind(page, act)) is not None:
        return [behind]
    found: list[int] = []
    if act.frame.part == "verb":
        if "object" in places:
            found = [one for one in arguments.patients(at) if one not in act.tokens and not _of_another(page, one, at)]
            if not found and "subject" in places and not arguments.children(at, "obj"):
                found = arguments.spread(arguments.subjects(at))  # "six sailors drowned"
        elif "subject" in places:
            found = arguments.spread(arguments.subjects(at)) or arguments.patients(at)
        elif "count" in places:
            return [act.tokens[-1]]
        for case in sorted(places & {"on", "at", "with", "from", "to", "of"}):
            found += [one for token in act.tokens for one in arguments.under(token, case)]
        if "of" in places:
            found += _owners(page, act)
        if "oneself" in act.frame.words:
            found += arguments.spread([act.tokens[-1]])[1:]  # "killed himself and five others"
        if not found:  # "claimed nine lives", "took six hostages"
            found = [one for one in act.tokens[1:] if any(page.tokens[i].upos == "NUM" for i in page.children[one])]
    elif act.frame.part == "noun":
        for case in sorted(places & {"of", "to", "on", "at"}):
            found += arguments.under(at, case)
        if "owner" in places or ("of" in places and not arguments.under(at, "of")):
            found += _owners(page, act)  # the one who owns "the killing OF" others did it
        if "count" in places and not found:
            found = [at]
    else:
        found = _bearers(page, act)
    return found


def _numbered(page: Page, at: int) -> list[int]:
    """Return the number right before a code, else the one behind it: "6 KIA", "KIA: 4", "WIA x 2"."""
    sentence = page.sentence_of(at)
    if at > sentence.first and page.tokens[at - 1].upos == "NUM":
        return [at - 1]
    behind = at + 1 + (at + 1 < sentence.last and page.lower[at + 1] in (":", "x", "-"))
    return [behind] if behind < sentence.last and page.tokens[behind].upos == "NUM" else []


def _right_before(page: Page, act: Act) -> int | None:
    """Return the figure, or the noun with one, that a state or a bare participle follows: "12 dead, 30 injured"."""
    arguments, tokens, at = arguments_of(page), page.tokens, act.at
    if at == page.sentence_of(at).first or act.frame.part == "noun" or not act.frame.suffers & {"object", "subject"}:
        return None
    participle = tokens[at].xpos in ("VBN", "VBD", "JJ") and not arguments.children(at, "aux", "obj", "cop")
    if not participle or arguments.objects(at):
        return None
    if tokens[at - 1].upos == "NUM":
        return at - 1
    return at - 1 if tokens[at - 1].upos == "NOUN" and arguments.children(at - 1, "nummod") else None


def _right_behind(page: Page, act: Act) -> int | None:
    """Return the figure right behind an active verb where a conjunction follows it: "killing a dozen and injuring
    500"."""
    arguments, tokens, at = arguments_of(page), page.tokens, act.at
    if act.frame.part != "verb" or "object" not in act.frame.suffers or len(act.tokens) > 1:
        return None
    last = page.sentence_of(at).last
    first = at + 1 + (at + 1 < last and page.lower[at + 1] == "a")
    if first + 1 >= last or tokens[first].upos not in ("NUM", "NOUN") or tokens[first + 1].upos != "CCONJ":
        return None
    if tokens[first].upos == "NOUN" and page.lower[first] != "dozen":
        return None
    return None if arguments.children(at, "aux:pass") or tokens[at + 1].head == at else first


def _of_another(page: Page, one: int, verb: int) -> bool:
    """Whether a conjunction parts an active verb from what the tree takes for its object before it."""
    if one > verb or arguments_of(page).is_passive(verb):
        return False
    return page.tokens[verb - 1].upos == "CCONJ" and page.tokens[one].head == verb


def _owners(page: Page, act: Act) -> list[int]:
    """Return who owns the act's noun: "his brother's death", "the lives of", "the mayor's murder"."""
    arguments = arguments_of(page)
    return [
        child
        for token in act.tokens
        for child in arguments.children(token, "nmod:poss")
        if page.tokens[child].upos != "PRON"
    ]


def _bearers(page: Page, act: Act) -> list[int]:
    """Return who is in a state: the noun beside it, the subject of "is" or of "was found", the number before it."""
    arguments, tokens = arguments_of(page), page.tokens
    at = next((one for one in act.tokens if tokens[one].head not in act.tokens), act.at)  # "in intensive CARE"
    token = tokens[at]
    below = arguments.children(at, "nsubj", "nsubj:pass")
    if below:
        return arguments.spread(below)
    if token.deprel == "amod" and token.head >= 0:
        return [token.head]
    counted = arguments.children(at, "nummod", "det", "advmod")
    if any(tokens[child].upos == "NUM" or page.lower[child] in _SKIPPED for child in counted):
        return [at]
    if token.head >= 0 and tokens[token.head].upos in ("VERB", "AUX", "NOUN", "PROPN", "NUM", "PRON"):
        head = token.head
        if token.deprel in ("xcomp", "advcl", "acl", "ccomp", "obl", "conj", "dep", "parataxis"):
            if tokens[head].upos in ("NOUN", "PROPN", "NUM", "PRON"):
                return [head]
            objects = arguments.children(head, "obj")
            return arguments.spread(objects or arguments.patients(head) or arguments.subjects(head))
    first, _ = extent(page, at)
    return [at] if first < at else []


def doers_of(page: Page, act: Act) -> list[int]:
    """Return the tokens of those who do an act."""
    arguments, does, at = arguments_of(page), act.frame.does, act.at
    if does == "subject":
        return arguments.agents(at)
    if does == "by":
        return arguments.by_phrase(at) or (arguments.under(at, "between") if act.frame.type == "clash" else [])
    if does == "owner":
        return arguments.children(at, "nmod:poss")
    return []
