"""Who is accused on a page, and whether he is heard."""

from __future__ import annotations

from pathlib import Path

from recount.pipeline import build
from recount.report.view import arrange

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"


def test_a_ministry_that_speaks_for_its_regiment_is_no_silence(tmp_path: Path) -> None:
    view = arrange(build(EXAMPLES / "salt_quay", tmp_path / "c.case", workers=1).record)
    named = {each.name: each for incident in view.incidents for each in incident.accused if each.is_named}
    assert sorted(named) == ["Teodor Vask", "Third Shore Guard Regiment"]
    regiment = named["Third Shore Guard Regiment"]
    assert regiment.reply == "answered for by MINISTRY OF THE INTERIOR, in 1 account"
    assert "T. Vask" in (named["Teodor Vask"].reply or "")
    assert not [gap for gap in (*view.gaps, *view.more_gaps) if "no reply" in gap.text]
