"""``recount export --public``: only the page has a public version, and it withholds."""

from __future__ import annotations

from pathlib import Path

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


def test_the_public_page_names_no_commenter_and_json_has_no_public_version(tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "post.txt").write_text(ACCOUNT, encoding="utf-8")
    build(tmp_path / "accounts", tmp_path / "c.case", workers=1)
    case, runner = str(tmp_path / "c.case"), CliRunner()
    named = runner.invoke(app, ["export", case, "--format", "html"])
    public = runner.invoke(app, ["export", case, "--format", "html", "--public"])
    assert (named.exit_code, public.exit_code) == (0, 0)
    assert "Prell" in named.output
    assert "Prell" not in public.output
    assert "commenter 1" in public.output
    assert runner.invoke(app, ["export", case, "--public"]).exit_code == 2
