"""Whole cases: a folder of invented accounts with what a careful person would write down after reading them all.

A case lies in ``corpus/cases/PART/NAME``: ``a.txt``, ``b.txt``, ... and ``expected.yaml``, whose form
``corpus/cases/BRIEF.md`` gives. Nothing here knows the program that is measured but its closed lists.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from recount.model.claims import Outcome, RoleName
from recount.model.incidents import INCIDENT_TYPES

ROOT = Path(__file__).resolve().parent / "cases"
Json = dict[str, Any]
_FIELDS = (
    "id", "what", "types", "day", "places", "main_in", "told_in", "headlines",
    "figures", "accused", "replies", "silent", "conflicts", "peace",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """Accounts by letter, and what is expected of a record of them."""

    name: str
    texts: dict[str, str]
    expected: Json

    @property
    def incidents(self) -> list[Json]:
        """The incidents that the accounts tell of, also in passing."""
        return list(self.expected["incidents"])


def parts() -> list[str]:
    """Return the parts there are: the frozen one and the batches for development."""
    return sorted(path.name for path in ROOT.iterdir() if path.is_dir()) if ROOT.is_dir() else []


def load(part: str) -> list[Case]:
    """Return the cases of a part by name. Raises ``FileNotFoundError`` where there is no such part."""
    if part not in parts():
        raise FileNotFoundError(f"no part {part} of the cases; there are {', '.join(parts())}")
    return [_case(folder) for folder in sorted((ROOT / part).iterdir()) if folder.is_dir()]


def _case(folder: Path) -> Case:
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))}
    return Case(folder.name, texts, yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8")))


def interval(day: Any) -> tuple[str, str] | None:
    """Return the first and last day of an expectation, None where no account allows one."""
    ends = day if isinstance(day, list) else [day]
    if any(not isinstance(end, datetime.date) for end in ends):
        return None
    return min(ends).isoformat(), max(ends).isoformat()


def faults(case: Case) -> list[str]:
    """Return what is malformed in a case or not found in its accounts; empty where it is sound."""
    return [f"{case.name}: {fault}" for fault in _Check(case).faults()]


class _Check:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.outcomes, self.roles, self.types = get_args(Outcome), get_args(RoleName), INCIDENT_TYPES

    def faults(self) -> Iterator[str]:
        if not 3 <= len(self.case.texts) <= 8:
            yield f"{len(self.case.texts)} accounts"
        names = [str(incident.get("id")) for incident in self.case.incidents]
        if len(set(names)) != len(names):
            yield "two incidents of one name"
        for incident in self.case.incidents:
            yield from (f"{incident.get('id')}: {fault}" for fault in self._incident(incident))
        for row in self.case.expected.get("never") or ():
            yield from self._never(row, names)
        for row in self.case.expected.get("speakers") or ():
            yield from self._says("speakers", row["in"], row["says"])

    def _incident(self, incident: Json) -> Iterator[str]:
        missing = [name for name in _FIELDS if name not in incident]
        if missing:
            yield f"missing: {', '.join(missing)}"
            return  # the rest cannot be looked at
        yield from (f"type {kind}" for kind in incident["types"] if kind not in self.types)
        yield from (f"outcome {one}" for one in incident["headlines"] if one not in self.outcomes)
        if interval(incident["day"]) is None and incident["day"] != "unknown":
            yield f"day {incident['day']!r}"
        for account in (*incident["main_in"], *incident["told_in"]):
            if account not in self.case.texts:
                yield f"no account {account}"
        for row in incident["figures"]:
            yield from self._says("figures", row["in"], row["says"])
            if row["outcome"] not in self.outcomes:
                yield f"outcome {row['outcome']}"
        yield from (f"role {row['role']}" for row in incident["accused"] if row["role"] not in self.roles)
        for row in incident["replies"]:
            yield from self._says("replies", row["in"], row["says"])
        for part in ("conflicts", "peace"):
            for row in incident[part]:
                for account, words in row["says"]:
                    yield from self._says(part, account, words)

    def _never(self, row: Json, names: list[str]) -> Iterator[str]:
        if "says" in row:
            yield from self._says("never", row["in"], row["says"])
        elif "joined" in row:
            yield from (f"never: no incident {one}" for one in row["joined"] if one not in names)
        elif row.get("incident") not in names or not {"day", "figure", "doer"} & set(row):
            yield f"never: {row}"

    def _says(self, where: str, account: str, words: str) -> Iterator[str]:
        times = self.case.texts.get(account, "").count(words)
        if times != 1:
            yield f"{where}: {words!r} stands {times} times in {account}"
