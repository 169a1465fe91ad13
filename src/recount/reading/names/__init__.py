"""Names: persons, bodies, units, states, groups and offices as printed, their titles, and places.

``read_names`` and ``read_places`` give the mentions of a page; ``actor_types`` the common nouns that act as bodies.
"""

from recount.reading.names.found import read_names
from recount.reading.names.places import read_places
from recount.reading.names.words import actor_types

__all__ = ["actor_types", "read_names", "read_places"]
