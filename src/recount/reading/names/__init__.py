"""Names: persons, bodies, units, states, groups and offices as printed, their titles, and places.

``read_names`` and ``read_places`` give the mentions of a page; ``bodies`` the common nouns that act as bodies.
"""

from recount.reading.names.found import plain_space, read_names
from recount.reading.names.lexicon import bodies
from recount.reading.names.places import read_places

__all__ = ["bodies", "plain_space", "read_names", "read_places"]
