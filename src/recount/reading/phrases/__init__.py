"""Counted and named phrases: everything on a page that may count persons, with the count it has, whatever it counts.

Frames and marks choose among them; nothing that is no candidate here can become a figure of the record.
"""

from recount.reading.phrases.counted import Counted, Form, counted_at, counted_of
from recount.reading.phrases.nouns import NounClass, class_of, noun_classes

__all__ = ["Counted", "Form", "NounClass", "class_of", "counted_at", "counted_of", "noun_classes"]
