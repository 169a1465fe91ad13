"""Bodies, units, states and groups: which printed forms name the same one, and which are parts of others.

Invariant: two forms are one only if their naming words are the same (in any spelling), if the text itself ties
an acronym to a name, or if an acronym fits the initials of exactly one name of the case. A word more or less
keeps them apart (``House`` and ``Senate``, army and division), save a nation that only one form adds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from recount.linking.folding import fold, same_spelling, skeleton
from recount.linking.forms import STOPWORDS, Form, Node, nations, with_nations
from recount.linking.merging import Joins, Kinship
from recount.vocabulary import load

_KINDS = frozenset({"organisation", "unit", "state", "group"})
Key = tuple[str, ...]
_OWNS = re.compile(r"['\u2019]s?\s+")


def join_groups(forms: dict[Node, Form], joins: Joins[Node], kinship: Kinship) -> None:
    """Join everything among ``forms`` that is no person and no office."""
    chosen = {node: form for node, form in sorted(forms.items()) if form.type in _KINDS}
    keys = {node: naming_words(form) for node, form in chosen.items()}
    proper = {node: key for node, key in keys.items() if is_proper(chosen[node], key)}
    _join_equal({node: key for node, key in proper.items() if _acronym(chosen[node]) is None}, chosen, joins)
    _join_ties(chosen, joins)
    _join_acronyms(proper, chosen, joins, kinship)
    _join_nations(keys, proper, chosen, joins)
    _join_definite(keys, proper, chosen, joins)


def naming_words(form: Form) -> Key:
    """Return the words that name a body, sorted: nations as codes, plurals as singulars, small words left out.

    A state's government, regime or administration, and a capital that acts, are the state.
    """
    lists = load("organisations")
    names, capitals = nations()
    whole = " ".join(form.words)
    if form.type == "state":
        code = names.get(whole) or capitals.get(whole)
        if code:
            return (code,)
    words = [word for word in with_nations(form.words) if word not in STOPWORDS and word not in ("al", "el")]
    heads = {_singular(word) for word in lists["state"]}
    rest = [_singular(word) for word in words]
    if form.type == "state":
        bare = [word for word in rest if word not in heads and not _misprint_of(word, heads)]
        if len(bare) == 1 and bare[0].startswith("@"):
            return (bare[0],)
    return tuple(sorted(set(rest)))


def _misprint_of(word: str, heads: set[str]) -> bool:
    return any(len(head) >= 8 and len(word) == len(head) - 1 and _one_dropped(word, head) for head in heads)


def _one_dropped(word: str, head: str) -> bool:
    return any(head[:place] + head[place + 1 :] == word for place in range(len(head)))


def _singular(word: str) -> str:
    if word.startswith("@") or len(word) < 4 or word.endswith("ss") or not word.endswith("s"):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 5 else word[:-1]


def is_proper(form: Form, key: Key) -> bool:
    """Tell whether a form names one body wherever it stands: it has a nation or capital letters of its own."""
    if form.type == "group":
        return any(
            word[:1].isupper()
            and fold(word) not in _generic_words()
            and not with_nations((fold(word),))[0].startswith("@")
            for name in form.mentions[:1]
            for word in name.surface.split()
        )
    if any(word.startswith("@") for word in key):
        return True
    if form.type == "state":
        return False
    own = [name.surface for name in form.mentions]
    capitals = sum(
        any(word[:1].isupper() for word in surface.split()[1:]) or surface.split()[0][:1].isupper() for surface in own
    )
    generic = _generic_words()
    return capitals * 2 > len(own) and not all(word in generic for word in key)


def _capital_words(form: Form) -> bool:
    """Tell whether a form is printed as a name of two words or more, each with a capital."""
    words = form.surface.split()
    return (
        len(words) > 1
        and form.type != "group"
        and all(word[:1].isupper() for word in words)
        and not form.surface.isupper()
    )


@cache
def _generic_words() -> frozenset[str]:
    lists = load("organisations")
    return frozenset(
        _singular(str(word))
        for name in ("state", "unit", "group", "people", "inner", "group_marks", "body", "unit_designation")
        for word in lists[name]
    )


def _join_equal(proper: dict[Node, Key], forms: dict[Node, Form], joins: Joins[Node]) -> None:
    blocks: dict[Key, dict[Key, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node, key in proper.items():
        blocks[tuple(sorted(word if word.startswith("@") else skeleton(word) for word in key))][key].append(node)
    for _, found in sorted(blocks.items()):
        for key in sorted(found):
            for other in found[key][1:]:
                joins.join(
                    found[key][0],
                    other,
                    f"the same naming words: {forms[found[key][0]].surface}, {forms[other].surface}",
                )
        spellings = sorted(found)
        for place, one in enumerate(spellings):
            for two in spellings[place + 1 :]:
                if _alike(one, two):
                    first, second = found[one][0], found[two][0]
                    joins.join(first, second, f"spellings of one name: {forms[first].surface}, {forms[second].surface}")


def _alike(one: Key, two: Key) -> bool:
    """Tell whether two keys are the same words in other spellings."""
    if len(one) != len(two) or not any(len(skeleton(word).strip("a-")) >= 3 for word in one):
        return False
    left = sorted(one, key=lambda word: (skeleton(word), word))
    right = sorted(two, key=lambda word: (skeleton(word), word))
    return all(
        a == b or (not a.startswith("@") and not b.startswith("@") and same_spelling(a, b))
        for a, b in zip(left, right, strict=True)
    )


def _join_ties(forms: dict[Node, Form], joins: Joins[Node]) -> None:
    """Join an acronym and the name that the text itself prints it for."""
    for node, form in forms.items():
        for tie in form.ties:
            other = (node[0], tie)
            if other in forms:
                joins.join(
                    node, other, f"the text gives '{form.surface}' and '{forms[other].surface}' as names of one body"
                )


def _acronym(form: Form) -> str | None:
    text = form.surface.replace(".", "")
    if form.type == "state" or form.words[0] in _generic_words():
        return None
    if len(form.words) == 1 and 2 <= len(text) <= 12 and sum(letter.isupper() for letter in text) >= 2:
        return form.words[0]
    return None


def _join_acronyms(proper: dict[Node, Key], forms: dict[Node, Form], joins: Joins[Node], kinship: Kinship) -> None:
    """Join an acronym with the one name whose initials it is, in its document first, then in accounts of kin.

    Where nothing tells what it stands for, it is the same wherever it is printed so.
    """
    printed: dict[str, list[Node]] = defaultdict(list)
    initials: dict[str, list[Node]] = defaultdict(list)
    for node, form in forms.items():
        acronym = _acronym(form)
        if acronym:
            printed[acronym].append(node)
        elif node in proper and len(form.words) >= 2:
            for letters in _initials(form.words):
                initials[letters].append(node)
    wanted: list[tuple[Node, Node, str]] = []
    for acronym, nodes in sorted(printed.items()):
        _join_defined(acronym, nodes, forms, joins)
        known = {node: node for node in nodes if forms[node].ties}
        for node in nodes:
            own = [name for name in initials.get(acronym, ()) if name[0] == node[0]]
            if node not in known and len({joins.root(name) for name in own}) == 1:
                known[node] = own[0]
        wanted += [(node, name, _is_initials(node, name, forms)) for node, name in known.items() if node != name]
        unknown: list[Node] = []
        for node in nodes:
            near = [name for name in known.values() if kinship.is_between(node[0], name[0], acronym)]
            near = near or [name for name in initials.get(acronym, ()) if kinship.is_between(node[0], name[0], acronym)]
            if node in known:
                continue
            if len({joins.root(name) for name in near}) == 1:
                same = _acronym(forms[near[0]]) == acronym
                reason = f"the same acronym: {forms[node].surface}" if same else _is_initials(node, near[0], forms)
                wanted.append((node, near[0], reason))
            else:
                unknown.append(node)
        settled: dict[Node, list[Node]] = defaultdict(list)
        for node, name in known.items():
            settled[joins.root(name)].append(node)
        for alike in (unknown, *settled.values()):
            wanted += [(alike[0], other, f"the same acronym: {forms[other].surface}") for other in alike[1:]]
    for one, two, reason in wanted:
        joins.join(one, two, reason)


def _is_initials(node: Node, name: Node, forms: dict[Node, Form]) -> str:
    return f"'{forms[node].surface}' is the initials of {forms[name].surface} alone"


def _join_defined(acronym: str, nodes: list[Node], forms: dict[Node, Form], joins: Joins[Node]) -> None:
    """Join the names that texts give for one acronym where one name is the other with words left out."""
    names = sorted({(node[0], tie) for node in nodes for tie in forms[node].ties if (node[0], tie) in forms})
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            if joins.root(one) != joins.root(other):
                short, longer = sorted((naming_words(forms[one]), naming_words(forms[other])), key=len)
                if len(short) > 1 and all(any(_same_word(word, whole) for whole in longer) for word in short):
                    reason = f"both are called {acronym.upper()}: {forms[one].surface}, {forms[other].surface}"
                    joins.join(one, other, reason)


def _same_word(one: str, other: str) -> bool:
    return one == other or (one.isalpha() and other.isalpha() and same_spelling(one, other))


def _initials(words: tuple[str, ...]) -> set[str]:
    plain = [word for word in words if word not in ("s",)]
    return {
        "".join(word[0] for word in plain),
        "".join(word[0] for word in plain if word not in STOPWORDS),
    }


def _join_nations(keys: dict[Node, Key], proper: dict[Node, Key], forms: dict[Node, Form], joins: Joins[Node]) -> None:
    """Join a name with the one form that adds a nation to it (``State Department``, ``U.S. State Department``)."""
    bare: dict[Key, list[Node]] = defaultdict(list)
    national: dict[Key, set[str]] = defaultdict(set)
    holder: dict[Key, Node] = {}
    for node, key in keys.items():
        if node not in proper and not _capital_words(forms[node]):
            continue
        codes = [word for word in key if word.startswith("@")]
        rest = tuple(word for word in key if not word.startswith("@"))
        if not codes and len(key) >= 2:
            bare[key].append(node)
        elif len(codes) == 1 and len(rest) >= 2:
            national[rest].add(codes[0])
            holder.setdefault(rest, node)
    for key, nodes in sorted(bare.items()):
        if len(national.get(key, ())) == 1:
            joins.join(nodes[0], holder[key], f"only {forms[holder[key]].surface} adds a nation to this name")


def _join_definite(keys: dict[Node, Key], proper: dict[Node, Key], forms: dict[Node, Form], joins: Joins[Node]) -> None:
    """Join a common noun with the one nation's body of that word in its document (``the regime``)."""
    heads = frozenset(
        _singular(str(word)) for name in ("state", "unit", "inner") for word in load("organisations")[name]
    )
    printed: dict[tuple[str, Key], set[Node]] = defaultdict(set)
    for node in proper:
        rest = tuple(
            sorted(
                {
                    _singular(word)
                    for word in with_nations(forms[node].words)
                    if word not in STOPWORDS and not word.startswith("@")
                }
            )
        )
        if rest and any(word.startswith("@") for word in keys[node]):
            printed[node[0], rest].add(joins.root(node))
    wanted = []
    for node, key in keys.items():
        if node in proper or not key or not all(word in heads for word in key):
            continue
        found = printed.get((node[0], key), set())
        if len(found) == 1:
            target = min(found)
            wanted.append(
                (
                    node,
                    target,
                    f"'{forms[node].surface}': the only one with a nation in the document is {forms[target].surface}",
                )
            )
    for one, two, reason in wanted:
        joins.join(one, two, reason)


def parts(forms: dict[Node, Form], texts: Mapping[str, str]) -> list[tuple[Node, Node]]:
    """Return (part, whole) pairs: a name that begins with another body's name or follows it as its owner."""
    found: list[tuple[Node, Node]] = []
    by_document: dict[str, list[Form]] = defaultdict(list)
    for form in forms.values():
        if form.type in ("organisation", "unit", "state"):
            by_document[form.node[0]].append(form)
    for document in sorted(by_document):
        known = {form.words: form for form in by_document[document]}
        for form in by_document[document]:
            for size in range(len(form.words) - 1, 0, -1):
                whole = known.get(form.words[:size])
                if whole is not None:
                    found.append((form.node, whole.node))
                    break
        ordered = sorted(
            ((name, form) for form in by_document[document] for name in form.mentions), key=lambda pair: pair[0].start
        )
        for (owner, whole), (part, own) in pairwise(ordered):
            between = texts[document][owner.end : part.start]
            if _OWNS.fullmatch(between) and whole.node != own.node and own.type != "state":
                found.append((own.node, whole.node))
    return sorted(set(found))
