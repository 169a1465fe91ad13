"""What a language engine says of a text: sentences, tokens, a tree, named entities.

Invariant: for every token, sentence and entity ``text[start:end]`` is its surface in the untouched text.
Offsets are 0-based, end-exclusive, in Unicode code points. Engines fill these values; readers only read them.
"""

from __future__ import annotations

from dataclasses import dataclass

ENTITY_LABELS = ("PERSON", "ORGANISATION", "UNIT", "PLACE", "TIME", "QUANTITY", "EVENT", "MISC")
"""The closed list of entity labels. UNIT is an armed unit or group; MISC a nationality, work or other name."""

ROOT = -1
"""The ``head`` of a token that has none in its sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``head`` is the index of its head in ``Analysis.tokens`` (document-wide), or ``ROOT``.

    ``upos`` is a Universal POS tag, ``xpos`` a Penn Treebank tag, ``deprel`` a Universal Dependencies
    relation with its subtype (``nsubj:pass``).
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: characters ``start`` to ``end`` and tokens ``first`` to ``last`` (``last`` exclusive)."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: characters, tokens ``first`` to ``last`` (exclusive), a label of ``ENTITY_LABELS``."""

    start: int
    end: int
    first: int
    last: int
    label: str
    score: float
    """The engine's own probability of the span and label, 0 to 1, rounded to three digits."""


MARK_LABELS: dict[str, tuple[str, ...]] = {
    "count": (
        "killed", "wounded", "killed_or_wounded", "detained", "abducted", "missing", "displaced", "raped",
        "executed", "tortured", "threatened", "ill_treated",
    ),
    "role": ("carried_out", "ordered", "commanded", "planned", "enabled", "failed_to_protect"),
    "voice": ("source", "cue"),
    "event": (
        "killing", "execution", "shooting", "bombing", "airstrike", "shelling", "clash", "raid", "attack", "assault",
        "torture", "rape", "abduction", "hostage_taking", "detention", "enforced_disappearance", "siege",
        "expulsion", "displacement", "arson", "robbery", "hijacking", "threat", "harassment", "accident",
        "disaster", "other",
    ),
    "stance": (
        "asserted", "reported", "alleged", "possible", "conditional", "question", "predicted", "opinion",
        "demanded", "denied",
    ),
}  # fmt: skip
"""The closed lists of what marks say: outcomes of counted persons, parts of actors, voices, events, stances."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the net proposes of one token: a label of ``MARK_LABELS[kind]`` with its probability.

    A count that is part of another has a mark of the kind and label ``part`` besides, whose tie is the whole.
    ``tie`` is the token it hangs on (a count or actor on its event word, a part on its whole, a source on its cue),
    None where the net sees none; ``stance`` how the text puts it, for counts and roles. A mark is evidence, never a
    claim.
    """

    token: int
    kind: str
    label: str
    score: float
    tie: int | None = None
    tie_score: float = 0.0
    stance: str = ""


ENTRY_SORTS: dict[str, tuple[str, ...]] = {
    "demand": (
        "protection", "inquiry", "sanction", "medical care", "resettlement", "recognition", "release", "policy",
        "other",
    ),
    "commitment": (),
    "warning": (),
    "response": (
        "statement", "denial", "condemnation", "investigation", "aid", "refusal", "apology", "silence", "other",
    ),
    "exhibit": (
        "video", "photograph", "document", "cable", "order", "list", "testimony", "autopsy", "recording", "object",
    ),
    "status": (),
    "deprivation": (
        "food", "water", "medicine", "supplies", "movement", "burial", "contact", "expulsion", "property", "other",
    ),
    "part": (
        "knew", "allowed", "withdrew", "looked_on", "armed", "obeyed", "headed", "concealed", "incited", "other",
    ),
    "label": (),
    "motive": (),
}  # fmt: skip
"""The kinds of entries of ledgers, each with the closed list of its sorts, empty where it has none."""


@dataclass(frozen=True, slots=True)
class EntryMark:
    """What the net proposes as an entry of a ledger: a kind of ``ENTRY_SORTS`` on the word that carries it.

    ``first`` and ``last`` are the tokens of its passage, ``by`` and ``to`` those of its parties (who asks, promises,
    warns, answers or is called something; who deprives, had a part, calls somebody something, acts from a motive; who
    is asked or deprived), ``opens`` and ``closes`` those of what is asked, promised, warned of, answered, shown,
    withheld or said; None and empty where the net sees none; ``by_score`` is the probability of ``by``. It is evidence,
    never a claim.
    """

    token: int
    kind: str
    score: float
    first: int
    last: int
    by: int | None = None
    to: tuple[int, ...] = ()
    opens: int | None = None
    closes: int | None = None
    sort: str = ""
    by_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that an engine says of one text. Sentences do not overlap and hold every token, in order."""

    engine: str
    """Name and version of the engine and the hash of its weights."""
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    marks: tuple[Mark, ...] | None = None
    """What the net proposes, in order of token and kind; None where an engine has no such net."""
    entries: tuple[EntryMark, ...] | None = None
    """What the net of entries proposes, in order of token; None where an engine has no such net."""
