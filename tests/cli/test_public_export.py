"""``recount export --public`` and ``recount withhold``: page and JSON withhold, a person may make a name public."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from recount.cli import app
from recount.pipeline import build

ACCOUNT = """The Shore Post

On 3 May 2001, 14 people were killed in Dorn, police said.

Comments

Wanda Prell says:
My neighbour saw five more killed.

Otto Ruhl says:
Thank you. Two of my cousins were wounded in Dorn.
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("public")
    (folder / "accounts").mkdir()
    (folder / "accounts" / "post_of_prell.txt").write_text(ACCOUNT, encoding="utf-8")
    build(folder / "accounts", folder / "c.case", workers=1)
    return str(folder / "c.case")


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("form", ["html", "json"])
@pytest.mark.parametrize("texts", ["--texts", "--no-texts"])
def test_days_and_places_are_made_coarser_where_asked(case: str, form: str, texts: str) -> None:
    asked = ("export", case, "--format", form, "--public", texts)
    coarse = run(*asked, "--dates", "month", "--places", "region")
    assert "[a day in May 2001]" in coarse
    assert "[place 1]" in coarse
    assert "Dorn" in run("export", case, "--format", form, texts)
    for words in ("3 May", "2001-05-03", "Dorn", "9:15"):
        assert words not in coarse
    assert ("given to the month and no finer" in coarse) == (form == "html")
    assert "[a day in 2001]" in run(*asked, "--dates", "year")
    assert run(*asked, "--dates", "day", "--places", "place") == run(*asked)


def test_coarser_versions_are_public_ones_and_a_review_lists_what_they_replace(case: str) -> None:
    assert CliRunner().invoke(app, ["export", case, "--dates", "month"]).exit_code == 2
    assert CliRunner().invoke(app, ["export", case, "--public", "--dates", "week"]).exit_code == 2
    told = run("withhold", case, "--review", "--dates", "month", "--places", "country")
    assert "3 May 2001  1  [a day in May 2001]  a time finer than was asked for" in told
    assert "Dorn  2  [place 1]  a place smaller than was asked for" in told


@pytest.mark.parametrize("form", ["html", "json"])
def test_the_public_version_names_no_commenter_and_no_file(case: str, form: str) -> None:
    assert "Prell" in run("export", case, "--format", form)
    public = run("export", case, "--format", form, "--public")
    assert "prell" not in public.lower()
    assert "[a commenter (1)]" in public
    assert "account 1" in public
    assert public == run("export", case, "--format", form, "--public")


def test_without_texts_the_page_and_the_json_hold_no_whole_account(case: str) -> None:
    for form in ("html", "json"):
        bare = run("export", case, "--format", form, "--no-texts", "--public")
        assert "14 people were killed in Dorn, police said." in run("export", case, "--format", form, "--public")
        assert "Comments" not in bare
        assert "14 people were killed" in bare


def test_a_person_may_make_a_name_public_and_a_review_lists_both(case: str, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("# those who agreed\nWanda Prell\n", encoding="utf-8")
    public = run("export", case, "--public", "--public-names", str(names))
    assert "Wanda Prell" in public
    assert "Ruhl" not in public
    told = run("withhold", case, "--review", "--public-names", str(names))
    assert "Otto Ruhl  1  [a commenter (1)]  " in told
    assert "Wanda Prell  1  person  made public by a person" in told
    assert CliRunner().invoke(app, ["export", case, "--public-names", str(names)]).exit_code == 2
    assert CliRunner().invoke(app, ["withhold", case]).exit_code == 2
