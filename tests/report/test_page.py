"""The page: whole in one file, escaped, and usable in a real browser without a network."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from recount.model.record import RoleNote
from recount.pipeline import build, open_record
from recount.report import render_page, write_page
from recount.report.accused import ACCUSING_ROLES, PERSONAL
from recount.report.figures import bounds_words
from recount.report.view import arrange

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
HOSTILE = (
    "<script>alert(1)</script> strikes again\n\n"
    'On 3 May 2001, five men were killed in Dorn, said </script><img src=x onerror=alert(2)> "Mr O\'Neil" {{ 7*7 }}.\n'
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page") / "river.case"
    build(EXAMPLES / "salt_quay", folder, workers=1)
    return folder


@pytest.fixture(scope="module")
def contested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case whose accounts accuse somebody and contradict each other."""
    folder = tmp_path_factory.mktemp("page") / "night.case"
    build(EXAMPLES / "night_market", folder, workers=1)
    return folder


def test_the_page_loads_nothing_from_elsewhere(case: Path) -> None:
    page = render_page(open_record(case))
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)
    assert "@import" not in page
    assert "url(" not in page


def test_two_renderings_give_the_same_bytes(case: Path) -> None:
    assert render_page(open_record(case)) == render_page(open_record(case))


def test_every_finding_and_document_is_on_the_page(case: Path) -> None:
    record = open_record(case)
    view = arrange(record)
    shown = [incident.findings for incident in (*view.incidents, *view.minor)]
    printed = sum(len(f.figures) + len(f.vague) + sum(len(mine) for _, mine in f.things) for f in shown)
    personal = [finding for finding in record.findings if finding.attribute in PERSONAL]
    assert printed == len(record.findings) - len(personal) > 0
    page = render_page(record)
    for document in record.documents:
        assert document.name in page
        assert document.sha256 in page


def test_every_accusing_claim_stands_under_who_is_accused(contested: Path) -> None:
    record = open_record(contested)
    placed = {claim for incident in record.incidents for claim in incident.claims}
    accusing = {c.id for c in record.claims if isinstance(c.value, RoleNote) and c.value.role in ACCUSING_ROLES}
    view = arrange(record)
    parts = [part for i in (*view.incidents, *view.minor) for accused in i.accused for part in accused.parts]
    assert {s.claim for part in parts for s in (*part.said, *part.unsure, *part.denied)} == accusing & placed != set()
    claims = {claim.id: claim for claim in record.claims}
    for part in parts:
        assert all(claims[source.claim].certainty in ("asserted", "reported", "alleged") for source in part.said)
        assert part.words.startswith("alleged") == bool(part.said)


def test_names_stand_before_descriptions_among_the_accused(contested: Path) -> None:
    for incident in arrange(open_record(contested)).incidents:
        named = [accused.is_named for accused in incident.accused]
        assert named == sorted(named, reverse=True)
        assert all(accused.name.startswith("«") for accused in incident.accused if accused.name.islower())


def test_the_answer_stands_before_the_tables(contested: Path) -> None:
    page = render_page(open_record(contested))
    lead = page[page.index('<ul class="leads">') : page.index('id="incidents"')]
    assert re.search(r"<b>\d+ killed[^<]*</b> according to \S", lead)
    assert "Disputed: " in lead
    assert page.index("How to read this page") < page.index("<table")


def test_every_link_inside_the_page_has_its_target_once(case: Path) -> None:
    page = render_page(open_record(case))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = {target for target in re.findall(r'href="#([^"]+)"', page)}
    assert targets <= set(ids)


def test_contradictions_stand_first(case: Path) -> None:
    view = arrange(open_record(case))
    verdicts = [conflict.verdict for conflict in view.open_conflicts]
    assert verdicts == sorted(verdicts, key=["contradictory", "unresolved"].index)
    assert all(not conflict.is_open for conflict in view.other_conflicts)


def test_gaps_are_few_and_say_whom_to_ask(case: Path) -> None:
    view = arrange(open_record(case))
    assert 3 <= len(view.gaps) <= 12
    for gap in view.gaps:
        assert ": " in gap.ask
        assert gap.text.endswith(".")
        assert len(gap.text) < 400


def test_the_timeline_has_one_row_a_date_and_keeps_every_entry(case: Path) -> None:
    record = open_record(case)
    view = arrange(record).timeline
    for band in (view.dated, view.background, view.undated):
        assert len({row.when for row in band}) == len(band)
    rows = (*view.dated, *view.background, *view.undated)
    assert sum(len(row.moments) for row in rows) == len(record.timeline)
    assert all("unknown" in row.when or "after" in row.when or "before" in row.when for row in view.undated)


def test_hostile_words_of_an_account_stay_words(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts"
    accounts.mkdir()
    (accounts / "a.txt").write_text(HOSTILE, encoding="utf-8")
    page = render_page(build(accounts, tmp_path / "c.case", workers=1).record)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "49" not in re.sub(r"sha256[^<]*", "", page.split("<main>")[1].split("</main>")[0])


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(36, 36, "36"), (31, 36, "31 to 36"), (200, None, "at least 200"), (None, 30, "at most 30"), (None, None, "")],
)
def test_bounds_in_words(low: int | None, high: int | None, words: str) -> None:
    assert bounds_words(low, high) == words


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_reader_reaches_the_passage_in_its_text_in_a_real_browser(case: Path, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    page_file = tmp_path / "record.html"
    write_page(open_record(case), page_file)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        requests: list[str] = []
        problems: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.goto(page_file.as_uri())
        page.locator("a.mark").first.click()
        assert page.locator("details.source#p1").evaluate("part => part.open || part.parentElement.open")
        page.reload()
        evidence = page.locator("section.incident").first.locator("tr.evidence").first
        evidence.locator("summary").first.click()
        source = evidence.locator("details.source").first
        source.locator("summary").click()
        quote = source.locator("q").inner_text()
        assert source.locator("mark").inner_text() == quote
        source.locator("a.open").click()
        assert page.locator("#text").is_visible()
        assert page.locator("#text-body mark").inner_text() == quote
        page.keyboard.press("Escape")
        assert not page.locator("#text").is_visible()
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate("document.querySelectorAll('#incidents details:not([open])').length") == 0
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("document.querySelectorAll('#incidents details:not([open])').length") > 0
        page.reload()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        browser.close()
    assert requests == [page_file.as_uri()] * 3
    assert problems == []
