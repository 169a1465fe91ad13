"""Who took which part: doers, those who ordered, led, planned, enabled or failed to protect, victims, forces.

``roles`` makes role claims from acts and from words that give a share in one; ``forces`` reads forces, units and
weapons.
"""

from recount.reading.parts.forces import read as read_forces
from recount.reading.parts.roles import read as read_roles

__all__ = ["read_forces", "read_roles"]
