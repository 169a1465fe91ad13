"""The hand-written notation of the corpus and its expansion into the names of the record contract.

Invariant: every quote in the result is ``text[start:end]`` of the untouched text. A quote that is not found
where the notation says it is raises ``NotationError``; nothing is searched for loosely.

One annotation a line: a code letter, a head, `` | ``, the quote (the counted words or the actor in square
brackets), and fields after `` ; ``. ``@2 quote`` means its second occurrence; occurrences inside
a longer word count only where there is no other. A cue is the occurrence nearest to its name.
``␣`` stands for a no-break space and ``\\n`` for a line break. Codes: A attribution of the lines that follow,
K casualty, T time, N number that is no casualty, R role, O any other claim, E event word.
``corpus/source/README.md`` has an example of each. Texts of the rounds have more layers than the frozen part (event
words, the content of what is said, persons counted by name): the keys of these stand only where their notation does.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from dataclasses import dataclass, field
from typing import Any

from corpus import lists

Json = dict[str, Any]
_VOICE = re.compile(r"-$|[nu] (?:reports|quotes|cites|shows) ")
_FULL = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?")
_TIMEX = re.compile(r"(X|P\d|PT|PX|T|FUTURE|PRESENT|PAST)")


class NotationError(ValueError):
    """A line of the source that cannot be read, with its text."""


def restore(text: str) -> str:
    """The printed form of a source string: no-break spaces and line breaks put back."""
    return text.replace("␣", "\u00a0").replace("\\n", "\n")


def locate(text: str, quote: str, near: int | None = None) -> tuple[int, int]:
    """Start and end of ``quote``: the n-th occurrence for ``@n quote``, else the one nearest to ``near``, else
    the first. Raises ``NotationError``.
    """
    occurrence = 1
    match = re.match(r"@(\d+) ", quote)
    if match:
        occurrence, quote, near = int(match.group(1)), quote[match.end() :], None
    found = [match.start() for match in re.finditer(re.escape(quote), text)]
    whole = [at for at in found if not _inside_word(text, at) and not _inside_word(text, at + len(quote))]
    places = whole or found
    if len(places) < occurrence or not quote:
        raise NotationError(f"not in the text ({occurrence}): {quote!r}")
    at = places[occurrence - 1] if near is None else min(places, key=lambda place: abs(place - near))
    return at, at + len(quote)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def bounds(code: str) -> Json:
    """Operator, value, low and high of a count such as ``>=9``, ``9..12``, ``vague:24``, ``rising``."""
    if code == "rising":
        return {"op": "rising", "value": None, "low": None, "high": None}
    if code.startswith("vague"):
        floor = code.partition(":")[2]
        return {"op": "vague", "value": None, "low": int(floor) if floor else None, "high": None}
    if ".." in code:
        first, last = (int(part) for part in code.split(".."))
        return {"op": "range", "value": None, "low": first, "high": last}
    match = re.fullmatch(r"(>=|<=|=|>|<|~)(\d+)", code)
    if not match:
        raise NotationError(f"no count: {code!r}")
    op, number = match.group(1), int(match.group(2))
    reach = max(1.0, number / 10)
    ends: dict[str, tuple[int | None, int | None]] = {
        "=": (number, number),
        ">=": (number, None),
        ">": (number + 1, None),
        "<=": (None, number),
        "<": (None, number - 1),
        "~": (math.ceil(number - reach), math.floor(number + reach)),
    }
    low, high = ends[op]
    return {"op": op, "value": number, "low": low, "high": high}


def interval(code: str) -> tuple[str, str]:
    """Earliest and latest of ``2021``, ``2021-06``, ``2021-06-03``, with a time, or ``A..B`` of these."""
    if ".." in code:
        first, last = code.split("..")
        return interval(first)[0], interval(last)[1]
    if _FULL.fullmatch(code):
        return code, code
    if re.fullmatch(r"\d{4}-\d\d", code):
        year, month = (int(part) for part in code.split("-"))
        return f"{code}-01", f"{code}-{monthrange(year, month)[1]}"
    if re.fullmatch(r"\d{4}", code):
        return f"{code}-01-01", f"{code}-12-31"
    raise NotationError(f"no date: {code!r}")


@dataclass
class Reader:
    """Reads the annotation lines of one text, in order; ``chain`` and ``certainty`` are set by A lines."""

    text: str
    speaker: str | None = None
    chain: list[Json] = field(default_factory=list)
    certainty: str | None = None

    def span(self, quote: str, near: int | None = None) -> Json:
        """The offsets of a quote of the text."""
        start, end = locate(self.text, quote, near)
        return {"start": start, "end": end, "quote": self.text[start:end]}

    def marked(self, quote: str) -> tuple[Json, str]:
        """The span of a quote, and the words in its square brackets."""
        match = re.fullmatch(r"(.*?)\[(.*?)\](.*)", quote, re.DOTALL)
        if not match:
            raise NotationError(f"no marked words: {quote!r}")
        return self.span("".join(match.groups())), match.group(2)

    def hops(self, code: str) -> list[Json]:
        """Further hops: ``n reports NAME // cue > u cites NAME``; ``-`` for no name."""
        found: list[Json] = []
        for part in code.split(" > "):
            if part.count(" ") < 2:
                raise NotationError(f"no voice: {part!r}")
            named, relation, rest = part.split(" ", 2)
            if named not in ("n", "u") or relation not in lists.RELATIONS:
                raise NotationError(f"no voice: {part!r}")
            name, _, rest = rest.partition(" // ")
            cue, _, content = rest.partition(" // ")
            printed = name.strip()
            span = self.span(printed) if printed != "-" else {"start": None, "end": None, "quote": None}
            hop = {
                "name": span["quote"],
                "relation": relation,
                "named": named == "n",
                **span,
                "cue": self.span(cue.strip(), span["start"]) if cue.strip() else None,
            }
            if content.strip():
                hop["content"] = [self.stretch(words.strip(), span["start"]) for words in content.split(" + ")]
            found.append(hop)
        return found

    def stretch(self, words: str, near: int | None = None) -> Json:
        """The offsets of ``words``, or of all from ``first >> last``."""
        first, _, last = words.partition(" >> ")
        start, end = locate(self.text, first, near)
        if last:
            at = self.text.find(last, start)
            if at < 0:
                raise NotationError(f"not in the text behind {first!r}: {last!r}")
            end = at + len(last)
        return {"start": start, "end": end, "quote": self.text[start:end]}

    def attribute(self, head: str) -> None:
        """An A line: the chain and certainty of the lines that follow; ``-`` clears them."""
        code, fields = _fields(head)
        self.chain = [] if code == "-" else self.hops(code)
        self.certainty = fields.get("cert")

    def frame(self, fields: dict[str, str], *, accusation: bool) -> Json:
        """Attribution, certainty, polarity and record_as of a claim, from its fields and the A line."""
        chain = self.chain
        own = "by" in fields
        if own:
            chain = [] if fields["by"] == "-" else self.hops(fields["by"])
        certainty = fields.get("cert") or (None if own else self.certainty)
        certainty = certainty or ("reported" if chain else "asserted")
        record_as = certainty
        if accusation and certainty in ("asserted", "reported", "opinion"):
            record_as = "alleged"
        return {
            "attribution": [
                {"name": self.speaker, "relation": "speaks", "named": self.speaker is not None,
                 "start": None, "end": None, "quote": None, "cue": None},
                *chain,
            ],
            "certainty": certainty,
            "polarity": fields.get("pol", "-" if certainty == "denied" else "+"),
            "record_as": fields.get("as", record_as),
        }  # fmt: skip

    def casualty(self, head: str, body: str) -> Json:
        """A K line."""
        outcome, code = head.split()
        quote, fields = _fields(body)
        span, raw = self.marked(quote)
        unit = fields.get("unit")
        if unit is not None and unit not in span["quote"]:
            raise NotationError(f"unit {unit!r} outside {span['quote']!r}")
        words = set((unit or "").lower().split())
        who = [name.strip() for name in fields.get("who", "").split(" + ") if name.strip()]
        for name in who:
            locate(self.text, name)
        civil = "civilian" if words.intersection(lists.CIVILIAN_WORDS) else "unknown"
        if words.intersection(lists.COMBATANT_WORDS):
            civil = "combatant"
        return {
            "kind": "casualty",
            **span,
            "value": {
                "outcome": outcome,
                **bounds(code),
                "unit": unit,
                "subgroup": fields.get("sub"),
                "civil_status": civil,
                "subset_of": fields.get("subset"),
                "raw": raw,
                "flags": [flag.strip() for flag in fields.get("flag", "").split(",") if flag.strip()],
                **({"who": who} if who else {}),
            },
            **self.frame(fields, accusation=False),
        }

    def role(self, head: str, body: str) -> Json:
        """An R line: the actor's mention in square brackets; ``actor=`` where that is a pronoun."""
        quote, fields = _fields(body)
        span, actor = self.marked(quote)
        return {
            "kind": "role",
            **span,
            "value": {"actor": fields.get("actor", actor), "mention": actor, "role": head.strip()},
            **self.frame(fields, accusation=head.strip() not in ("victim", "witness", "investigator")),
        }

    def other(self, head: str, body: str) -> Json:
        """An O line: any other kind, its value as fields."""
        quote, fields = _fields(body)
        accusation = head.strip() in ("method", "motive")
        value = {"by" if key == "from" else key: text for key, text in fields.items() if key not in _FRAME}
        if "by" in fields and not _VOICE.match(fields["by"]):
            value["by"] = fields.pop("by")
        return {
            "kind": head.strip(),
            **self.span(quote),
            "value": value,
            **self.frame(fields, accusation=accusation),
        }

    def time(self, head: str, body: str) -> Json:
        """A T line."""
        quote, fields = _fields(body)
        parts = head.split()
        code, precision = parts[0], parts[1]
        basis = {"s": "stated", "r": "resolved", "d": "derived", "x": "unresolvable"}[
            parts[2] if len(parts) > 2 else ("s" if code[0].isdigit() else "x")
        ]
        earliest: str | None = None
        latest: str | None = None
        timex = fields.get("timex")
        if code[0].isdigit():
            earliest, latest = interval(code)
        elif code != "-":
            timex = code
            if not _TIMEX.match(code):
                raise NotationError(f"no timex: {code!r}")
        span = self.span(quote)
        return {
            **span,
            "when": {
                "raw": span["quote"],
                "earliest": earliest,
                "latest": latest,
                "precision": precision,
                "basis": basis,
                "flags": [flag for flag in fields.get("flag", "").split(",") if flag],
                "timex": timex,
            },
        }

    def event(self, head: str, body: str) -> Json:
        """An E line: a word that names a happening; the type stands in the line that first names it."""
        name, _, kind = head.strip().partition(" ")
        return {**self.span(_fields(body)[0]), "event": name, "type": kind.strip() or None}

    def number(self, head: str, body: str) -> Json:
        """An N line."""
        quote, _ = _fields(body)
        return {**self.span(quote), "role": head.strip()}


_FRAME = ("by", "cert", "pol", "as", "inc", "candidates", "id", "ev")


def _fields(body: str) -> tuple[str, dict[str, str]]:
    first, *rest = (restore(part) for part in body.split(" ; "))
    fields: dict[str, str] = {}
    for part in rest:
        key, _, value = part.partition("=")
        fields[key.strip()] = value.strip()
    return first.strip(" "), fields


def parts(line: str) -> tuple[str, str, str]:
    """Code letter, head and body of an annotation line."""
    code, _, rest = line.partition(" ")
    head, found, body = rest.partition(" | ")
    if code != "A" and not found:
        raise NotationError(f"no quote: {line!r}")
    head, more, fields = head.partition(" ; ")
    return code, head, body + more + fields


def field_of(body: str, name: str) -> str | None:
    """One field of an annotation line, or null."""
    return _fields(body)[1].get(name)
