"""Which types of incident can be one event, and which of two types says more.

Invariant: compatibility is symmetric; ``other`` and ``killing`` say least and go with any act of violence.
"""

from __future__ import annotations

from functools import cache

VIOLENCE = frozenset(
    {
        "killing", "execution", "shooting", "bombing", "airstrike", "shelling", "clash", "raid", "attack",
        "assault", "arson", "siege", "hijacking", "robbery", "torture", "rape", "other",
    }
)  # fmt: skip
TAKING = frozenset({"abduction", "hostage_taking", "detention", "enforced_disappearance"})
MOVING = frozenset({"expulsion", "displacement"})
MISHAP = frozenset({"accident", "disaster"})
_BY_FIRE = frozenset({"bombing", "arson", "other", "killing", "shelling"})
_VAGUE = frozenset({"other", "killing", "attack"})
_METHODS = (
    frozenset({"shooting", "execution"}),
    frozenset({"bombing", "airstrike", "shelling"}),
    frozenset({"assault"}),
    frozenset({"arson"}),
)
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            "airstrike", "shelling", "bombing", "hijacking", "hostage_taking", "raid", "shooting", "arson", "execution",
            "clash", "siege", "abduction", "robbery", "rape", "torture", "assault", "attack", "disaster", "accident",
            "displacement", "expulsion", "enforced_disappearance", "detention", "killing", "threat", "harassment",
            "forced_work_stoppage", "statement", "other",
        )
    )
}  # fmt: skip


@cache
def family(kind: str) -> str:
    """Return the family of a type: violence, taking, moving, mishap or word."""
    for name, kinds in (("violence", VIOLENCE), ("taking", TAKING), ("moving", MOVING), ("mishap", MISHAP)):
        if kind in kinds:
            return name
    return "word"


@cache
def can_be_one(one: str, other: str) -> bool:
    """Return whether two types may tell of one event."""
    if one == other or "other" in (one, other):
        return True
    first, second = family(one), family(other)
    if first == second:
        return True
    if {first, second} == {"violence", "mishap"}:
        violent = one if first == "violence" else other
        return violent in _BY_FIRE
    return False


def methods_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether both name a method and none is shared: a shooting and a bombing."""
    left = {number for number, methods in enumerate(_METHODS) if one & methods}
    right = {number for number, methods in enumerate(_METHODS) if other & methods}
    return bool(left and right and not left & right)


def leading_type(counted: dict[str, int]) -> str:
    """Return the type that says most among those counted.

    A method or kind told of at least a third as often as the commonest word leads; people taken in an attack do not
    make it an abduction; a killing also called an attack half as often is an attack.
    """
    violent = any(kind in VIOLENCE and kind != "other" for kind in counted)
    specific = {
        kind: count
        for kind, count in counted.items()
        if kind not in _VAGUE and not (violent and family(kind) in ("taking", "moving", "word"))
    }
    if specific and max(specific.values()) * 3 >= max(counted.values()):
        return min(specific, key=lambda kind: (-specific[kind], _RANK.get(kind, 99)))
    if counted.get("attack", 0) * 2 >= counted.get("killing", 0) > 0:
        return "attack"
    firm = {kind: count for kind, count in counted.items() if kind != "other"} or counted
    return min(firm, key=lambda kind: (-firm[kind], _RANK.get(kind, 99)))
