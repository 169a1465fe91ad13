"""Documents and readings made by hand: texts in which each name is found by its printed words."""

from __future__ import annotations

from recount.model.mentions import ActorType, NameMention, PlaceMention, Reading
from recount.model.text import Author, Document, Segment


def document(name: str, text: str, voice: str = "article") -> Document:
    """Return a document of one segment; its id is its name."""
    segment = Segment("s1", voice, None, 0, len(text))  # type: ignore[arg-type]
    return Document(
        name, None, name, "", "", "text/plain", "utf-8", "en", text, None, "article", Author(), None, (segment,)
    )


Printed = tuple[str, ActorType] | tuple[str, ActorType, dict[str, str]]


def account(name: str, *printed: Printed, voice: str = "article") -> tuple[Document, Reading]:
    """Return a document that prints the names one after another, and its reading."""
    text, mentions = "", []
    for entry in printed:
        surface, kind = entry[0], entry[1]
        extra = entry[2] if len(entry) == 3 else {}
        before = f"{extra['title']} " if "title" in extra else ""
        glue = extra.get("glue", ". ")
        text += before
        start = len(text)
        text += surface + glue
        mentions.append(
            NameMention(
                start, start + len(surface), surface, kind, "s1",
                title=extra.get("title"), acronym_of=extra.get("acronym_of"), apposition_to=extra.get("apposition_to"),
            )
        )  # fmt: skip
    return document(name, text, voice), Reading(name, (), tuple(mentions))


def places_account(name: str, *printed: tuple[str, str | None]) -> tuple[Document, Reading]:
    """Return a document that prints places, each with the place it is said to lie in, and its reading."""
    text, mentions = "", []
    for surface, within in printed:
        text += "in "
        start = len(text)
        text += surface + ". "
        mentions.append(PlaceMention(start, start + len(surface), surface, "s1", "in", within))
    return document(name, text), Reading(name, (), (), tuple(mentions))
