"""Harm to people: casualty claims from frames and marks.

``found`` says for each counted phrase what happened to those it counts and how surely; ``parts`` which figure is part
of which; ``claims`` makes the claims.
"""

from recount.reading.harm.claims import read
from recount.reading.harm.found import Harm, harms_of

__all__ = ["Harm", "harms_of", "read"]
