"""Entity schemes: how each corpus' labels map to Recount's, and what each corpus leaves unlabelled.

Invariant: a tag ``?`` says nothing; a tag ``O/<LABELS>`` says "outside, or one of these labels", because the
corpus does not annotate them. The loss then sums the probability of everything that is allowed, so that corpora
with different guidelines never teach each other's silence as a negative.
"""

from __future__ import annotations

from recount.model.analysis import ENTITY_LABELS

OWN, UNER, RE3D = "own", "uner", "re3d"
"""The schemes with a head of their own: Recount's eight labels, Universal NER's three, and re3d's."""

UNER_LABELS = ("LOC", "ORG", "PER")
RE3D_LABELS = (
    "CommsIdentifier",
    "Coordinate",
    "DocumentReference",
    "Frequency",
    "Location",
    "MilitaryPlatform",
    "Money",
    "Nationality",
    "Organisation",
    "Person",
    "Quantity",
    "Temporal",
    "Vehicle",
    "Weapon",
)
SCHEME_LABELS = {OWN: ENTITY_LABELS, UNER: UNER_LABELS, RE3D: RE3D_LABELS}

FROM_GUM = {
    "person": "PERSON",
    "place": "PLACE",
    "organization": "ORGANISATION",
    "time": "TIME",
    "event": "EVENT",
    "object": "MISC",
    "abstract": "MISC",
    "animal": "MISC",
    "plant": "MISC",
    "substance": "MISC",
}
FROM_WNUT = {
    "person": "PERSON",
    "location": "PLACE",
    "corporation": "ORGANISATION",
    "group": "ORGANISATION",
    "product": "MISC",
    "creative-work": "MISC",
}
FROM_CROSSNER = {
    "person": "PERSON",
    "politician": "PERSON",
    "organisation": "ORGANISATION",
    "politicalparty": "ORGANISATION",
    "country": "PLACE",
    "location": "PLACE",
    "election": "EVENT",
    "event": "EVENT",
    "misc": "MISC",
}
FROM_RE3D = {
    "Person": "PERSON",
    "Organisation": "ORGANISATION",
    "Location": "PLACE",
    "Nationality": "MISC",
    "Temporal": "TIME",
    "Quantity": "QUANTITY",
    "Money": "QUANTITY",
    "Frequency": "QUANTITY",
    "MilitaryPlatform": "MISC",
    "Weapon": "MISC",
    "Vehicle": "MISC",
    "DocumentReference": "MISC",
}
TO_UNER = {"PERSON": "PER", "PLACE": "LOC", "ORGANISATION": "ORG", "UNIT": "ORG"}

# fmt: off
UNIT_WORDS = frozenset((
    "armies", "army", "battalion", "battalions", "brigade", "brigades", "cartel", "coalition", "command",
    "commandos", "corps", "division", "divisions", "fighters", "force", "forces", "front", "gendarmerie", "guard",
    "guards", "guerrilla", "guerrillas", "infantry", "insurgents", "marines", "militant", "militants", "militia",
    "militias", "mujahideen", "navy", "paramilitaries", "paramilitary", "peshmerga", "platoon", "platoons",
    "police", "rebels", "regiment", "regiments", "soldiers", "squadron", "troops", "units",
))
# fmt: on
"""Last words of the names of armed bodies."""


def refine(label: str, surface: str) -> str:
    """Turn ORGANISATION into UNIT where the name's last word is a word for an armed body."""
    return "UNIT" if label == "ORGANISATION" and surface.split()[-1].lower() in UNIT_WORDS else label


def paint(length: int, spans: list[tuple[int, int, str]], outside: str = "O") -> list[str]:
    """Write (first, last exclusive, label) spans as tags, longest first; an overlapping shorter one is left out."""
    tags = [outside] * length
    taken = [False] * length
    for first, last, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2])):
        if first < last and not any(taken[first:last]):
            taken[first:last] = [True] * (last - first)
            tags[first:last] = [f"B-{label}"] + [f"I-{label}"] * (last - first - 1)
    return tags


def split_places(words: list[str], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Cut places at commas: a town and its region are two places."""
    parts = []
    for first, last, label in spans:
        start = first
        for k in range(first, last):
            if label == "PLACE" and words[k] == "," and first < k < last - 1:
                parts.append((start, k, label))
                start = k + 1
        parts.append((start, last, label))
    return parts


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """Read spans back from tags; an ``I-`` without its ``B-`` begins a span."""
    spans: list[tuple[int, int, str]] = []
    start, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != f"I-{label}":
            spans.append((start, index, label))
            start = -1
        if start < 0 and tag[:2] in ("B-", "I-"):
            start, label = index, tag[2:]
    return spans


def tag_names(scheme: str) -> list[str]:
    """Return the tags of a scheme in the order of its head's outputs."""
    return ["O", *(f"{part}-{label}" for label in SCHEME_LABELS[scheme] for part in "BI")]


def allowed(scheme: str, tag: str) -> tuple[int, ...]:
    """Return the output numbers that a training tag allows (all of them for ``?``)."""
    names = tag_names(scheme)
    if tag == "?":
        return tuple(range(len(names)))
    if tag.startswith("O/"):
        labels = tag[2:].split("+")
        return tuple(i for i, name in enumerate(names) if name == "O" or name[2:] in labels)
    return (names.index(tag),)
