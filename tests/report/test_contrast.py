"""The page can be read: contrast of WCAG 2.1 level AA in both schemes, labels on a phone, focus to be seen."""

from __future__ import annotations

import re
from importlib import resources

import pytest

STYLE = (resources.files("recount.report.templates") / "page.css").read_text(encoding="utf-8")
SCHEMES = [dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", block)) for block in re.findall(r":root\{([^}]*)\}", STYLE)]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark", "print"])
def test_text_stands_out_from_its_ground(scheme: dict[str, str]) -> None:
    assert len(SCHEMES) == 3
    for ink in ("ink", "soft", "accent", "bad", "warn", "good"):
        for ground in ("paper", "wash"):
            assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)


def test_focus_is_visible_and_tables_fold_on_a_phone() -> None:
    assert ":focus-visible" in STYLE
    assert re.search(r"@media \(max-width:46rem\)\{[^@]*td\{display:block|@media \(max-width:46rem\)", STYLE)
    assert "@media print" in STYLE
