"""Who stands where around a verb or noun: agents, patients, subjects, members of a list.

Invariant: an argument is found by the tree (subject, agent, object, controller, antecedent of a relative clause), by a
``by`` phrase right after the word where the tree has none, and by nothing else; no pronoun is resolved here. What the
parser is known to get wrong is mended here alone: a past form that always has an object and has none is a passive
("Three farmers killed in raid"), "shot dead" before a name is active, a list goes on behind words of a name.
"""

from __future__ import annotations

from collections.abc import Iterable

from recount.reading.page import Page
from recount.reading.syntax.forms import inflected
from recount.vocabulary.lexical import noun_class
from recount.vocabulary.schema import Syntax, words_of

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DEPTH = 6
_REACH = 5
"""Words after ``by`` within which a noun is taken for the agent where the tree has none."""


def arguments_of(page: Page) -> Arguments:
    """Return the lookups of a page, made once."""
    return page.once(Arguments)


class Arguments:
    """Lookups of arguments on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._words = words_of(Syntax, "syntax")
        self._transitive = inflected(self._words.transitive)

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

    def mark(self, index: int) -> str | None:
        """Return the word that opens a clause, None without one."""
        found = self.children(index, "mark")
        return self.page.lower[found[0]] if found else None

    def under(self, index: int, *cases: str) -> list[int]:
        """Return what stands below a token with one of the prepositions, lists spread out."""
        found = [child for child in self.children(index, "obl", "nmod") if self.case(child) in cases]
        return self.spread(found)

    def spread(self, found: Iterable[int]) -> list[int]:
        """Return tokens with all that is joined to them by ``and``, also to words of their names."""
        result: list[int] = []
        queue = list(found)
        while queue:
            index = queue.pop(0)
            if index in result:
                continue
            result.append(index)
            queue.extend(self.children(index, "conj"))
            queue.extend(self._listed_apposition(index))
            for word in self.children(index, "flat"):
                queue.extend(self.children(word, "conj"))
        return result

    def _listed_apposition(self, index: int) -> list[int]:
        """Return what the tree takes for an apposition though a list goes on: "two guards, a cook and a driver"."""
        after = self.children(index, "conj")
        return [child for child in self.children(index, "appos") if any(child < other for other in after)]

    def is_passive(self, index: int) -> bool:
        """Tell whether a verb is passive: by its subject or auxiliary, or as a participle on a noun."""
        relations = {self.page.tokens[child].deprel for child in self.page.children[index]}
        relations |= {"obj"} if self._bare(index) else set()
        if self.shot_dead(index) is not None or (
            ("obj" in relations or self.joined(index)) and "aux:pass" not in relations
        ):
            return False  # a passive subject beside an object, without an auxiliary, is no passive
        if relations & {"nsubj:pass", "aux:pass", "csubj:pass"}:
            return True
        if self.page.tokens[index].xpos not in ("VBN", "VBD"):
            return False
        if self.is_transitive(index) and "nsubj" in relations and not relations & {"obj", "aux", "ccomp", "xcomp"}:
            return True
        told_by = "obl:agent" in relations  # "soldiers led by X burned the mill", where led is tagged as the verb
        return (self.page.tokens[index].xpos == "VBN" or told_by) and self._is_participle(index, relations)

    def _is_participle(self, index: int, relations: set[str]) -> bool:
        """Tell whether a past form hangs on a noun or on a passive as one more."""
        token = self.page.tokens[index]
        if token.deprel == "conj" and token.head >= 0 and self.page.tokens[token.head].xpos == "VBN":
            return "nsubj" not in relations and self.is_passive(token.head)
        return token.deprel in ("acl", "amod", "xcomp", "advcl") and "aux" not in relations

    def joined(self, index: int) -> list[int]:
        """Return the verbs beside a verb that share its one object: "shot and wounded two officers"."""
        page, tokens = self.page, self.page.tokens
        near = [child for child in self.children(index, "conj") if tokens[child].upos == "VERB"]
        if tokens[index].deprel == "conj" and tokens[index].head >= 0:
            near.append(tokens[index].head)
        return [
            other
            for other in near
            if all(tokens[i].upos in ("CCONJ", "ADV", "PUNCT", "VERB") for i in range(*sorted((index, other))))
            and len({one for verb in (index, other) for one in self.children(verb, "obj") if one > max(index, other)})
            == 1
            and not any(tokens[child].deprel == "aux:pass" for child in page.children[min(index, other)])
        ]

    def _bare(self, index: int) -> list[int]:
        """Return counted nouns behind a verb that hang on it as circumstances though no preposition stands there."""
        tokens = self.page.tokens
        return [
            child
            for child in self.children(index, "obl")
            if child > index and tokens[child].upos == "NOUN" and self.case(child) is None
            and tokens[child].deprel == "obl" and self.children(child, "nummod", "amod")
            and noun_class(tokens[child].text.lower(), tokens[child].lemma.lower()) != "time"
        ]  # fmt: skip

    def objects(self, index: int) -> list[int]:
        """Return the objects of a verb: its own, or the one that it shares."""
        own = self.children(index, "obj") or self._bare(index)
        return own or [one for other in self.joined(index) for one in self.children(other, "obj")]

    def is_transitive(self, index: int) -> bool:
        """Tell whether a verb always has an object."""
        return self.page.lower[index] in self._transitive or self.page.tokens[index].lemma in self._words.transitive

    def shot_dead(self, index: int) -> int | None:
        """Return whom ``shot dead`` right before it names, where the tree took the verb for a passive without one."""
        page, after = self.page, index + 2
        if page.lower[index] != "shot" or after >= len(page.tokens) or page.lower[index + 1] != "dead":
            return None
        if any(page.tokens[child].deprel in ("aux:pass", "obj") for child in page.children[index]):
            return None
        if page.tokens[after].upos not in ("PROPN", "DET", "NUM") or index == page.sentence_of(index).first:
            return None
        place = after
        while page.tokens[place].upos not in ("PROPN", "NOUN") and place + 1 < page.sentence_of(index).last:
            place += 1
        return place

    def agents(self, index: int) -> list[int]:
        """Return the tokens of those who do what a verb says."""
        tokens = self.page.tokens
        if self.is_passive(index):
            return self.by_phrase(index)
        found = [one for one in self.spread(self.subjects(index)) if one < index]
        if not found and tokens[index].xpos == "VBG":  # "shelling by government forces"
            found = self.by_phrase(index)
        return [one for one in found or self._left_neighbour(index) if not self._is_harmed(one)]

    def by_phrase(self, index: int) -> list[int]:
        """Return those named with ``by`` on a word or right behind it, whatever the tree makes of it."""
        found = self.under(index, "by")
        if found:
            return found
        tokens, last = self.page.tokens, self.page.sentence_of(index).last
        for place in range(index + 1, min(index + 3, last)):
            if self.page.lower[place] == "by":
                for after in range(place + 1, min(place + 1 + _REACH, last)):
                    if tokens[after].upos in ("NOUN", "PROPN", "PRON") and not tokens[after].deprel.startswith(
                        "compound"
                    ):
                        return [after]
                    if tokens[after].upos not in ("DET", "ADJ", "NUM", "ADV", "NOUN", "PROPN"):
                        return []
                return []
            if tokens[place].xpos != "VBN" and tokens[place].upos != "ADP":
                return []
        return []

    def _is_harmed(self, index: int) -> bool:
        """Tell whether a word is the subject of a harm in the passive: who was killed did not do it."""
        token = self.page.tokens[index]
        if token.deprel != "nsubj:pass" or token.head < 0 or self.shot_dead(token.head) is not None:
            return False
        return self.is_transitive(token.head)

    def _left_neighbour(self, index: int) -> list[int]:
        """Return the noun right before a finite verb without a subject, adverbs and days between them left out."""
        tokens = self.page.tokens
        if tokens[index].xpos not in ("VBD", "VBZ", "VBP") or tokens[index].deprel == "conj":
            return []
        floor = self.page.sentence_of(index).first
        place = index - 1
        while place >= floor and (tokens[place].upos in ("ADV", "AUX") or self.page.lower[place] in self._words.days):
            place -= 1
        if place > floor and self.page.lower[place] in (")", "]"):
            place -= 1
        if place < floor or tokens[place].upos != "PROPN":
            return []
        while tokens[place].deprel in ("flat", "compound") and floor <= tokens[place].head < index:
            place = tokens[place].head
        return [place]

    def subjects(self, index: int, depth: int = 0) -> list[int]:
        """Return the active subject of a verb: its own, its antecedent's, or its controller's."""
        token, above = self.page.tokens[index], self.page.tokens[self.page.tokens[index].head]
        own = self._subjects(index, "nsubj:pass")
        if not own and not self.is_passive(index):
            own = self.children(index, "nsubj:pass")
        if own:  # the other one is a date line or a left-hanging topic
            return self._antecedent(index, own[0]) or own[-1:]
        if depth > _DEPTH or token.head < 0:
            return []
        if token.deprel == "conj" and above.upos in ("VERB", "AUX"):
            return self._shared_subject(index, depth)
        if token.deprel in ("xcomp", "ccomp", "advcl") and above.upos in ("VERB", "ADJ"):
            return self._controller(index, depth)
        return [token.head] if token.deprel == "acl" and token.xpos == "VBG" and self.mark(index) is None else []

    def _subjects(self, index: int, without: str) -> list[int]:
        return [child for child in self.children(index, "nsubj") if self.page.tokens[child].deprel != without]

    def _antecedent(self, index: int, subject: int) -> list[int]:
        """Return the noun for which a relative pronoun stands as the subject of a verb."""
        token = self.page.tokens[index]
        relative = self.page.lower[subject] in _RELATIVES and token.deprel.startswith("acl")
        return [token.head] if relative and token.head >= 0 else []

    def _shared_subject(self, index: int, depth: int) -> list[int]:
        """Return the subject that a second verb shares with the first."""
        token = self.page.tokens[index]
        if not self.is_passive(token.head):
            return self.subjects(token.head, depth + 1)
        if token.xpos in ("VBN", "VBD"):
            return []  # "were tied up and shot": both are done to them
        return self.children(token.head, "nsubj:pass")

    def _controller(self, index: int, depth: int) -> list[int]:
        """Return who does what a clause without subject says: the subject or object of the verb above."""
        token, mark = self.page.tokens[index], self.mark(index)
        head, gerund = token.head, token.xpos == "VBG"
        passive, objects = self.is_passive(head), [*self.objects(head), *self.children(head, "iobj")]
        if gerund and mark == "by" and passive:
            return []  # "executed by hanging": nobody who is hanged hangs
        asked = self._asked(head)
        controls = token.deprel == "xcomp" or self.page.tokens[head].lemma in self._words.controllers
        blamed = gerund and mark in ("for", "of")  # "the court convicted X for killing her"
        if asked or (objects and (controls or blamed)):
            return asked or objects
        if not (controls or gerund or mark == "to"):
            return []
        return self.children(head, "nsubj:pass") if passive else self.subjects(head, depth + 1)

    def _asked(self, verb: int) -> list[int]:
        """Return whom "called on X to stop the attacks" names."""
        return self.under(verb, "on", "upon", "to") if self.page.tokens[verb].lemma in ("call", "appeal") else []

    def patients(self, index: int) -> list[int]:
        """Return the tokens of those to whom a verb is done."""
        token, dead = self.page.tokens[index], self.shot_dead(index)
        if dead is not None:
            return self.spread([dead])
        if not self.is_passive(index):
            return self.spread(self.objects(index))
        own = self._subjects(index, "nsubj:outer")
        if own:
            return self._antecedent(index, own[0]) or self.spread(own)
        if token.head < 0 or token.deprel in ("acl", "amod"):
            return [token.head] if token.head >= 0 else []
        if token.deprel == "conj":
            return self.patients(token.head) if self.page.tokens[token.head].upos == "VERB" else []
        if token.deprel in ("xcomp", "advcl"):
            return self.spread(self.subjects(index) or self.children(token.head, "nsubj"))
        return []
