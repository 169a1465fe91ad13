"""The rounds: their datasheet counts what lies there. No text of a round is shown or compared here."""

from __future__ import annotations

from corpus.counts import rounds_table
from corpus.fresh import ROUNDS


def test_the_datasheet_has_the_counts_of_the_rounds() -> None:
    counted = f"<!-- counts -->\n{rounds_table()}<!-- /counts -->" in (ROUNDS / "README.md").read_text(encoding="utf-8")
    assert counted, "paste what `python -m corpus.counts rounds` prints into corpus/rounds/README.md"
