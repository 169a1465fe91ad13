"""Who stands where around a verb or noun: agents, patients and owners as names of the page.

Invariant: an argument is found by the tree (subject, agent, object, controller, antecedent of a relative clause),
by a ``by`` phrase next to the word where the tree has none, and by nothing else: no pronoun is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from recount.model.mentions import NameMention
from recount.reading.lexicon import inflected
from recount.reading.page import Page
from recount.vocabulary import load

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DEPTH = 6
_DAYS = frozenset(
    {"today", "yesterday", "also", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_KIND = re.compile(r"\s*,?\s*(?:called|named|known as)?\s*(?:the\s+)?[\"\u201c]?", re.IGNORECASE)


class Arguments:
    """Lookups of arguments on one page with its names."""

    def __init__(self, page: Page, names: tuple[NameMention, ...]) -> None:
        self.page = page
        self._containers = frozenset(map(str, load("roles")["containers"]))
        self._transitive = frozenset(map(str, load("roles")["transitive"]))
        self._transitive_forms = inflected(self._transitive)
        self._controllers = frozenset(map(str, load("roles")["ordered"])) | {"force", "urge", "ask", "tell", "allow"}
        self._at: dict[int, NameMention] = {}
        for name in sorted(names, key=lambda one: one.start - one.end):
            for index in page.tokens_in(name.start, name.end):
                self._at[index] = name
        self.names = names

    @cached_property
    def _tops(self) -> dict[int, list[NameMention]]:
        """For each token that is the syntactic top of a name, the name."""
        found: dict[int, list[NameMention]] = {}
        for name in self.names:
            found.setdefault(self.top(name), []).append(name)
        return found

    def top(self, name: NameMention) -> int:
        """Return the token of a name whose head lies outside it."""
        inside = self.page.tokens_in(name.start, name.end)
        return next((index for index in inside if self.page.tokens[index].head not in inside), inside[-1])

    def name_at(self, index: int) -> NameMention | None:
        """Return the shortest name that holds a token."""
        return self._at.get(index)

    def children(self, index: int, *relations: str) -> list[int]:
        """Return the dependents of a token in one of the relations (with or without subtype)."""
        tokens = self.page.tokens
        return [
            child
            for child in self.page.children[index]
            if tokens[child].deprel in relations or tokens[child].deprel.split(":")[0] in relations
        ]

    def case(self, index: int) -> str | None:
        """Return the preposition of a token, None without one."""
        for child in self.page.children[index]:
            if self.page.tokens[child].deprel == "case" and self.page.lower[child] not in ("'s", "'"):
                return self.page.lower[child]
        return None

    def is_passive(self, index: int) -> bool:
        """Tell whether a verb is passive: by its subject or auxiliary, or as a participle on a noun."""
        tokens = self.page.tokens
        below = self.page.children[index]
        if self.shot_dead(index) is not None:
            return False
        if any(tokens[child].deprel in ("nsubj:pass", "aux:pass", "csubj:pass") for child in below):
            return True
        token = tokens[index]
        if (token.lemma in self._transitive or self.page.lower[index] in self._transitive_forms) and token.xpos in (
            "VBN",
            "VBD",
        ):
            relations = {tokens[child].deprel for child in below}
            if "nsubj" in relations and not relations & {"obj", "aux", "ccomp", "xcomp"}:
                return True  # a headline's participle: "Three farmers killed in raid"
        if token.deprel == "conj" and token.xpos == "VBN" and token.head >= 0 and tokens[token.head].xpos == "VBN":
            own = any(tokens[child].deprel == "nsubj" for child in self.page.children[index])
            return not own and self.is_passive(token.head)
        return (
            token.xpos == "VBN"
            and token.deprel in ("acl", "amod", "xcomp", "advcl")
            and not self.children(index, "aux")
        )

    def shot_dead(self, index: int) -> int | None:
        """Return whom ``shot dead`` right before it names, where the tree took the verb for a passive without one."""
        page = self.page
        after = index + 2
        if page.lower[index] != "shot" or after >= len(page.tokens) or page.lower[index + 1] != "dead":
            return None
        if any(page.tokens[child].deprel in ("aux:pass", "obj") for child in page.children[index]):
            return None
        name = self._at.get(after)
        return self.top(name) if name is not None and index > page.sentence_of(index).first else None

    def agents(self, index: int) -> list[int]:
        """Return the tokens of those who do what verb ``index`` says."""
        if self.is_passive(index):
            found = [child for child in self.children(index, "obl", "nmod") if self.case(child) == "by"]
            return self._with_conjuncts(found) or self._by_phrase(index)
        found = [one for one in self._with_conjuncts(self.subjects(index)) if one < index]
        if not found and self.page.tokens[index].xpos == "VBG":  # "shelling by government forces"
            found = [child for child in self.children(index, "obl", "nmod") if self.case(child) == "by"]
        return [one for one in found or self._left_neighbour(index) if not self._is_harmed(one)]

    def _is_harmed(self, index: int) -> bool:
        """Tell whether a word is the subject of a harm in the passive: who was killed did not do it."""
        token = self.page.tokens[index]
        if token.deprel != "nsubj:pass" or token.head < 0 or self.shot_dead(token.head) is not None:
            return False
        verb = self.page.tokens[token.head]
        return verb.lemma in self._transitive or self.page.lower[token.head] in self._transitive_forms

    def subjects(self, index: int, depth: int = 0) -> list[int]:
        """Return the active subject of a verb: its own, its antecedent's, or its controller's."""
        tokens = self.page.tokens
        token = tokens[index]
        own = [child for child in self.page.children[index] if tokens[child].deprel in ("nsubj", "nsubj:outer")]
        if not own and self.shot_dead(index) is not None:
            own = self.children(index, "nsubj:pass")
        if own:
            if self.page.lower[own[0]] in _RELATIVES and token.deprel.startswith("acl") and token.head >= 0:
                return [token.head]
            return own[-1:]  # the other one is a date line or a left-hanging topic
        if depth > _DEPTH or token.head < 0:
            return []
        head = tokens[token.head]
        if token.deprel == "conj" and head.upos in ("VERB", "AUX"):
            if self.is_passive(token.head):
                if token.xpos in ("VBN", "VBD"):
                    return []  # "were tied up and shot": both are done to them
                return [child for child in self.page.children[token.head] if tokens[child].deprel == "nsubj:pass"]
            return self.subjects(token.head, depth + 1)
        if token.deprel in ("xcomp", "ccomp", "advcl") and head.upos in ("VERB", "ADJ"):
            if token.xpos == "VBG" and self.is_passive(token.head) and self._mark(index) == "by":
                return []  # "executed by hanging": nobody who is hanged hangs
            asked = [child for child in self.children(token.head, "obl") if self.case(child) in ("on", "upon", "to")]
            blamed = self.children(token.head, "obj", "iobj")
            if blamed and token.xpos == "VBG" and self._mark(index) in ("for", "of"):
                return blamed  # "the court convicted X for killing her"
            if asked and head.lemma in ("call", "appeal"):  # "called on X to stop the attacks"
                return asked
            if token.deprel == "xcomp" or head.lemma in self._controllers:
                objects = self.children(token.head, "obj", "iobj")
                if objects:
                    return objects
                if self.is_passive(token.head):
                    return [child for child in self.page.children[token.head] if tokens[child].deprel == "nsubj:pass"]
            elif token.xpos != "VBG" and not any(self.page.lower[child] == "to" for child in self.page.children[index]):
                return []
            if self.is_passive(token.head):
                return [child for child in self.page.children[token.head] if tokens[child].deprel == "nsubj:pass"]
            return self.subjects(token.head, depth + 1)
        if token.deprel == "acl" and token.xpos == "VBG":
            return [token.head]
        return []

    def _mark(self, index: int) -> str | None:
        """Return the word that opens a clause, None without one."""
        found = self.children(index, "mark")
        return self.page.lower[found[0]] if found else None

    def patients(self, index: int) -> list[int]:
        """Return the tokens of those to whom verb ``index`` is done."""
        tokens = self.page.tokens
        token = tokens[index]
        dead = self.shot_dead(index)
        if dead is not None:
            return self._with_conjuncts([dead])
        if not self.is_passive(index):
            return self._with_conjuncts(self.children(index, "obj"))
        own = [child for child in self.page.children[index] if tokens[child].deprel in ("nsubj:pass", "nsubj")]
        if own and self.page.lower[own[0]] in _RELATIVES and token.deprel.startswith("acl"):
            return self._with_conjuncts([token.head])
        if own:
            return self._with_conjuncts(own)
        if token.deprel in ("acl", "amod"):
            return [token.head]
        if token.deprel == "conj" and token.head >= 0:
            return self.patients(token.head)
        if token.deprel in ("xcomp", "advcl") and token.head >= 0:
            return self._with_conjuncts(
                self.subjects(index)
                or [c for c in self.page.children[token.head] if tokens[c].deprel.startswith("nsubj")]
            )
        return []

    def _left_neighbour(self, index: int) -> list[int]:
        """Return the name right before a finite verb without a subject, adverbs and a day between them left out."""
        tokens = self.page.tokens
        if tokens[index].xpos not in ("VBD", "VBZ", "VBP") or tokens[index].deprel == "conj":
            return []
        floor = self.page.sentence_of(index).first
        place = index - 1
        while place >= floor and (tokens[place].upos in ("ADV", "AUX") or self.page.lower[place] in _DAYS):
            place -= 1
        name = self._at.get(place) if place >= floor else None
        if name is None and place > floor and self.page.lower[place] in (")", "]"):
            name = self._at.get(place - 1)
        return [self.top(name)] if name is not None and name.type != "office" else []

    def _by_phrase(self, index: int) -> list[int]:
        """Return a name right after ``by`` behind a word, four tokens on at most, whatever the tree makes of it."""
        last = self.page.sentence_of(index).last
        for place in range(index + 1, min(index + 3, last)):
            if self.page.lower[place] == "by":
                for after in range(place + 1, min(place + 5, last)):
                    name = self._at.get(after)
                    if name is not None:
                        return [self.top(name)]
                    if self.page.tokens[after].upos not in ("DET", "ADJ", "NUM", "ADV", "PROPN"):
                        return []
                return []
            if self.page.tokens[place].xpos != "VBN" and self.page.tokens[place].upos != "ADP":
                return []
        return []

    def by_phrase(self, index: int) -> list[int]:
        """Return those named with ``by`` on a noun (``an attack by X``)."""
        found = [child for child in self.children(index, "nmod", "obl") if self.case(child) == "by"]
        return self._with_conjuncts(found) or self._by_phrase(index)

    def _with_conjuncts(self, found: Iterable[int]) -> list[int]:
        """Return tokens with all that is joined to them by ``and``, also to words of their names."""
        result: list[int] = []
        queue = list(found)
        while queue:
            index = queue.pop(0)
            if index in result:
                continue
            result.append(index)
            queue.extend(self.children(index, "conj"))
            for word in self.children(index, "flat"):
                queue.extend(self.children(word, "conj"))
        return result

    def with_conjuncts(self, found: Iterable[int]) -> list[int]:
        """Return tokens with all that is joined to them by ``and``."""
        return self._with_conjuncts(found)

    def included(self, index: int) -> list[int]:
        """Return those named as part of a group: ``three reporters, including X and Y``."""
        return self._with_conjuncts(
            child for child in self.children(index, "nmod", "obl", "acl") if self.case(child) == "including"
        )

    def _body_of(self, name: NameMention, index: int, depth: int) -> NameMention:
        """Return the body for its members (``rebels of the Vesk Front``), the name for its kind (``the group "X"``)."""
        if name.type not in ("group", "organisation", "unit") or depth > 1:
            return name
        if name.type == "group":
            for inner in self.names:
                if name.start <= inner.start and inner.end < name.end and inner.type in ("organisation", "unit"):
                    return inner
                if inner.start >= name.end:
                    break
            for child in self.children(index, "nmod"):
                if self.case(child) in ("of", "from", "with"):
                    found = self._at.get(child)
                    if found is not None and found.type in ("organisation", "unit") and found is not name:
                        return found
        for child in self.children(index, "appos", "flat"):
            found = self._at.get(child)
            if found is not None and found is not name and found.type in ("organisation", "unit"):
                if _KIND.fullmatch(self.page.text[name.end : found.start]):
                    return found
        return name

    def names_of(self, index: int, depth: int = 0) -> list[NameMention]:
        """Return the names that an argument's token stands for: its own, its apposition's, or after ``members of``."""
        name = self._at.get(index)
        if name is not None:
            own = self._tops.get(index)
            return [self._body_of(own[0] if own else name, index, depth)]
        if depth > 2:
            return []
        token = self.page.tokens[index]
        if token.deprel == "appos" and token.head >= 0:
            holder = self._at.get(token.head)
            if holder is not None and holder.type == "person":
                return [holder]  # "X, a teacher who was killed"
        if self.children(index, "cop"):
            for child in self.children(index, "nsubj"):
                subject = self._at.get(child)
                if subject is not None and subject.type == "person":
                    return [subject]  # "X was a teacher who was killed"
        for child in self.children(index, "appos"):
            found = self._at.get(child)
            if found is not None and found.type in ("person", "organisation", "unit"):
                return [found]
        for child in self.children(index, "flat", "compound"):
            found = self._at.get(child)
            if found is not None and found.type == "person" and index < child <= index + 2:
                return [found]
        if self.page.tokens[index].lemma.lower() in self._containers or self.page.tokens[index].upos == "NUM":
            for child in self.children(index, "compound"):
                found = self._at.get(child)
                if found is not None and found.type in ("organisation", "unit"):
                    return [found]
            for child in self.children(index, "nmod"):
                if self.case(child) in ("of", "from"):
                    found_names = self.names_of(child, depth + 1)
                    if found_names:
                        return found_names
        return []
