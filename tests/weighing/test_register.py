"""The register of conflicts beyond figures, and the gaps."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from recount.model.actors import Actor, NameForm
from recount.model.claims import ExhibitValue, StatusValue
from recount.model.incidents import Relation
from recount.model.values import When
from recount.weighing.naming import variants
from tests.weighing.cases import Account, Case, body, conflicts, count, day, finding, told, vague


def _actor(*surfaces: str) -> Actor:
    return Actor("x", surfaces[0], "person", tuple(NameForm(surface, 1) for surface in surfaces), ())


@pytest.mark.parametrize(
    ("surfaces", "expected"),
    [
        (("Karim al-Hadiri", "Kareem al-Hadiri"), {"Karim", "Kareem"}),
        (("Al-Hadiri", "Al-Hederi"), {"Al-Hadiri", "Al-Hederi"}),
        (("Vostrikov", "Wostrikov"), set()),
        (("Karim Hadiri", "Hadiri"), set()),
        (("Norland", "Norlandic"), set()),
        (("Front", "People's Front", "PF"), set()),
        (("Karim Hadiri", "President Hadiri"), set()),
        (("karim HADIRI", "Karim Hadiri"), set()),
    ],
)
def test_spellings(surfaces: tuple[str, ...], expected: set[str]) -> None:
    assert set(variants(_actor(*surfaces))) == expected


def test_one_row_an_actor_with_two_spellings() -> None:
    actors = {"h": body("h", "Karim al-Hadiri", "Kareem al-Hadiri", "al-Hadiri"), "n": body("n", "Norland")}
    (row,) = conflicts(told(Account("a").killed(1), actors=actors), "naming")
    assert row.verdict == "compatible"


def test_accusation_and_denial_stand_side_by_side() -> None:
    weighing = told(
        Account("a").role("Norland", "enabled", "with the help of Norland", source="the Valley Press"),
        Account("b").role("Norland", "enabled", "Norland had no part", polarity="-", source="the minister"),
    )
    (row,) = conflicts(weighing, "role")
    assert row.verdict == "contradictory"
    assert len(row.passages) == 2
    assert finding(weighing, "enabled", "Norland").grade == "contested"


def test_versions_of_a_part_and_its_bodies_are_one_row() -> None:
    actors = {"actor-norland": body("actor-norland", "Norland")}
    actors["actor-legion"] = body("actor-legion", "Legion", part_of=("actor-norland",))
    weighing = told(
        Account("a").role("Legion", "enabled", source="the Valley Press"),
        Account("b").role("Norland", "failed_to_protect", source="the clinic"),
        actors=actors,
    )
    (row,) = conflicts(weighing, "role")
    assert row.verdict == "unresolved"
    assert "no version is chosen" in row.reasons[0]


def test_one_version_alone_is_no_conflict() -> None:
    weighing = told(Account("a").role("Norland", "carried_out"), Account("b").role("Norland", "carried_out"))
    assert not conflicts(weighing, "role")


def test_an_order_and_its_execution_by_two_are_no_conflict() -> None:
    weighing = told(Account("a").role("Hadiri", "ordered"), Account("b").role("Legion", "carried_out"))
    assert not conflicts(weighing, "role")


def test_rival_doers() -> None:
    weighing = told(Account("a").role("Legion", "carried_out"), Account("b").role("Front", "carried_out"))
    (row,) = conflicts(weighing, "role")
    assert (row.attribute, row.verdict) == ("carried_out", "unresolved")


def test_doers_named_together_are_no_rivals() -> None:
    weighing = told(
        Account("a").role("Legion", "carried_out").role("Front", "carried_out"),
        Account("b").role("Front", "carried_out"),
    )
    assert not conflicts(weighing, "role")


def test_a_role_is_headed_by_how_firmly_it_is_said() -> None:
    weighing = told(
        Account("a").role("Hadiri", "ordered", record_as="alleged"),
        Account("b").role("Hadiri", "ordered", record_as="alleged"),
        Account("c").role("Hadiri", "ordered", certainty="question"),
    )
    found = finding(weighing, "ordered", "Hadiri")
    assert found.headline == "Alleged in 2 documents: Hadiri ordered it"
    assert len(found.rejected) == 1


def _status(status: str, **more: object) -> tuple[StatusValue, str]:
    return StatusValue("the Front", status, **more), status  # type: ignore[arg-type]


def test_a_status_that_changed_is_no_contradiction() -> None:
    weighing = told(
        Account("a").says("status", *_status("listed", when=day("2031-04-08"))),
        Account("b").says("status", *_status("removed from the list", when=day("2033-01-01"))),
    )
    (row,) = conflicts(weighing)
    assert (row.kind, row.verdict) == ("as_of", "compatible")


def test_a_status_held_and_lost_at_one_time_is_open() -> None:
    weighing = told(
        Account("a").says("status", *_status("listed", when=day("2031-04-08"))),
        Account("b").says("status", *_status("removed", when=day("2031-04-08"))),
    )
    (row,) = conflicts(weighing)
    assert (row.kind, row.verdict) == ("status", "unresolved")


def test_populations_of_one_place_are_one_row() -> None:
    weighing = told(
        Account("a").population(3400, place="p"),
        Account("b").population(3000, place="p"),
        Account("c").population(100, place="p"),
        Account("d").population(count("~", 3400), place="p"),
    )
    (row,) = conflicts(weighing)
    assert (row.kind, row.verdict, len(row.claims)) == ("scope", "compatible", 4)


def test_distances_and_populations_are_not_compared() -> None:
    weighing = told(Account("a").population(100, "distance", place="p"), Account("b").population(3000, place="p"))
    assert not conflicts(weighing)


def test_victims_fit_those_present() -> None:
    weighing = told(
        Account("a")
        .killed(52, unit="people")
        .harmed("abducted", 14)
        .harmed("wounded", vague("dozens"))
        .population(100, "present", "the 100 there")
    )
    (row,) = conflicts(weighing, "arithmetic")
    assert row.verdict == "compatible"
    assert any("at most 34 wounded" in reason for reason in row.reasons)


def test_more_victims_than_present_is_flagged() -> None:
    weighing = told(
        Account("a")
        .killed(53)
        .harmed("abducted", 60)
        .harmed("wounded", vague("dozens"))
        .population(100, "present", "the 100 there")
    )
    (row,) = conflicts(weighing, "arithmetic")
    assert row.verdict == "contradictory"
    assert "137" in row.conclusion


def test_every_conflict_has_an_id_of_its_own() -> None:
    weighing = told(
        Account("a").killed(5).harmed("wounded", 7).population(10, place="p"),
        Account("b").killed(6).harmed("wounded", 9).population(50, place="p"),
    )
    assert len({row.id for row in weighing.conflicts}) == len(weighing.conflicts) == 3


def _kinds(*accounts: Account, **more: object) -> dict[str, str]:
    return {gap.kind: gap.text for gap in told(*accounts, **more).gaps}  # type: ignore[arg-type]


def test_gaps_of_one_bare_account() -> None:
    kinds = _kinds(Account("one.txt").killed(5).harmed("abducted", 2).role("Legion", "carried_out"))
    assert set(kinds) == {
        "no_date", "no_statement", "no_named_dead", "no_named_held", "single_source", "no_medical_file",
        "no_publication_date",
    }  # fmt: skip
    assert "Legion" in kinds["no_statement"]
    assert kinds["no_publication_date"] == "No full date of publication is printed in one."


def test_every_gap_says_whom_to_ask() -> None:
    for gap in told(Account("a").killed(5).role("Legion", "carried_out")).gaps:
        assert gap.text.endswith(".")
        assert ": " in gap.ask


def test_words_of_the_accused_in_another_account_are_relayed() -> None:
    kinds = _kinds(
        Account("a").role("Legion", "carried_out"),
        Account("b.txt").killed(5, source="Legion", actors={"Legion": "actor-legion"}),
    )
    assert "by others, in b;" in kinds["only_relayed"]
    assert "no_statement" not in kinds


def test_an_account_by_the_accused_closes_the_gap() -> None:
    kinds = _kinds(
        Account("a").role("Legion", "carried_out"),
        Account("b", "Legion").killed(5, actors={"Legion": "actor-legion"}),
    )
    assert "no_statement" not in kinds
    assert "only_relayed" not in kinds


def test_named_dead_close_the_gap() -> None:
    assert "no_named_dead" not in _kinds(Account("a").killed(1, who=("Ola Brandt",)))


def test_nobody_killed_leaves_no_names_to_ask_for() -> None:
    assert "no_named_dead" not in _kinds(Account("a").killed(0))


def test_a_stated_publication_date_closes_the_gap() -> None:
    assert "no_publication_date" not in _kinds(Account("a", published=day("2031-04-09")).killed(5))
    inferred = When("", "2031-04-09", None, "unknown", "inferred")
    assert "no_publication_date" in _kinds(Account("a", published=inferred).killed(5))


def test_an_exhibit_that_is_not_held() -> None:
    account = (
        Account("a").killed(5).says("exhibit", ExhibitValue("video", "a video", "the road"), "a video of the road")
    )
    kinds = _kinds(account)
    assert "a video of the road" in kinds["exhibit_not_held"]


def test_a_held_autopsy_closes_the_gap() -> None:
    account = Account("a").killed(5).says("exhibit", ExhibitValue("autopsy report", "x", held=True), "report")
    kinds = _kinds(account)
    assert "no_medical_file" not in kinds
    assert "exhibit_not_held" not in kinds


def test_gaps_of_a_case_without_incidents() -> None:
    assert not Case([Account("a").population(5, incident=None)]).build().weigh().findings


def test_the_accused_are_asked_in_one_row_and_descriptions_are_not() -> None:
    account = Account("a").role("Legion", "carried_out").role("Hadiri", "ordered").role("soldiers", "carried_out")
    rows = [gap for gap in told(account).gaps if gap.kind == "no_statement"]
    assert len(rows) == 1
    assert "Hadiri and Legion" in rows[0].text
    assert "soldiers" not in rows[0].text


def test_an_organ_is_asked_through_the_body_it_belongs_to() -> None:
    actors = {"actor-norland": body("actor-norland", "Norland")}
    actors["actor-legion"] = body("actor-legion", "Legion", part_of=("actor-norland",))
    texts = _kinds(Account("a").role("Legion", "carried_out"), actors=actors)
    assert "Norland (as Legion)" in texts["no_statement"]
    relayed = _kinds(
        Account("a").role("Legion", "carried_out"),
        Account("b").killed(5, source="Norland", actors={"Norland": "actor-norland"}),
        actors=actors,
    )
    assert relayed["only_relayed"].startswith("What Norland says is only relayed by others, in b;")


def test_an_incident_of_one_account_among_several_has_one_row_and_no_list_of_facts() -> None:
    kinds = _kinds(Account("a").killed(5).harmed("wounded", 7), Account("b").population(5, incident=None))
    assert kinds["one_account"].startswith("Only one account tells of this: a")
    assert "single_source" not in kinds


def test_many_incidents_of_one_account_are_one_row_that_lists_few() -> None:
    account = Account("a")
    for number in range(7):
        account = account.killed(number + 2, f"{number + 2} killed at place {number}", incident=f"incident-{number}")
    gaps = told(account, Account("b").population(5, incident=None)).gaps
    assert [gap.kind for gap in gaps].count("one_account") == 0
    (row,) = [gap for gap in gaps if gap.kind == "one_account_each"]
    assert row.text.count("Attack") == 4
    assert "3 more incidents" in row.text


def test_facts_of_one_origin_are_few_and_figures_come_first() -> None:
    account = Account("a")
    for number, outcome in enumerate(("killed", "wounded", "abducted", "detained", "missing", "displaced"), start=5):
        account = account.harmed(outcome, number)
    kinds = _kinds(account.role("Legion", "carried_out"))
    assert kinds["single_source"].count(";") == 4
    assert kinds["single_source"].endswith("3 more facts.")


def test_exhibits_not_held_are_listed_up_to_two_and_counted_beyond() -> None:
    account = Account("a").killed(5)
    for number in range(7):
        quote = f"a video numbered {number}"
        account = account.says("exhibit", ExhibitValue("video", quote), quote)
    gaps = told(account).gaps
    assert [gap.kind for gap in gaps].count("exhibit_not_held") == 2
    (rest,) = [gap for gap in gaps if gap.kind == "exhibits_not_held"]
    assert rest.text.startswith("5 more exhibits")
    assert len(rest.claims) == 5


def test_the_silent_side_and_the_nameless_dead_come_before_dates_of_publication() -> None:
    kinds = [gap.kind for gap in told(Account("a").killed(5).role("Legion", "carried_out")).gaps]
    assert kinds[:3] == ["no_statement", "no_named_dead", "no_medical_file"]
    assert kinds[-1] == "no_publication_date"


def test_a_description_is_quoted_where_it_heads_a_finding() -> None:
    weighing = told(Account("a").role("thugs", "carried_out", record_as="alleged"))
    assert finding(weighing, "carried_out", "thugs").headline == "Alleged in 1 document: “thugs” carried it out"


def test_no_accusation_is_headed_more_firmly_than_alleged() -> None:
    weighing = told(Account("a").role("Legion", "carried_out", record_as="asserted"))
    assert finding(weighing, "carried_out", "Legion").headline.startswith("Alleged in 1 document")


def test_those_attacked_are_compared_with_the_incident_that_their_document_reports() -> None:
    account = Account("a").killed(60).harmed("abducted", 50).population(100, "attacked", "the 100", incident=None)
    (row,) = conflicts(told(account, about={"a": "incident-a"}), "arithmetic")
    assert row.verdict == "contradictory"
    (fits,) = conflicts(told(Account("a").killed(60).population(100, "attacked", "the 100", incident=None),
                             about={"a": "incident-a"}), "arithmetic")  # fmt: skip
    assert fits.verdict == "compatible"
    assert any("by its document alone" in reason for reason in fits.reasons)
    assert not conflicts(told(account), "arithmetic")


def test_many_bodies_whose_words_are_only_relayed_have_one_row() -> None:
    names = ["Norland", "Sedland", "Estland", "Wesland"]
    accuser, relay = Account("a"), Account("b")
    for name in names:
        accuser.role(name, "carried_out")
        relay.killed(5, source=name, actors={name: f"actor-{name.lower()}"})
    rows = [gap for gap in told(accuser, relay).gaps if gap.kind == "only_relayed"]
    assert len(rows) == 1
    assert rows[0].text.startswith("What Estland, Norland, Sedland and Wesland say is only relayed by others")
    few = told(Account("a").role("Norland", "carried_out"), relay)
    assert [gap.text.split(" is only")[0] for gap in few.gaps if gap.kind == "only_relayed"] == ["What Norland says"]


def test_who_is_named_in_an_account_of_the_incident_is_named_wherever_his_claim_went() -> None:
    nameless = Account("a").killed(5)
    assert "no_named_dead" in _kinds(nameless)
    elsewhere = Account("a").killed(5).killed(1, "Ada Orm", who=("Ada Orm",), incident="incident-b")
    assert not [gap for gap in told(elsewhere).gaps if gap.kind == "no_named_dead" and gap.incident == "incident-a"]


def test_what_may_be_another_incident_is_not_said_to_lack_a_date_or_a_second_account() -> None:
    case = Case([Account("a").killed(5), Account("b").killed(7, incident="incident-b")]).build()
    assert {"no_date", "one_account"} <= {gap.kind for gap in case.weigh().gaps}
    assert case.linkage is not None
    doubled = tuple(
        replace(one, relations=(Relation("possibly_same", other.id, "possible", reason="both name Orsel"),))
        for one, other in permutations(case.linkage.incidents, 2)
    )
    case.linkage = replace(case.linkage, incidents=doubled)
    assert not {"no_date", "one_account"} & {gap.kind for gap in case.weigh().gaps}
