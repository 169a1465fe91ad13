"""The closed lists of the corpus: what an annotation may say. The meanings are in ``GUIDELINES.md``.

Invariant: a value that stands in no list here is a fault of the annotation, never a new value.
"""

from __future__ import annotations

OUTCOMES = (
    "killed", "wounded", "killed_or_wounded", "detained", "abducted", "missing", "displaced", "raped",
    "executed", "tortured", "threatened", "ill_treated",
)  # fmt: skip
OPERATORS = ("=", ">", ">=", "<", "<=", "~", "range", "vague", "rising")
CERTAINTIES = (
    "asserted", "reported", "alleged", "possible", "conditional", "question", "predicted", "opinion",
    "demanded", "denied",
)  # fmt: skip
RELATIONS = ("speaks", "reports", "cites", "quotes", "shows")
POLARITIES = ("+", "-")
CIVIL_STATUS = ("civilian", "combatant", "unknown")
KINDS = (
    "casualty", "date", "time", "place", "role", "force", "unit", "weapon", "vehicle", "method", "population",
    "status", "commitment", "demand", "warning", "response", "exhibit", "characterisation", "motive",
    "prediction", "question", "context", "statement", "deprivation",
)  # fmt: skip
ROLES = (
    "carried_out", "ordered", "commanded", "planned", "enabled", "failed_to_protect", "present", "victim",
    "witness", "guarantor", "investigator", "claimed_responsibility",
)  # fmt: skip
INCIDENT_TYPES = (
    "killing", "execution", "shooting", "bombing", "airstrike", "shelling", "clash", "raid", "attack", "assault",
    "torture", "rape", "abduction", "hostage_taking", "detention", "enforced_disappearance", "siege", "expulsion",
    "displacement", "arson", "robbery", "hijacking", "threat", "harassment", "forced_work_stoppage", "accident",
    "disaster", "statement", "other",
)  # fmt: skip
INCIDENT_RELATIONS = ("part_of", "member_of", "precursor", "consequence", "same_actors", "alternative")
VOICES = ("title", "byline", "article", "comment", "biography", "caption", "quotation", "boilerplate")
PRECISIONS = (
    "minute", "hour", "part_of_day", "day", "range", "week", "month", "season", "year", "decade", "unknown",
)  # fmt: skip
TIME_BASES = ("stated", "resolved", "derived", "corrected", "inferred", "unresolvable")
NUMBER_ROLES = (
    "age", "distance", "area", "height_depth", "weight", "speed", "temperature", "money", "percentage", "rate",
    "troop_strength", "population", "participants", "survivors", "vehicles", "weapons", "objects", "buildings",
    "animals", "ordinal", "unit_name", "article_number", "identifier", "address", "phone", "vote", "score",
    "capacity", "count_of_events", "count_of_documents", "count_of_groups", "production", "fraction",
    "sentence_length", "frequency", "repetition", "idiom", "other",
)  # fmt: skip
CLAIM_FLAGS = ("additional", "rising", "period", "former")
TIME_FLAGS = ("early", "mid", "late", "weekday_clash", "approximate", "year_absent")
CONFLICT_KINDS = (
    "value", "calendar", "order_of_events", "arithmetic", "scope", "as_of", "role", "status", "naming", "bound",
    "reference", "missing_part",
)  # fmt: skip
VERDICTS = ("contradictory", "compatible", "superseded", "corrected", "unresolved", "not_comparable")
ORIGIN_KINDS = ("copied_text", "same_spokesperson", "same_organisation", "same_document", "echo")
GRADES = ("corroborated", "repeated", "single_source", "contested", "unresolved", "denied")
PLACE_PRECISIONS = (
    "point", "neighbourhood", "camp", "village", "town", "city", "district", "region", "country",
)  # fmt: skip
COMBATANT_WORDS = (
    "soldier", "soldiers", "troops", "fighter", "fighters", "militant", "militants", "militiaman", "militiamen",
    "rebel", "rebels", "gunman", "gunmen", "guerrilla", "guerrillas", "insurgent", "insurgents", "marine",
    "marines", "airman", "airmen", "combatant", "combatants",
)  # fmt: skip
CIVILIAN_WORDS = ("civilian", "civilians", "non-combatant", "non-combatants", "noncombatants")
