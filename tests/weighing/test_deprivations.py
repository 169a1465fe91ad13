"""What was withheld: one finding for each sort and doer, alleged at firmest; who knew is alleged too."""

from __future__ import annotations

from recount.model.claims import DeprivationValue
from recount.model.findings import Finding
from tests.weighing.cases import Account, told


def withheld(account: Account, sort: str, by: str | None, **more: object) -> Account:
    actors = {by: f"actor-{by.lower()}"} if by else {}
    return account.says("deprivation", DeprivationValue(sort, sort, by), actors=actors, **more)  # type: ignore[arg-type]


def found(*accounts: Account) -> list[Finding]:
    return [finding for finding in told(*accounts).findings if finding.attribute == "deprivation"]


def test_one_sort_by_one_doer_in_two_accounts_is_one_finding() -> None:
    (finding,) = found(withheld(Account("a"), "water", "Falcons"), withheld(Account("b"), "water", "Falcons"))
    assert finding.headline == "Alleged in 2 documents: water withheld by Falcons"
    assert len(finding.supports) == 2


def test_other_sorts_and_other_doers_stand_apart() -> None:
    account = withheld(withheld(withheld(Account("a"), "water", "Falcons"), "food", "Falcons"), "water", None)
    assert sorted(finding.headline for finding in found(account)) == [
        "Alleged in 1 document: food withheld by Falcons",
        "Alleged in 1 document: water withheld",
        "Alleged in 1 document: water withheld by Falcons",
    ]


def test_what_is_only_possible_is_kept_and_what_is_denied_is_no_finding() -> None:
    assert found(withheld(Account("a"), "water", "Falcons", polarity="-")) == []
    assert len(found(withheld(Account("a"), "water", "Falcons", certainty="possible"))) == 1


def test_who_knew_is_never_headed_more_firmly_than_as_alleged() -> None:
    weighing = told(Account("a").role("Falcons", "knew"))
    (finding,) = [one for one in weighing.findings if one.attribute == "knew"]
    assert finding.headline == "Alleged in 1 document: Falcons knew of it"
