"""Findings arranged for reading: the figures of an incident, then its forces, weapons and methods apart.

Invariant: a headline is printed as the record has it; grades are explained in the words of the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model.findings import Finding
from recount.report.neutral import neutral
from recount.report.sources import Desk, SourceView, counted

HARM = (
    "killed", "executed", "wounded", "killed_or_wounded", "missing", "abducted", "detained", "displaced", "raped",
    "tortured", "ill_treated", "threatened",
)  # fmt: skip
"""Outcomes in the order in which they are printed."""
_ORDER = (*HARM, "date", "time", "force")
_PARTS = 6
"""Figures for some of those harmed that stand among the others; more than these are folded."""
THINGS = {
    "force": "force", "unit": "unit", "vehicle": "vehicle", "weapon": "weapon", "method": "method",
    "deprivation": "deprivation",
}  # fmt: skip
GRADE_WORDS = {
    "corroborated": "two or more independent named origins agree",
    "repeated": "several passages or accounts, independence not shown",
    "single source": "one origin only",
    "contested": "accounts contradict each other",
    "unresolved": "cannot be settled from these accounts",
    "denied": "denied, and nobody states it",
}


@dataclass(frozen=True, slots=True)
class FigureView:
    """One finding: attribute, headline, bounds, grade, its reasons, and its sources by standing."""

    attribute: str
    is_part: bool
    """Whether it counts some of those that another figure counts."""
    headline: str
    bounds: str
    grade: str
    grade_words: str
    reasons: tuple[str, ...]
    origins: str
    accounts: int
    supports: tuple[SourceView, ...]
    compatible: tuple[SourceView, ...]
    rejected: tuple[SourceView, ...]

    @property
    def passages(self) -> int:
        """How many passages bear on it."""
        return len(self.supports) + len(self.compatible) + len(self.rejected)

    @property
    def line(self) -> str:
        """The headline with what it is of: dates and times do not say so themselves."""
        return f"{self.attribute} {self.headline}" if self.attribute in ("date", "time") else self.headline


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The findings of an incident: figures, words without a number, and things by their kind."""

    figures: tuple[FigureView, ...]
    vague: tuple[FigureView, ...]
    things: tuple[tuple[str, tuple[FigureView, ...]], ...]

    @property
    def shown(self) -> tuple[FigureView, ...]:
        """The figures of the first table: all, or without those for parts where they are many."""
        return tuple(figure for figure in self.figures if figure not in self.folded)

    @property
    def folded(self) -> tuple[FigureView, ...]:
        """The figures for parts, where they are many."""
        parts = tuple(figure for figure in self.figures if figure.is_part)
        return parts if len(parts) > _PARTS else ()

    @property
    def is_of_harm(self) -> bool:
        """Whether a figure says how many were harmed."""
        return any(figure.attribute.replace(" ", "_") in HARM for figure in self.figures)

    @property
    def totals(self) -> tuple[FigureView, ...]:
        """The figures of harm for the incident as a whole."""
        return tuple(f for f in self.figures if f.attribute.replace(" ", "_") in HARM and not f.is_part)


def arrange_figures(desk: Desk, findings: Sequence[Finding]) -> FiguresView:
    """Return the findings of one incident in the order a reader asks."""
    ordered = sorted(findings, key=_rank)
    figures = [_figure(desk, finding) for finding in ordered if not _is_thing(finding)]
    things = [(finding.attribute, _figure(desk, finding)) for finding in ordered if _is_thing(finding)]
    return FiguresView(
        figures=tuple(figure for figure in figures if not _is_vague(figure)),
        vague=tuple(figure for figure in figures if _is_vague(figure)),
        things=tuple(
            (counted(len(mine), noun), tuple(mine))
            for kind, noun in THINGS.items()
            if (mine := [figure for attribute, figure in things if attribute == kind])
        ),
    )


def _is_thing(finding: Finding) -> bool:
    return finding.attribute in THINGS and (finding.attribute != "force" or finding.subgroup is not None)


def _is_vague(figure: FigureView) -> bool:
    """Whether a figure has neither a number nor a bound: words such as "many"."""
    return not any(character.isdigit() for character in figure.headline) and not figure.bounds


def _rank(finding: Finding) -> tuple[int, int, str]:
    place = _ORDER.index(finding.attribute) if finding.attribute in _ORDER else len(_ORDER)
    return (place, finding.subgroup is not None, finding.subgroup or finding.attribute)


def _figure(desk: Desk, finding: Finding) -> FigureView:
    grade = finding.grade.replace("_", " ")
    return FigureView(
        attribute=finding.attribute.replace("_", " "),
        is_part=finding.subgroup is not None,
        headline=neutral(finding.headline),
        bounds=bounds_words(finding.low, finding.high) if finding.attribute not in ("date", "time") else "",
        grade=grade,
        grade_words=GRADE_WORDS[grade],
        reasons=tuple(map(neutral, finding.reasons)),
        origins=desk.origins(finding),
        accounts=len({desk.claims[claim].document for claim in finding.supports}),
        supports=tuple(desk.source(desk.claims[c]) for c in finding.supports),
        compatible=tuple(desk.source(desk.claims[c]) for c in finding.compatible if c not in finding.supports),
        rejected=tuple(desk.source(desk.claims[r.claim], r.reason) for r in finding.rejected),
    )


def bounds_words(low: int | None, high: int | None) -> str:
    """Return bounds as a reader writes them: ``36``, ``31 to 36``, ``at least 200``, or nothing."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"at most {high}"
    return str(low) if low == high else f"{low} to {high}"
