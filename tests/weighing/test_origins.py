"""Origins: repeating is not corroborating."""

from __future__ import annotations

import pytest

from recount.model.incidents import SharedOrigin
from tests.weighing.cases import Account, Case, body, finding, told


def _grade(*accounts: Account, **more: object) -> str:
    return finding(told(*accounts, **more)).grade  # type: ignore[arg-type]


def test_one_account_is_a_single_source() -> None:
    found = finding(told(Account("a", "A. Writer").killed(5)))
    assert found.grade == "single_source"
    assert any("1 document, 1 origin" in reason for reason in found.reasons)


def test_one_account_that_says_it_twice_is_one_origin() -> None:
    found = finding(told(Account("a").killed(5).killed(5)))
    assert len(found.origins) == 1
    assert len(found.supports) == 2
    assert found.grade == "single_source"


def test_two_accounts_without_sources_repeat() -> None:
    found = finding(told(Account("a", "A").killed(5), Account("b", "B").killed(5)))
    assert found.grade == "repeated"
    assert not any(origin.named for origin in found.origins)


def test_two_accounts_of_one_spokesman_are_one_origin() -> None:
    found = finding(told(Account("a").killed(5, source="Major Oll"), Account("b").killed(5, source="Major Oll")))
    assert len(found.origins) == 1
    assert found.grade == "single_source"
    assert "Major Oll" in " ".join(found.reasons)


def test_a_named_source_and_an_author_are_not_shown_independent() -> None:
    found = finding(told(Account("a").killed(5, source="the clinic"), Account("b", "B").killed(5)))
    assert found.grade == "repeated"
    assert any(
        "2 documents, 1 named origin (the clinic)" in reason and "independence not shown" in reason
        for reason in found.reasons
    )


def test_two_named_sources_in_two_documents_corroborate() -> None:
    accounts = (Account("a").killed(5, source="the clinic"), Account("b").killed(5, source="the fire brigade"))
    assert _grade(*accounts) == "corroborated"


def test_two_named_sources_relayed_by_one_document_alone_do_not() -> None:
    account = Account("a").killed(5, source="the clinic").killed(5, source="the fire brigade")
    assert _grade(account) == "repeated"


def test_sources_of_one_body_do_not_corroborate() -> None:
    actors = {
        "army": body("army", "Army"),
        "brigade": body("brigade", "Brigade", part_of=("army",)),
        "staff": body("staff", "Staff", part_of=("army",)),
    }
    accounts = (
        Account("a").killed(5, source="Brigade", actors={"Brigade": "brigade"}),
        Account("b").killed(5, source="Staff", actors={"Staff": "staff"}),
    )
    assert _grade(*accounts, actors=actors) == "repeated"


def test_names_of_one_actor_are_one_origin() -> None:
    accounts = (
        Account("a").killed(5, source="the Relief Office", actors={"the Relief Office": "actor-r"}),
        Account("b").killed(5, source="RO", actors={"RO": "actor-r"}),
    )
    found = finding(told(*accounts))
    assert len(found.origins) == 1


def test_an_author_who_is_cited_elsewhere_is_one_origin() -> None:
    found = finding(told(Account("a", "Ada Quill").killed(5), Account("b").killed(5, source="Ada Quill")))
    assert len(found.origins) == 1
    assert found.origins[0].named


@pytest.mark.parametrize("name", ["officials", "sources", None])
def test_unnamed_sources_of_two_documents_are_not_shown_to_be_one_or_two(name: str | None) -> None:
    accounts = [Account(letter).killed(5, chain=((name, False),)) for letter in "ab"]
    found = finding(told(*accounts))
    assert found.grade == "repeated"
    assert not any(origin.named for origin in found.origins)


def test_unnamed_sources_of_one_relay_are_one_origin() -> None:
    chain = (("the Valley Press", True), ("officials", False))
    found = finding(told(Account("a").killed(5, chain=chain), Account("b").killed(5, chain=chain)))
    assert len(found.origins) == 1
    assert found.grade == "single_source"


def test_copied_text_is_one_origin() -> None:
    case = Case([Account("a", "A").killed(5), Account("b", "B").killed(5)]).build()
    documents = tuple(document.id for document in case.documents)
    case.origins.append(SharedOrigin("o1", "copied_text", None, documents))
    found = finding(case.build().weigh())
    assert len(found.origins) == 1
    assert found.grade == "single_source"


def test_an_echo_named_by_its_claims_is_one_origin_for_these_claims_alone() -> None:
    case = Case([Account("a", "A").killed(5).harmed("wounded", 9), Account("b", "B").killed(5).harmed("wounded", 9)])
    case.build()
    first, second = (next(c for c in case.of(name) if c.value.outcome == "killed") for name in "ab")  # type: ignore[union-attr]
    case.origins.append(SharedOrigin("o1", "echo", None, (first.document, second.document), (first.id, second.id)))
    weighing = case.build().weigh()
    assert len(finding(weighing).origins) == 1
    assert len(finding(weighing, "wounded").origins) == 2


def test_comments_are_voices_of_their_own() -> None:
    found = finding(told(Account("a").killed(5, voice="comment").killed(5, voice="comment").killed(5)))
    assert len(found.origins) == 3


def test_each_claim_of_a_finding_stands_with_one_origin() -> None:
    found = finding(
        told(
            Account("a").killed(5, source="the clinic").killed(5),
            Account("b").killed(5, source="the clinic"),
            Account("c").killed(5),
        )
    )
    listed = [claim for origin in found.origins for claim in origin.claims]
    assert sorted(listed) == sorted(found.supports)


@pytest.mark.parametrize("name", ["YouTube", "Video", "Initial Sources", "Reports", "Twitter users", "The Local Media"])
def test_platforms_titles_and_reports_are_no_named_origins(name: str) -> None:
    found = finding(told(Account("a").killed(5, source=name), Account("b").killed(5, source="the clinic")))
    assert [origin.name for origin in found.origins if origin.named] == ["the clinic"]
    assert found.grade == "repeated"


@pytest.mark.parametrize("name", ["Levant Video Office", "Harbour Post", "The Reporter Guild"])
def test_names_that_hold_such_words_beside_others_stay_names(name: str) -> None:
    found = finding(told(Account("a").killed(5, source=name)))
    assert found.origins[0].named


def test_a_title_that_repeats_what_the_account_has_from_a_source_is_not_another_origin() -> None:
    account = Account("a").killed(26, "26 dead", voice="title").killed(26, source="the Harbour Office")
    found = finding(told(account))
    assert [origin.name for origin in found.origins] == ["the Harbour Office"]
    assert found.grade == "single_source"


def test_a_comment_that_repeats_it_is_still_a_voice_of_its_own() -> None:
    account = Account("a").killed(26, source="the Harbour Office").killed(26, voice="comment")
    assert finding(told(account)).grade == "repeated"


def test_a_body_under_two_names_is_one_origin() -> None:
    actors = {"office": body("office", "Harbour Office", "Bureau of the Harbour")}
    weighing = told(
        Account("a").killed(5, source="Harbour Office", actors={"Harbour Office": "office"}),
        Account("b").killed(5, source="the Bureau of the Harbour"),
        actors=actors,
    )
    assert len(finding(weighing).origins) == 1


def test_a_name_that_two_bodies_bear_joins_nothing() -> None:
    actors = {"one": body("one", "Harbour Office", "Office"), "two": body("two", "Customs Office", "Office")}
    weighing = told(
        Account("a").killed(5, source="Harbour Office", actors={"Harbour Office": "one"}),
        Account("b").killed(5, source="Office"),
        actors=actors,
    )
    assert len(finding(weighing).origins) == 2
