"""What attribution finds: voices and reports.

Invariant: the spans of a report lie inside the text; content fragments are in order and do not overlap; ``voices``
is outermost first and its last member is the one whose words the content gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recount.model.claims import Relation
from recount.model.text import Span

Manner = Literal["reported", "alleged", "denied", "possible", "predicted", "demanded", "question", "opinion"]
"""How the reporting word puts what it reports (see ``vocabulary/attribution.yaml``)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One source: its name as resolved (a pronoun's antecedent, else the printed words), and where it is printed."""

    name: str | None
    named: bool
    relation: Relation
    span: Span | None


@dataclass(frozen=True, slots=True)
class Report:
    """A reported stretch: who (``voices``), by which word (``cue``), what (``content``, one or more fragments).

    ``heard`` is False where the subject is no voice of a chain (a wish, an attitude, the author's own "I think");
    ``direct`` marks quotations; ``negated`` a cue under negation ("did not say that"); ``factive`` a verb that takes
    its content for true; ``cue_token`` is the index of the cue's main word; ``content_head`` the token that governs
    the content, None for bare quotations; ``printed`` the source's words as printed, also where they are only "I".
    """

    voices: tuple[Voice, ...]
    cue: Span
    cue_token: int
    content: tuple[Span, ...]
    manner: Manner
    heard: bool = True
    direct: bool = False
    negated: bool = False
    factive: bool = False
    first_person: bool = False
    content_head: int | None = None
    printed: Span | None = None
    kind: Literal["clause", "quotation", "object", "noun", "phrase", "headline"] = "clause"

    @property
    def source(self) -> Voice | None:
        """The voice whose words the content gives, None where nobody is printed."""
        return self.voices[-1] if self.voices else None

    def covers(self, start: int, end: int) -> bool:
        """True where the content holds ``start``, or most of ``start`` to ``end``."""
        inside = 0
        for part in self.content:
            if part.start <= start < part.end:
                return True
            inside += max(0, min(part.end, end) - max(part.start, start))
        return inside * 2 > end - start

    @property
    def extent(self) -> tuple[int, int]:
        """First and last character of the content."""
        return self.content[0].start, self.content[-1].end
