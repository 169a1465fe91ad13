"""The page speaks in a neutral voice: words that judge stand between quotation marks only."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from recount.model.actors import NameForm
from recount.model.record import ActorNote
from recount.pipeline import build
from recount.report import render_page
from recount.report.neutral import name_of, neutral, neutral_name
from recount.vocabulary.loaded import loaded_words

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"
ACCOUNT = """Carnage on the quay: the butchers of Dorn

By Ines Korde

On 3 May 2001 the Dornian regime's thugs massacred 14 innocent fishermen at Dorn in a brutal onslaught, the heroic
Quay Union said. The puppet mayor Olek Vann ordered the slaughter, according to the Quay Union. The Vannist Terrorist
Brigade carried out the bloodbath and 30 people were wounded. Twelve criminals were detained.
"""


class OwnWords(HTMLParser):
    """What a page says in its own voice: text outside quotes, passages, the texts and the script."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0
        self.words: list[str] = []
        self.stack: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("title"):
            self.words.append(given["title"] or "")
        if tag in ("meta", "br", "link"):
            return
        quoted = tag in ("q", "mark", "script", "style") or given.get("class") == "context"
        self.stack.append(quoted)
        self.skipped += quoted

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words.append(data)


def own_words(page: str) -> str:
    parser = OwnWords()
    parser.feed(page)
    return re.sub(r"«[^«»]*»|“[^“”]*”|‘[^‘’]*’", "«»", " ".join(parser.words))


@pytest.mark.parametrize("name", ["salt_quay", "night_market", "north_shaft"])
def test_no_word_that_judges_outside_quotation_marks(name: str, tmp_path: Path) -> None:
    words = own_words(render_page(build(EXAMPLES / name, tmp_path / "c.case", workers=1).record))
    assert len(words) > 2000
    assert loaded_words(words) == []


def test_a_text_full_of_judging_words_leaves_the_page_neutral(tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "one.txt").write_text(ACCOUNT, encoding="utf-8")
    page = render_page(build(tmp_path / "accounts", tmp_path / "c.case", workers=1).record)
    assert "14 killed" in own_words(page)
    assert loaded_words(own_words(page)) == []


def test_the_founding_accounts_give_a_neutral_page(shared: Path, tmp_path: Path) -> None:
    (folder,) = (path for path in (shared / "accounts").iterdir() if path.is_dir())
    page = render_page(build(folder, tmp_path / "c.case", workers=1).record)
    assert loaded_words(own_words(page)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a massacre", ["massacre"]),
        ("two Massacres", ["Massacres"]),
        ("those murdered", ["murdered"]),
        ("the criminal court", []),
        ("the criminals", ["criminals"]),
        ("cold  blood", ["cold  blood"]),
        ("Ratko", []),
    ],
)
def test_judging_words(text: str, found: list[str]) -> None:
    assert loaded_words(text) == found


def test_names_that_judge_or_describe_are_quoted() -> None:
    assert neutral_name("soldiers") == "«soldiers»"
    assert neutral_name("Dornian regime") == "«Dornian regime»"
    assert neutral_name("Quay Union") == "Quay Union"


def _actor(*forms: str) -> ActorNote:
    names = tuple(NameForm(form, 1) for form in forms)
    return ActorNote("a", forms[0], "state", "state", (), False, names, (), (), ())


def test_a_judging_name_gives_way_to_the_fullest_one_that_does_not_judge() -> None:
    assert name_of(_actor("Dornian regime", "Dorn", "Dorn's government")) == "Dorn's government"
    assert name_of(_actor("Dornian regime", "regime")) == "«Dornian regime»"


def test_judging_words_in_a_sentence_of_the_record_are_quoted_once() -> None:
    assert neutral("a day before the massacre, by “the butchers”") == "a day before the «massacre», by «the butchers»"
