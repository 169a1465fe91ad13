"""MUC-4 TST3: response templates out of a record, aligned and scored (docs/protocols.md, section 2).

Run: python -m bench.muc4 [--set tst3|dev]
The development messages of train/muc4 are for reading errors; TST3 is only scored.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bench.figures import Measured, table
from bench.inputs import SHARED, build_record, eval_folder
from bench.records import RecordReader
from recount.vocabulary import load

TRIVIAL = {"victim_f": 0.157, "killed_f": 0.123, "org_f": 0.315, "country_f": 0.432, "template_f": 0.624}
ANCHOR = {
    "victim_f": "GE .58 (63/54), UMass .53 (51/55)",
    "killed_f": "GE .54",
    "org_f": "GE .49",
    "country_f": "GE .75",
}
_TYPES = {
    "bombing": "BOMBING", "abduction": "KIDNAPPING", "hostage_taking": "KIDNAPPING", "arson": "ARSON",
    "robbery": "ROBBERY", "hijacking": "HIJACKING", "forced_work_stoppage": "FORCED WORK STOPPAGE",
}  # fmt: skip
_UNHARMED = frozenset({"detained", "displaced"})
"""Outcomes that MUC's rules leave out, also where they are told with an attack."""
_OUTSIDE = frozenset({"detention", "expulsion", "displacement", "harassment", "statement", "other"})
"""Types that MUC's rules leave out: arrests are acts of the law, the others no attack (one in eight of their incidents
in TST1 and TST2 has a key)."""
_PERPETRATORS = frozenset({"carried_out", "ordered", "commanded", "planned", "enabled"})
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DATE = re.compile(r"(?:(\d{1,2}) )?(?:(" + "|".join(_MONTHS) + r")[A-Z]* )?(\d{2})\b")
_STOP = frozenset(
    [
        "THE",
        "A",
        "AN",
        "OF",
        "AND",
        "OR",
        "IN",
        "AT",
        "BY",
        "TO",
        "FOR",
        "WITH",
        "WAS",
        "WERE",
        "HIS",
        "HER",
        "THEIR",
        "OTHER",
        "OTHERS",
        "PEOPLE",
        "PERSONS",
    ]
)

Range = tuple[int, int | None]


@dataclass
class Fill:
    """One fill of a slot: alternatives in words, a number range or plural, and whether it is optional."""

    names: tuple[str, ...]
    number: Range | None = None
    optional: bool = False
    death: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Content words of all its names."""
        return frozenset(w for name in self.names for w in re.findall(r"[A-Z0-9]+", name.upper()) if w not in _STOP)


@dataclass
class Template:
    """An incident of a message, from the key or out of a record."""

    type: str
    optional: bool = False
    dates: tuple[str, str] | None = None
    country: frozenset[str] = frozenset()
    organisations: list[Fill] = field(default_factory=list)
    victims: list[Fill] = field(default_factory=list)


def read_messages(path: Path) -> dict[str, str]:
    """Return the messages of a MUC file, untouched from the line after their id."""
    text = path.read_text(encoding="latin-1")
    found = {}
    marks = list(re.finditer(r"^((?:DEV|TST\d)-MUC\d-\d{4})[^\n]*\n", text, re.MULTILINE))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        found[mark.group(1)] = text[mark.end() : end]
    return found


def read_key(path: Path) -> dict[str, list[Template]]:
    """Return the templates of a key file by message; messages without an incident have none."""
    found: dict[str, list[Template]] = {}
    for block in re.split(r"\n(?=0\.\s+MESSAGE: ID)", path.read_text(encoding="latin-1")):
        slots: dict[str, list[str]] = defaultdict(list)
        slot = ""
        for line in block.splitlines():
            match = re.match(r"\d+\.\s+([A-Z :]+?)\s{2,}(.*)$", line)
            if match:
                slot = match.group(1).strip()
                slots[slot].append(match.group(2).strip())
            elif slot and line.startswith("     ") and line.strip():
                slots[slot].append(line.strip())
        if not slots["MESSAGE: ID"]:
            continue
        templates = found.setdefault(slots["MESSAGE: ID"][0], [])
        if slots["MESSAGE: TEMPLATE"][0].startswith("*") or not slots["INCIDENT: TYPE"]:
            continue
        templates.append(_key_template(slots))
    return found


def _values(lines: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """Yield each fill's text and whether it is optional; empty fills are left out."""
    for line in lines:
        optional = line.startswith("?")
        value = line.lstrip("? ").strip()
        if value and value not in ("-", "*"):
            yield optional, value


def _names(value: str) -> tuple[str, ...]:
    return tuple(re.findall(r'"([^"]+)"', value)) or (value,)


def _key_template(slots: dict[str, list[str]]) -> Template:
    types = [value for _, value in _values(slots["INCIDENT: TYPE"])]
    deaths = {
        name
        for _, value in _values(slots["HUM TGT: EFFECT OF INCIDENT"])
        if value.startswith("DEATH")
        for name in _names(value)
    }
    victims = []
    for optional, value in _values(slots["HUM TGT: NUMBER"]):
        number, _, rest = value.partition(":")
        names = _names(rest) if '"' in rest else (rest.strip(),)
        victims.append(Fill(names, _key_number(number), optional, bool(deaths & set(names))))
    return Template(
        type=types[0].split(" / ")[0] if types else "",
        optional="OPTIONAL" in slots["MESSAGE: TEMPLATE"][0],
        dates=_key_dates(" ".join(value for _, value in _values(slots["INCIDENT: DATE"]))),
        country=frozenset(
            part.strip() for _, value in _values(slots["INCIDENT: LOCATION"]) for part in _countries(value)
        ),
        organisations=[
            Fill(_names(value), None, optional) for optional, value in _values(slots["PERP: ORGANIZATION ID"])
        ],
        victims=victims,
    )


def _countries(value: str) -> list[str]:
    return [part.split(":")[0] for part in re.split(r" / | - ", value)]


def _key_number(text: str) -> Range | None:
    text = text.strip()
    if text.startswith("PLURAL"):
        return (2, None)
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    return (numbers[0], numbers[-1]) if numbers else None


def _key_dates(text: str) -> tuple[str, str] | None:
    ends = []
    for day, month, year in _DATE.findall(text):
        if not month:
            continue
        number = _MONTHS.index(month) + 1
        ends.append((f"19{year}-{number:02d}-{int(day or 1):02d}", f"19{year}-{number:02d}-{int(day or 31):02d}"))
    return (min(start for start, _ in ends), max(end for _, end in ends)) if ends else None


def responses(reader: RecordReader, message: str) -> list[Template]:
    """Return a message's templates: incidents of MUC's kinds with a usable claim, from that message's claims only."""
    document = reader.by_input[message]
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in reader.claims_of.get(document["id"], []):
        if claim["id"] in reader.usable and claim["incident"] and not _counts_more(claim):
            groups[claim["incident"]].append(claim)
    return [
        _response(reader, key, claims)
        for key, claims in sorted(groups.items())
        if reader.incidents[key]["type"] not in _OUTSIDE
    ]


def _counts_more(claim: dict[str, Any]) -> bool:
    """Whether a figure counts more than the incident it is told with, so that the record keeps it out of its toll."""
    return any(flag.startswith("cumulative") for flag in claim["value"].get("flags", ()))


def _response(reader: RecordReader, key: str, claims: list[dict[str, Any]]) -> Template:
    incident = reader.incidents[key]
    when = incident["when"]
    actors = {actor["id"]: actor for actor in reader.record["actors"]}
    totals = {claim["value"].get("subset_of") for claim in claims if claim["kind"] == "casualty"}
    template = Template(_TYPES.get(incident["type"], "ATTACK"))
    if when["earliest"] and when["latest"]:
        template.dates = (when["earliest"][:10], when["latest"][:10])
    places = {place["id"]: place for place in reader.record["places"]}
    place = places.get(incident["where"] or "")
    if place:
        template.country = _country_names(place["country"]) or frozenset({place["name"].upper()})
    for claim in sorted(claims, key=lambda claim: claim["start"]):
        value = claim["value"]
        if claim["kind"] == "role" and value["role"] in _PERPETRATORS:
            actor = actors.get(value["actor"])
            if actor is None or actor["type"] != "person":
                names = tuple(form["surface"].upper() for form in actor["names"]) if actor else (value["name"].upper(),)
                _add_organisation(template, names)
        elif claim["kind"] == "role" and value["role"] == "victim":
            number = _response_number(value["count"]) if value["count"] else (1, 1)
            _add_victim(template, Fill((value["name"],), number, death=incident["type"] in ("killing", "execution")))
        elif claim["kind"] == "casualty" and claim["id"] not in totals:
            printed = [value["unit"], value["subgroup"]]
            printed += [form["surface"] for who in value["who"] for form in actors.get(who, {"names": []})["names"]]
            names = tuple(name for name in printed if name) or (claim["quote"],)
            number = _response_number(value)
            if number is not None and number != (0, 0) and value["outcome"] not in _UNHARMED:
                _add_victim(template, Fill(names, number, death=value["outcome"] in ("killed", "executed")))
    return template


def _add_organisation(template: Template, names: tuple[str, ...]) -> None:
    if not any(set(fill.names) & set(names) for fill in template.organisations):
        template.organisations.append(Fill(names))


def _add_victim(template: Template, fill: Fill) -> None:
    for known in template.victims:
        if known.number == fill.number and (known.words <= fill.words or fill.words <= known.words):
            known.names = (*known.names, *fill.names)
            known.death = known.death or fill.death
            return
    template.victims.append(fill)


def _response_number(count: dict[str, Any]) -> Range | None:
    if count["op"] in ("vague", "rising"):
        return (2, None)
    if count["value"] is not None and count["op"] != "range":
        return (count["value"], count["value"])
    if count["low"] is None:
        return None
    return (count["low"], count["high"])


@cache
def _country_names(code: str | None) -> frozenset[str]:
    country = load("countries").get(code)
    return frozenset(name.upper() for name in country["names"]) if country else frozenset()


def _credit_number(key: Fill, response: Fill) -> float:
    if key.number is None or response.number is None:
        return 0.0
    if key.number == response.number:
        return 1.0 if key.words & response.words else 0.5
    ends = {key.number[0], key.number[1]} - {None}
    others = {response.number[0], response.number[1]} - {None}
    return 0.5 if ends & others else 0.0


def _credit_organisation(key: Fill, response: Fill) -> float:
    names = {name.upper() for name in key.names}
    if names & {name.upper() for name in response.names}:
        return 1.0
    for name in key.names:
        for other in response.names:
            one, two = set(name.upper().split()), set(other.upper().split())
            if one <= two or two <= one:
                return 0.5
    return 0.0


def _match(keys: list[Fill], answers: list[Fill], credit: Any) -> tuple[float, int, int]:
    """Return credit, possible and actual of a slot's fills, matched greedily one to one."""
    ranked = sorted(((credit(k, a), -i, -j) for i, k in enumerate(keys) for j, a in enumerate(answers)), reverse=True)
    used_keys: set[int] = set()
    used_answers: set[int] = set()
    total = 0.0
    for value, i, j in ranked:
        if value > 0 and -i not in used_keys and -j not in used_answers:
            total += value
            used_keys.add(-i)
            used_answers.add(-j)
    possible = sum(1 for i, key in enumerate(keys) if not key.optional or i in used_keys)
    return total, possible, len(answers)


def _dates_score(key: Template, response: Template) -> int:
    if key.dates is None or response.dates is None:
        return 0
    if key.dates == response.dates:
        return 2
    return int(key.dates[0] <= response.dates[1] and response.dates[0] <= key.dates[1])


def align(keys: list[Template], answers: list[Template]) -> list[tuple[int, int]]:
    """Return pairs of key and response template, greedily by score, where the protocol allows a pair."""
    scored = []
    for i, key in enumerate(keys):
        for j, answer in enumerate(answers):
            kind = 2 if answer.type == key.type else int(answer.type == "ATTACK")
            date = _dates_score(key, answer)
            country = int(bool(key.country & answer.country))
            victims = _match(key.victims, answer.victims, _credit_number)[0]
            organisations = _match(key.organisations, answer.organisations, _credit_organisation)[0]
            if kind and (date or victims or organisations):
                scored.append((kind + date + country + victims + organisations, -i, -j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, reverse=True):
        if all(-i != a and -j != b for a, b in pairs):
            pairs.append((-i, -j))
    return pairs


class _Sums:
    """Credit, possible and actual of one slot over all templates."""

    def __init__(self) -> None:
        self.credit = 0.0
        self.possible = 0
        self.actual = 0

    def add(self, credit: float, possible: int, actual: int) -> None:
        self.credit += credit
        self.possible += possible
        self.actual += actual

    def values(self) -> tuple[float, float, float]:
        recall = self.credit / self.possible if self.possible else 0.0
        precision = self.credit / self.actual if self.actual else 0.0
        return recall, precision, 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def score(key: dict[str, list[Template]], said: dict[str, list[Template]]) -> Iterator[Measured]:
    """Yield recall, precision and F of each slot over all templates."""
    sums = {name: _Sums() for name in ("victim", "killed", "org", "country", "template")}
    for message, keys in key.items():
        answers = said.get(message, [])
        pairs = align(keys, answers)
        met = {i for i, _ in pairs}
        for i, j in pairs:
            one, other = keys[i], answers[j]
            sums["victim"].add(*_match(one.victims, other.victims, _credit_number))
            sums["killed"].add(*_match(_dead(one), _dead(other), _credit_number))
            sums["org"].add(*_match(one.organisations, other.organisations, _credit_organisation))
            hit = bool(one.country & other.country)
            sums["country"].add(float(hit), int(bool(one.country)), int(bool(other.country)))
            sums["template"].add(1.0, 1, 1)
        for i, template in enumerate(keys):
            if i not in met and not template.optional:
                _add_missing(sums, template)
        for j, template in enumerate(answers):
            if j not in {b for _, b in pairs}:
                _add_spurious(sums, template)
    for name, total in sums.items():
        recall, precision, f = total.values()
        yield Measured("muc4", f"{name}_recall", recall, n=total.possible)
        yield Measured("muc4", f"{name}_precision", precision, n=total.actual)
        yield Measured(
            "muc4", f"{name}_f", f, n=total.possible, trivial=TRIVIAL[f"{name}_f"], anchor=ANCHOR.get(f"{name}_f", "")
        )


def _dead(template: Template) -> list[Fill]:
    return [fill for fill in template.victims if fill.death]


def _add_missing(sums: dict[str, _Sums], template: Template) -> None:
    sums["victim"].add(0, sum(not fill.optional for fill in template.victims), 0)
    sums["killed"].add(0, sum(not fill.optional for fill in _dead(template)), 0)
    sums["org"].add(0, sum(not fill.optional for fill in template.organisations), 0)
    sums["country"].add(0, int(bool(template.country)), 0)
    sums["template"].add(0, 1, 0)


def _add_spurious(sums: dict[str, _Sums], template: Template) -> None:
    sums["victim"].add(0, 0, len(template.victims))
    sums["killed"].add(0, 0, len(_dead(template)))
    sums["org"].add(0, 0, len(template.organisations))
    sums["country"].add(0, 0, int(bool(template.country)))
    sums["template"].add(0, 0, 1)


def measure(which: str = "tst3") -> Iterator[Measured]:
    """Yield the figures of TST3, or of some development messages."""
    if which == "tst3":
        folder = eval_folder("muc4_tst3")
        if folder is None:
            return
        messages, key = read_messages(folder / "tst3-muc4"), read_key(folder / "key-tst3.v2")
    else:
        folder = SHARED / "data" / "train" / "muc4" / "tst1"
        if not folder.is_dir():
            return
        messages, key = read_messages(folder / "tst1-muc3"), read_key(folder / "key-tst1.v7")
    lines = [{"id": name, "text": text} for name, text in messages.items()]
    built = build_record(f"muc4_{which}", lines)
    said = {message: responses(built.reader, message) for message in messages}
    yield from score({message: key.get(message, []) for message in messages}, said)
    yield Measured("muc4", "bad_anchors (must be 0)", float(built.reader.bad_anchors), n=len(messages))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("tst3", "dev"), default="tst3")
    print(table(measure(parser.parse_args().set)))
