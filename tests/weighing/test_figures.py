"""Casualty findings: which figure is shown, with which bounds, and what does not enter it."""

from __future__ import annotations

import pytest

from recount.model.findings import Finding, Weighing
from recount.model.values import Count
from tests.weighing.cases import Account, Case, conflicts, count, day, exactly, finding, told, vague


def _figure(weighing: Weighing, attribute: str = "killed", subgroup: str | None = None) -> tuple[object, ...]:
    found = finding(weighing, attribute, subgroup)
    return found.value, found.low, found.high


def test_bounds_that_allow_the_exact_figure_are_compatible() -> None:
    weighing = told(
        Account("a").killed(27, source="the Red Star"),
        Account("b", "B. Writer").killed(27, "27 killed").killed(27, "murdered 27"),
        Account("c").killed(count(">", 20)),
        Account("d").killed(count(">=", 21)),
    )
    found = finding(weighing)
    assert (found.value, found.low, found.high) == (27, 27, 27)
    assert found.headline.startswith("27 ")
    assert found.grade == "repeated"
    assert len(found.documents) == 4
    assert len(found.origins) == 2
    assert len(found.compatible) == 2
    assert not found.rejected
    assert not conflicts(weighing, verdict="contradictory")
    (compatible,) = conflicts(weighing, "value", "compatible")
    assert compatible.attribute == "killed"
    assert len(compatible.claims) == 5


def test_no_average_is_ever_shown() -> None:
    found = finding(told(Account("a").killed(10), Account("b").killed(20)))
    assert found.value in (10, 20)
    assert "15" not in found.headline


def test_the_figure_with_most_origins_is_shown_first_and_the_other_stays() -> None:
    found = finding(
        told(
            Account("a").killed(36, source="the clinic"),
            Account("b", "B").killed(36),
            Account("c").killed(34, source="the clinic"),
        )
    )
    assert (found.value, found.low, found.high) == (36, 34, 36)
    assert found.grade == "contested"
    assert found.headline.startswith("36 ")
    assert "34" in found.headline
    assert len(found.rejected) == 1
    assert "34" in found.rejected[0].reason


def test_of_equally_supported_figures_the_later_is_shown() -> None:
    # The later one is lower, so nothing supersedes; both origins differ.
    found = finding(
        told(
            Account("a", published=day("2031-02-01")).killed(9, source="the mayor"),
            Account("b", published=day("2031-02-03")).killed(7, source="the clinic"),
        )
    )
    assert found.value == 7
    assert (found.low, found.high) == (7, 9)


def test_of_equally_supported_undated_figures_the_lowest_is_shown() -> None:
    assert _figure(told(Account("a").killed(9), Account("b").killed(7))) == (7, 7, 9)


def test_what_decided_between_two_figures_is_said() -> None:
    (lower,) = [r for r in finding(told(Account("a").killed(9), Account("b").killed(7))).reasons if "shown first" in r]
    assert lower == "7 is shown first: of those with as many origins it is the lowest; the bounds keep all."
    most = told(Account("a").killed(9, source="the clinic"), Account("b", "B").killed(9), Account("c").killed(7))
    assert "9 is shown first: it has most origins; the bounds keep all." in finding(most).reasons


def test_a_denial_puts_no_count_of_as_many_origins_aside() -> None:
    weighing = told(Account("a").killed(9), Account("b", published=day("2031-02-03")).killed(0))
    assert _figure(weighing) == (9, 0, 9)
    assert any("as many origins give it as deny any" in reason for reason in finding(weighing).reasons)
    more = told(Account("a").killed(9), Account("b").killed(0), Account("c", "C").killed(0, source="the clinic"))
    assert _figure(more) == (0, 0, 0)  # 9 by one account alone is of another size and stays a rival
    assert finding(more).grade == "contested"


def test_nobody_missing_any_more_is_no_denial_of_those_missed_before() -> None:
    first = Account("a", published=day("2031-02-01")).harmed("missing", 3)
    last = Account("b", published=day("2031-02-03")).harmed("missing", 0)
    assert _figure(told(first, last), "missing") == (0, 0, 0)


def test_a_part_is_no_larger_than_its_whole() -> None:
    farmers = [Account(name, author).killed(20, unit="farmers", civil_status="civilian") for name, author in
               (("a", "A. Clerk"), ("b", "B. Clerk"), ("c", "C. Clerk"))]  # fmt: skip
    weighing = told(*farmers, Account("d").killed(0))
    assert _figure(weighing) == (20, 0, 20)
    assert finding(weighing).grade == "contested"
    assert any("it has most origins" in reason for reason in finding(weighing).reasons)


def test_a_total_that_more_origins_exceed_with_a_part_is_not_chosen() -> None:
    weighing = told(
        Account("a").killed(6),
        Account("b", "B").killed(8, subgroup="miners", source="the clinic"),
        Account("c", "C").killed(8, subgroup="miners", source="the union"),
    )
    assert _figure(weighing) == (None, 6, 8)
    assert finding(weighing).grade == "contested"


def test_a_later_higher_figure_supersedes() -> None:
    weighing = told(
        Account("a", published=day("2031-02-01")).killed(4),
        Account("b", published=day("2031-02-03")).killed(7),
    )
    assert _figure(weighing) == (7, 7, 7)
    assert "superseded" in finding(weighing).rejected[0].reason.lower()
    assert [conflict.verdict for conflict in conflicts(weighing, "as_of")] == ["superseded"]
    assert not conflicts(weighing, verdict="contradictory")


def test_a_source_that_lowers_its_figure_corrects_it() -> None:
    weighing = told(
        Account("a").killed(9, source="the clinic", as_of=day("2031-02-01")),
        Account("b").killed(7, source="the clinic", as_of=day("2031-02-03")),
    )
    assert _figure(weighing) == (7, 7, 7)
    assert [conflict.verdict for conflict in conflicts(weighing, "as_of")] == ["corrected"]


def test_a_later_exact_figure_supersedes_an_earlier_lower_bound() -> None:
    weighing = told(
        Account("a", published=day("2031-02-01")).killed(count(">=", 5)),
        Account("b", published=day("2031-02-03")).killed(8),
    )
    assert _figure(weighing) == (8, 8, 8)
    assert not conflicts(weighing, verdict="contradictory")


def test_a_bound_that_is_broken_is_a_conflict_of_bounds() -> None:
    weighing = told(Account("a").killed(count(">=", 40)), Account("b").killed(36))
    assert _figure(weighing) == (36, 36, None)
    assert [conflict.verdict for conflict in conflicts(weighing, "bound")] == ["unresolved"]
    assert not conflicts(weighing, "value")


def test_only_bounds_give_bounds() -> None:
    weighing = told(Account("a").killed(count(">", 30)), Account("b").killed(count(">=", 31)))
    assert _figure(weighing) == (None, 31, None)
    assert finding(weighing).headline.startswith("31 or more")


def test_bounds_from_both_sides_give_a_range() -> None:
    found = finding(told(Account("a").killed(count(">=", 5)), Account("b").killed(count("<=", 9))))
    assert (found.value, found.low, found.high) == (None, 5, 9)
    assert found.headline.startswith("5 to 9")


def test_a_ceiling_alone() -> None:
    found = finding(told(Account("a").killed(count("<=", 30))))
    assert (found.value, found.low, found.high) == (None, None, 30)
    assert found.headline.startswith("30 or fewer")


def test_a_range_alone() -> None:
    assert _figure(told(Account("a").killed(count("range", 5, high=7)))) == (None, 5, 7)


def test_an_exact_figure_within_a_range() -> None:
    account = [Account("a").killed(count("range", 5, high=7)), Account("b").killed(6)]
    assert _figure(told(*account)) == (6, 6, 6)


def test_low_and_high_of_all_sources_by_the_profiles_that_ask_for_it() -> None:
    case = Case([Account("a").killed(count(">=", 5)), Account("b").killed(7)]).build()
    assert _figure(case.weigh("strict")) == (7, 7, 7)
    assert _figure(case.weigh("airwars")) == (7, 5, 7)
    assert _figure(case.weigh("ucdp")) == (7, 5, 7)


@pytest.mark.parametrize(
    ("own", "relayed", "expected"),
    [
        (count(">=", 15), 12, (15, None)),
        (count("range", 15, high=16), 12, (15, 16)),
        (count("range", 15, high=16), 19, (15, 16)),
        (count(">=", 15), 19, (15, 19)),
        (15, 12, (12, 15)),
    ],
)
def test_an_account_that_bounds_a_figure_itself_is_not_widened_by_what_it_relays(
    own: Count | int, relayed: int, expected: tuple[int, int | None]
) -> None:
    account = Account("a").killed(own).killed(relayed, source="the ministry")
    case = Case([account]).build()
    found = finding(case.weigh("airwars"))
    assert (found.low, found.high) == expected
    assert (finding(case.weigh("ucdp")).low or 0) <= min(relayed, expected[0])
    if relayed not in range(expected[0], (expected[1] or 99) + 1):
        assert found.grade == "contested"
        assert [conflict.verdict for conflict in conflicts(case.weigh("airwars"))] == ["unresolved"]


def test_one_voice_that_says_at_least_means_its_smaller_figures_as_parts() -> None:
    weighing = told(Account("a").killed(count(">=", 15)).killed(12))
    assert _figure(weighing) == (None, 15, None)
    assert not conflicts(weighing)


def test_an_approximation_allows_its_neighbours() -> None:
    weighing = told(Account("a").killed(count("~", 12, "a dozen")), Account("b").killed(11))
    assert _figure(weighing) == (11, 11, 11)
    (conflict,) = conflicts(weighing, "value")
    assert conflict.verdict == "compatible"
    assert any("approximation" in reason for reason in conflict.reasons)


def test_an_approximation_alone() -> None:
    found = finding(told(Account("a").killed(count("~", 12, "a dozen"))))
    assert (found.value, found.low, found.high) == (12, 11, 13)
    assert found.headline.startswith("12 ")
    assert "approximate" in found.headline


def test_two_approximations_keep_low_value_high_in_order() -> None:
    value, low, high = _figure(told(Account("a").killed(count("~", 10)), Account("b").killed(count("~", 12))))
    assert isinstance(value, int)
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert low <= value <= high


@pytest.mark.parametrize(("raw", "low"), [("several", 3), ("dozens", 24), ("hundreds", 200), ("scores", 40)])
def test_a_vague_word_sets_a_floor_and_never_a_value(raw: str, low: int) -> None:
    found = finding(told(Account("a").harmed("wounded", vague(raw))), "wounded")
    assert (found.value, found.low, found.high) == (None, low, None)
    assert not found.headline[0].isdigit()
    assert raw in found.headline


def test_a_vague_word_allows_an_exact_figure() -> None:
    weighing = told(Account("a").harmed("wounded", vague("hundreds")), Account("b").harmed("wounded", 350))
    assert _figure(weighing, "wounded") == (350, 350, 350)
    assert [conflict.verdict for conflict in conflicts(weighing, "value")] == ["compatible"]


def test_a_word_without_bound_gives_no_number() -> None:
    found = finding(told(Account("a").harmed("wounded", vague("many"))), "wounded")
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.grade == "unresolved"


def test_nobody_killed_is_a_figure() -> None:
    found = finding(told(Account("a").killed(0)))
    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_a_subgroup_is_never_the_total() -> None:
    weighing = told(Account("a").killed(20).killed(6, subgroup="women"))
    assert _figure(weighing) == (20, 20, 20)
    assert _figure(weighing, subgroup="women") == (6, 6, 6)
    assert not conflicts(weighing, verdict="contradictory")


def test_a_subgroup_alone_is_a_floor_of_the_total() -> None:
    weighing = told(Account("a").killed(6, subgroup="women"))
    assert _figure(weighing) == (None, 6, None)
    assert _figure(weighing, subgroup="women") == (6, 6, 6)


def test_a_subset_of_a_stated_total_is_filed_under_its_cause() -> None:
    weighing = told(
        Account("a")
        .harmed("wounded", 350, unit="others")
        .harmed("wounded", count(">", 200), subset_of="claim-x", cause="gunfire", flags=("ambiguous: of whom",))
    )
    assert _figure(weighing, "wounded") == (350, 350, 350)
    part = finding(weighing, "wounded", "by gunfire")
    assert (part.value, part.low) == (None, 201)
    assert any("ambiguous" in reason for reason in part.reasons)


def test_a_part_larger_than_its_total_is_flagged() -> None:
    weighing = told(Account("a").killed(5), Account("b").killed(9, subgroup="women"))
    flagged = conflicts(weighing, "arithmetic", "unresolved")
    assert len(flagged) == 1
    assert finding(weighing).grade == "contested"


def test_groups_that_do_not_overlap_may_not_exceed_their_total() -> None:
    weighing = told(Account("a").killed(10).killed(6, subgroup="women").killed(7, subgroup="children"))
    assert len(conflicts(weighing, "arithmetic", "contradictory")) == 1


def test_groups_that_fit_their_total_are_silent() -> None:
    weighing = told(Account("a").killed(13).killed(6, subgroup="women").killed(7, subgroup="children"))
    assert not conflicts(weighing, "arithmetic")


def test_a_smaller_figure_of_one_voice_is_a_part() -> None:
    weighing = told(Account("a").killed(20, unit="people").killed(3, unit="guards"))
    assert _figure(weighing) == (20, 20, 20)
    assert not conflicts(weighing, verdict="contradictory")


def test_two_figures_of_one_voice_and_noun_are_put_down_as_scope() -> None:
    weighing = told(Account("a").killed(20, unit="people").killed(3, unit="people"))
    assert _figure(weighing) == (20, 20, 20)
    assert [conflict.verdict for conflict in conflicts(weighing, "scope")] == ["compatible"]


def test_parts_of_one_enumeration_give_a_floor_and_no_total() -> None:
    account = Account("a").killed(2, "Two clerks", unit="clerks", after=" and ").killed(10, "ten miners", unit="miners")
    found = finding(told(account))
    assert (found.value, found.low, found.high) == (None, 12, None)
    assert found.headline.startswith("12 or more")
    assert "sum" in found.headline
    assert len(found.supports) == 2


def test_parts_in_different_sentences_are_not_added() -> None:
    account = Account("a").killed(2, "Two clerks", unit="clerks").killed(10, "ten miners", unit="miners")
    assert _figure(told(account)) == (10, 10, 10)


def test_a_stated_total_is_preferred_to_a_sum() -> None:
    account = (
        Account("a")
        .killed(15, "fifteen people died", unit="people")
        .killed(2, "Two clerks", unit="clerks", after=" and ")
        .killed(10, "ten miners", unit="miners")
    )
    assert _figure(told(account)) == (15, 15, 15)


def test_an_including_phrase_is_not_added() -> None:
    account = (
        Account("a").killed(10, "ten miners", unit="miners", after=", including ").killed(2, "two boys", unit="boys")
    )
    assert _figure(told(account)) == (10, 10, 10)


def test_persons_named_one_by_one_are_counted_once_each() -> None:
    account = Account("a").killed(1, "Ola Brandt", who=("Ola Brandt",)).killed(1, "Brandt fell", who=("Brandt",))
    account.killed(1, "Ivo Tal", who=("Ivo Tal",))
    found = finding(told(account))
    assert (found.value, found.low, found.high) == (None, 2, None)
    assert found.headline.startswith("2 or more")


def test_two_names_in_one_claim_are_two() -> None:
    assert _figure(told(Account("a").killed(2, "Ola Brandt and Ivo Tal", who=("Ola Brandt", "Ivo Tal")))) == (2, 2, 2)


def test_named_persons_do_not_contradict_a_total() -> None:
    weighing = told(Account("a").killed(5), Account("b").killed(1, who=("Ola Brandt",)))
    assert _figure(weighing) == (5, 5, 5)
    assert not conflicts(weighing, verdict="contradictory")


def test_figures_over_more_than_one_incident_are_not_counted() -> None:
    weighing = told(Account("a").killed(5).killed(90, flags=("cumulative: since spring",)))
    found = finding(weighing)
    assert (found.value, found.low, found.high) == (5, 5, 5)
    assert [row.reason for row in found.rejected] == ["It counts more than this incident."]


@pytest.mark.parametrize("certainty", ["denied", "conditional", "question", "predicted", "opinion", "demanded"])
def test_other_certainties_never_support(certainty: str) -> None:
    weighing = told(Account("a").killed(5), Account("b").killed(50, certainty=certainty))
    found = finding(weighing)
    assert (found.value, found.low, found.high) == (5, 5, 5)
    assert len(found.rejected) == 1


def test_a_denial_makes_a_finding_contested() -> None:
    weighing = told(Account("a").killed(5), Account("b").killed(5, polarity="-", source="the ministry"))
    found = finding(weighing)
    assert found.grade == "contested"
    assert found.value == 5


def test_only_denials_give_no_figure() -> None:
    found = finding(told(Account("a").killed(5, polarity="-", source="the ministry")))
    assert found.grade == "denied"
    assert (found.value, found.low, found.high) == (None, None, None)
    assert len(found.supports) == 1
    assert not found.rejected


def test_only_a_prediction_gives_no_finding() -> None:
    assert not told(Account("a").killed(5, certainty="predicted")).findings


def test_civilians_have_a_finding_of_their_own() -> None:
    weighing = told(Account("a").killed(52, unit="civilians", civil_status="civilian"))
    assert _figure(weighing) == (52, 52, 52)
    assert _figure(weighing, subgroup="civilians") == (52, 52, 52)


def test_civilians_do_not_contradict_a_total() -> None:
    weighing = told(
        Account("a").killed(8, unit="people"), Account("b").killed(5, unit="civilians", civil_status="civilian")
    )
    assert _figure(weighing) == (8, 8, 8)
    assert _figure(weighing, subgroup="civilians") == (5, 5, 5)
    assert not conflicts(weighing, verdict="contradictory")


def test_civilians_and_fighters_of_two_accounts_do_not_contradict() -> None:
    weighing = told(
        Account("a").killed(3, unit="fighters", civil_status="combatant"),
        Account("b").killed(5, unit="civilians", civil_status="civilian"),
    )
    assert _figure(weighing) == (None, 5, None)
    assert not conflicts(weighing, verdict="contradictory")


def test_outcomes_are_kept_apart() -> None:
    weighing = told(Account("a").killed(36).harmed("wounded", 350).harmed("abducted", 14))
    assert _figure(weighing) == (36, 36, 36)
    assert _figure(weighing, "wounded") == (350, 350, 350)
    assert _figure(weighing, "abducted") == (14, 14, 14)


def test_claims_of_two_incidents_never_mix() -> None:
    weighing = told(Account("a").killed(36).killed(11, incident="incident-b"))
    assert finding(weighing, incident="incident-a").value == 36
    assert finding(weighing, incident="incident-b").value == 11
    assert not conflicts(weighing, verdict="contradictory")


def test_a_claim_without_incident_enters_no_finding() -> None:
    assert not told(Account("a").killed(36, incident=None)).findings


def test_rising_is_a_floor() -> None:
    from recount.model.values import Count

    weighing = told(Account("a").killed(52).killed(Count("rising", None, 52, None, "52 and rising"), "52 and rising"))
    assert _figure(weighing) == (52, 52, 52)
    assert not conflicts(weighing, verdict="contradictory")


def _strength(weighing: Weighing) -> Finding:
    return finding(weighing, "force")


def test_strength_of_a_force() -> None:
    weighing = told(
        Account("a").force("military forces", count("~", 2500)),
        Account("b").force("force", exactly(2500)).force("battalions", exactly(5), kind="unit"),
        Account("c").force("forces", vague("thousands")),
    )
    found = _strength(weighing)
    assert found.value == 2500
    assert len(found.documents) == 3
    assert finding(weighing, "force", "battalions").value == 5
    assert not conflicts(weighing, verdict="contradictory")


def test_units_that_would_exceed_the_strength_raise_a_question() -> None:
    weighing = told(
        Account("a")
        .force("raiding force", exactly(2500))
        .force("5th Division", kind="unit")
        .force("army battalions", exactly(5), kind="unit")
    )
    (question,) = conflicts(weighing, "arithmetic")
    assert question.verdict == "unresolved"


def test_things_have_findings_with_their_number_of_documents() -> None:
    weighing = told(
        Account("a").force("armoured cars", kind="vehicle"), Account("b").force("armoured car", kind="vehicle")
    )
    found = finding(weighing, "vehicle", "armoured car")
    assert len(found.documents) == 2
    assert found.grade == "repeated"


@pytest.mark.parametrize("unit", ["brothers", "children", "journalists"])
def test_some_of_those_killed_do_not_contradict_all(unit: str) -> None:
    weighing = told(
        Account("a").killed(14, unit="people", source="the clinic"),
        Account("b").killed(2, unit=unit, source="a neighbour"),
    )
    assert _figure(weighing) == (14, 14, 14)
    assert not conflicts(weighing, verdict="contradictory")


def test_some_of_those_killed_are_the_figure_where_nobody_counts_all() -> None:
    assert _figure(told(Account("a").killed(2, unit="brothers"))) == (2, 2, 2)
    both = told(
        Account("a").killed(2, unit="brothers", source="x"), Account("b").killed(3, unit="children", source="y")
    )
    assert _figure(both) == (None, 3, None)
    assert not conflicts(both, verdict="contradictory")


@pytest.mark.parametrize("flag", ["sum: 1 + 5", "part: of a larger number", "additional: others"])
def test_flags_of_the_readers_make_a_figure_a_part(flag: str) -> None:
    weighing = told(Account("a").killed(14, unit="people"), Account("b").killed(6, flags=(flag,)))
    assert _figure(weighing) == (14, 14, 14)
    assert not conflicts(weighing, verdict="contradictory")


def test_a_sum_says_that_it_is_one() -> None:
    found = finding(told(Account("a").killed(9, flags=("sum: 1 + 4 + 4",))))
    assert found.value == 9
    assert "sum of parts" in found.headline
    assert any("1 + 4 + 4" in reason for reason in found.reasons)


def test_many_rivals_are_shown_as_a_range() -> None:
    accounts = [Account(str(number)).killed(number, source=f"source {number}") for number in (5, 6, 7, 8, 9)]
    found = finding(told(*accounts))
    assert found.headline == "5 killed (6 to 9 by other accounts)"
    assert (found.low, found.high) == (5, 9)


def test_a_long_enumeration_is_not_printed_as_a_figure() -> None:
    from recount.model.values import Count

    long = Count("=", 2, 2, 2, "their nephew Ola Brandt and his brother Ivo Brandt of the upper valley")
    found = finding(
        told(Account("a").killed(1, source="x"), Account("b").killed(long, source="y", who=("A", "B", "C")))
    )
    assert len(found.headline) < 80


def test_civilians_are_the_whole_where_the_other_figure_allows_them() -> None:
    from recount.model.values import Count

    rising = Count("rising", None, 52, None, "52 and rising")
    weighing = told(
        Account("a")
        .killed(52, unit="civilians", civil_status="civilian")
        .killed(rising, "52 and rising", source="a film")
    )
    assert _figure(weighing) == (52, 52, 52)


def test_an_approximate_figure_of_the_same_number_supports() -> None:
    weighing = told(Account("a").killed(count("~", 40, "about 40")), Account("b").killed(40))
    found = finding(weighing)
    assert (found.value, found.low, found.high) == (40, 40, 40)
    assert len(found.documents) == len(found.supports) == 2
    assert [conflict.verdict for conflict in conflicts(weighing, "value")] == ["compatible"]


def test_a_sum_over_all_groups_is_nearer_to_the_whole_than_one_group() -> None:
    weighing = told(
        Account("a").killed(6, unit="fighters", civil_status="combatant"),
        Account("b").killed(10, flags=("sum: 8 + 2",)),
    )
    assert _figure(weighing) == (10, 10, 10)
    assert not conflicts(weighing, verdict="contradictory")
