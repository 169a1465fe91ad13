"""One actor behind its printed names: tables of joins and of traps, and what holds for any case."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.linking.names import link_names
from recount.model.actors import Actor
from recount.model.mentions import Reading
from recount.model.text import Document
from tests.linking.readings import Printed, account

Case = list[tuple[Document, Reading]]


def linked(case: Case) -> tuple[tuple[Actor, ...], dict[tuple[str, str], str]]:
    actors, index = link_names([document for document, _ in case], [reading for _, reading in case])
    return actors, dict(index.by_name)


def test_one_person_in_many_spellings_titles_and_documents() -> None:
    case = [
        account("a", ("Nuri al-Xaliki", "person"), ("al-Xaliki", "person"),
                ("Xaliki", "person", {"title": "Prime Minister", "glue": " spoke in Zaltarim. "})),
        account("b", ("Nouri Al-Xaleki", "person"), ("Al-Xaleki", "person")),
        account("c", ("Xaliki", "person", {"title": "Mr.", "glue": " has left Zaltarim. "})),
    ]  # fmt: skip
    actors, names = linked(case)
    assert len(actors) == 1
    assert sum(form.count for form in actors[0].names) == 6
    assert len(set(names.values())) == 1
    assert actors[0].reasons
    assert actors[0].affiliation == "state"
    assert not actors[0].private


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ray Sefar", "person"), ("Sefar Zokery", "person")),
        (("John Varga", "person"), ("Paul Varga", "person")),
        (("House Foreign Affairs Committee", "organisation"), ("Senate Foreign Affairs Committee", "organisation")),
        (("Vesk Front", "organisation"), ("Vesk Front Youth", "organisation")),
        (("5th Division", "unit"), ("9th Division", "unit")),
        (("Norran Malik", "person"), ("Norran Maliki", "person")),
        (("Chadian army", "unit"), ("Sudanese army", "unit")),
        (("Quell Force", "unit"), ("Revolutionary Guards", "unit")),
    ],
)
def test_traps_stay_apart(one: Printed, other: Printed) -> None:
    actors, _ = linked([account("a", one), account("b", other)])
    assert len(actors) == 2
    actors, _ = linked([account("a", one, other)])
    assert len(actors) == 2


def test_a_surname_of_two_bearers_joins_neither() -> None:
    actors, names = linked([account("a", ("John Varga", "person"), ("Paul Varga", "person"), ("Varga", "person"))])
    assert len(actors) == 3
    assert names["a", "Varga"] not in (names["a", "John Varga"], names["a", "Paul Varga"])


def test_a_title_decides_between_two_bearers() -> None:
    case = [
        account(
            "a",
            ("John Varga", "person", {"title": "General"}),
            ("Paul Varga", "person", {"title": "Senator"}),
            ("Varga", "person", {"title": "General"}),
        )
    ]
    _, names = linked(case)
    assert names["a", "Varga"] == names["a", "John Varga"]


def test_titles_of_different_sex_keep_persons_apart() -> None:
    case = [account("a", ("John Varga", "person", {"title": "Mr."}), ("Varga", "person", {"title": "Mrs."}))]
    _, names = linked(case)
    assert names["a", "Varga"] != names["a", "John Varga"]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("J. Varga", "John Varga"),
        ("John Varga", "John F. Varga"),
        ("Alfredo Quintana", "Alfredo Quintana Burgos"),
        ("Kadem Dorbus", "Zia Kadem Dorbus"),
    ],
)
def test_shorter_forms(short: str, full: str) -> None:
    actors, _ = linked([account("a", (short, "person")), account("b", (full, "person"))])
    assert len(actors) == 1
    assert actors[0].name == full or len(actors[0].name.split()) > 1


def test_an_initial_of_two_names_joins_neither() -> None:
    actors, _ = linked(
        [account("a", ("J. Varga", "person")), account("b", ("John Varga", "person"), ("James Varga", "person"))]
    )
    assert len(actors) == 3


def test_acronyms_tie_the_forms_of_one_body() -> None:
    case = [
        account(
            "a",
            ("Popular Mojahedin League of Norland", "organisation", {"acronym_of": "PMLN"}),
            ("PMLN", "organisation", {"acronym_of": "Popular Mojahedin League of Norland"}),
            ("MKL", "organisation", {"acronym_of": "Popular Mojahedin League of Norland", "glue": " in Zaltarim. "}),
        ),
        account("b", ("Popular Mujahideen League of Norland", "organisation"), ("PMLN", "organisation")),
        account("c", ("MKL", "organisation", {"glue": " has left Zaltarim. "})),
    ]
    actors, _ = linked(case)
    assert len(actors) == 1
    assert actors[0].name.startswith("Popular")


def test_an_acronym_and_a_name_alone_mean_a_body_or_a_person_of_accounts_of_kin_only() -> None:
    known = account("a", ("Mo Kar League", "organisation"), ("MKL", "organisation"), ("Nuri Xaliki", "person"))
    strangers = [account("c", ("MKL", "organisation")), account("d", ("Xaliki", "person"))]
    _, names = linked([known, *strangers])
    assert names["c", "MKL"] != names["a", "MKL"] == names["a", "Mo Kar League"]
    assert names["d", "Xaliki"] != names["a", "Nuri Xaliki"]


def test_a_body_named_with_a_word_less_is_tied_by_its_acronym() -> None:
    short, full = "Mujahideen League of Chad", "Popular Mojahedin League of Chad"
    case = [
        account("a", (short, "organisation"), ("PMLC", "organisation", {"acronym_of": short})),
        account("b", (full, "organisation"), ("PMLC", "organisation", {"acronym_of": full, "glue": " in Zaltarim. "})),
        account("c", ("PMLC", "organisation", {"glue": " has left Zaltarim. "})),
    ]  # fmt: skip
    actors, _ = linked(case)
    assert len(actors) == 1


def test_an_acronym_with_two_meanings_stays_in_its_documents() -> None:
    case = [
        account("a", ("Army Front Party", "organisation"), ("AFP", "organisation", {"acronym_of": "Army Front Party"})),
        account("b", ("Allied Farm Pool", "organisation"), ("AFP", "organisation", {"acronym_of": "Allied Farm Pool"})),
        account("c", ("AFP", "organisation")),
    ]  # fmt: skip
    actors, names = linked(case)
    assert len(actors) == 3
    assert names["a", "AFP"] != names["b", "AFP"]


def test_states_and_their_governments_are_one_and_keep_their_armies_as_parts() -> None:
    case = [
        account(
            "a",
            ("Chad", "state"), ("Chadian government", "state"), ("government of Chad", "state"),
            ("Chad's regime", "state"),
            ("Chadian Govenment", "state"), ("Chadian army", "unit"), ("Sudan", "state"),
        )
    ]  # fmt: skip
    actors, names = linked(case)
    assert len(actors) == 3
    by_id = {actor.id: actor for actor in actors}
    army = by_id[names["a", "Chadian army"]]
    assert army.part_of == (names["a", "Chad"],)
    assert by_id[names["a", "Chad"]].affiliation == "state"


def test_a_force_of_the_guards_is_a_part_not_the_whole() -> None:
    case = [
        account(
            "a", ("Vesk Guards", "organisation", {"glue": "\u2019 "}), ("Quell forces", "unit"), ("Quell Force", "unit")
        )
    ]
    actors, names = linked(case)
    assert len(actors) == 2
    force = next(actor for actor in actors if actor.name.startswith("Quell"))
    assert force.part_of == (names["a", "Vesk Guards"],)


def test_common_nouns_are_not_joined_over_documents() -> None:
    actors, _ = linked([account("a", ("gunmen", "group")), account("b", ("gunmen", "group"))])
    assert len(actors) == 2
    assert {actor.affiliation for actor in actors} == {"armed_group"}


def test_an_office_goes_to_its_one_holder_in_the_document() -> None:
    case = [
        account("a", ("Ana Dorn", "person", {"title": "Chadian prime minister"}), ("Chadian Prime Minster", "office")),
        account("b", ("Chadian prime minister", "office")),
    ]
    _, names = linked(case)
    assert names["a", "Ana Dorn"] == names["a", "Chadian Prime Minster"]
    assert names["b", "Chadian prime minister"] != names["a", "Ana Dorn"]


def test_a_former_office_is_not_the_present_one() -> None:
    case = [
        account(
            "a",
            ("Ana Dorn", "person", {"title": "former Chadian prime minister"}),
            ("Chadian prime minister", "office"),
        )
    ]
    _, names = linked(case)
    assert names["a", "Ana Dorn"] != names["a", "Chadian prime minister"]


def test_who_only_comments_is_private() -> None:
    case = [
        account("a", ("Ila Renn", "person"), voice="comment"),
        account("b", ("Omo Tarr", "person", {"title": "Colonel"}), voice="comment"),
    ]
    actors, _ = linked(case)
    assert {actor.name: actor.private for actor in actors} == {"Ila Renn": True, "Omo Tarr": False}


_FORMS: list[tuple[str, str]] = [
    ("Nuri Xaliki", "person"), ("Nouri Xaleki", "person"), ("Xaliki", "person"), ("J. Varga", "person"),
    ("John Varga", "person"),
    ("James Varga", "person"), ("Varga", "person"), ("Chad", "state"), ("Chadian army", "unit"), ("army", "unit"),
    ("Vesk Front", "organisation"), ("VF", "organisation"), ("Chadian Vesk Front", "organisation"), ("gunmen", "group"),
    ("prime minister", "office"), ("Sefar Zokery", "person"), ("Ray Sefar", "person"), ("Sefar", "person"),
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_FORMS), min_size=1, max_size=6), min_size=1, max_size=4))
def test_links_are_an_equivalence_and_do_not_depend_on_order(drawn: list[list[tuple[str, str]]]) -> None:
    case = [account(f"d{number}", *found) for number, found in enumerate(drawn)]  # type: ignore[arg-type]
    actors, names = linked(case)
    mentions = [(passage.document, passage.start, passage.end) for actor in actors for passage in actor.mentions]
    assert len(mentions) == len(set(mentions)) == sum(len(reading.names) for _, reading in case)
    assert len({actor.id for actor in actors}) == len(actors)
    texts = {document.id: document.text for document, _ in case}
    for actor in actors:
        for passage in actor.mentions:
            assert texts[passage.document][passage.start : passage.end] == passage.quote
    for order in list(permutations(case))[:6]:
        assert linked(list(order)) == (actors, names)


def test_many_names_are_linked_in_time_near_to_linear() -> None:
    case = [
        account(
            f"d{number:04}",
            *((f"Given{number % 37}x Sur{number * 7919 % 997}name", "person"), ("Vesk Front", "organisation")),
        )
        for number in range(1500)
    ]
    actors, _ = linked(case)
    assert len(actors) > 900
