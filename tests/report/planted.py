"""Forty invented accounts in which two hundred and more identifiers of many kinds are planted, for the public version.

Everything is invented, and the same on every run. What may be public (a minister, a spokesman, a signing author,
ministries, towns) stands beside what may not.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

_GIVEN = [
    "Anselma",
    "Borek",
    "Cilla",
    "Dovid",
    "Edda",
    "Farouk",
    "Gisela",
    "Hamid",
    "Ilse",
    "Jorund",
    "Katja",
    "Lorcan",
    "Mirela",
    "Nuri",
    "Odile",
    "Pavel",
    "Quirin",
    "Rasha",
    "Sorin",
    "Tamsin",
    "Ulrika",
    "Vesna",
    "Wanja",
    "Xenia",
    "Yusef",
    "Zdenka",
    "Aleida",
    "Basim",
    "Corin",
    "Dunja",
]
_FIRST = (
    "Var Old Kest Bram Tolv Hask Mir Pell Grun Sork Fen Dral Lusk Nev Rost Vim Zar Jell Quar Thol "
    "Bex Cald Dusk Eck Frim Gost Hulv Ild Jarn Klem Lorn Mosk Nald Orv Prusk Ruv Skel Trund Ulk Wesk"
)
_LAST = "nick dorf an ović ska ander ell mann etti ubo"
_FOREIGN = (
    "Łucja Żbikowska-Prądzyńska", "Søren Øksenvåg", "Íñigo Echeñique-Zubía", "Nguyễn Thị Hạnhvy", "Çağla Gülşenoğlu",
    "Umm Khalid al-Zarqubi", "Jean-Éloi N'Dongbé", "Mac Ruairí Ó Dubhshlán", "Владимира Костянова", "Ġużeppa Xuerelli",
    "D'Artavel Moïsette", "Abd al-Rahim Quttubadin",
)  # fmt: skip
_ORDINARY = (
    "Rose Baker", "Hope Miller", "Mark Stone", "Grace Fields", "Will Carpenter", "May Rivers", "Faith Winter",
    "Frank Marsh", "Dawn Porter", "Jack Savage",
)  # fmt: skip
_TOWNS = ["Harnfeld", "Ostrava-Nova", "Melikh", "Quenby", "Tarsund"]
_ALIAS = ["river_lark", "night77fox", "quiet_heron", "old.mill.fan", "kestrel_of_the_quay"]
PUBLIC = (
    "Karim Haddadin", "Colonel Vik Strandholt", "Nadja Holtz", "Marta Lindqvister", "Ministry of Health",
    "Northern Army", "Harnfeld", "Melikh",
)  # fmt: skip
"""What must stand."""


@dataclass(slots=True)
class Accounts:
    """The texts by file name, and what is planted in them by kind."""

    texts: dict[str, str] = field(default_factory=dict)
    plants: dict[str, list[str]] = field(default_factory=dict)

    def plant(self, kind: str, words: str) -> str:
        """Note a planted string and return it."""
        self.plants.setdefault(kind, []).append(words)
        return words


def planted_accounts(number: int = 40, seed: int = 7) -> Accounts:
    """Return the accounts; the same for the same seed."""
    chance = random.Random(seed)
    surnames = [first + last for first in _FIRST.split() for last in _LAST.split()]
    chance.shuffle(surnames)
    accounts = Accounts()
    for place in range(number):
        _account(accounts, chance, surnames, place)
    return accounts


def _account(accounts: Accounts, chance: random.Random, surnames: list[str], place: int) -> None:
    def name(kind: str) -> str:
        return accounts.plant(kind, f"{chance.choice(_GIVEN)} {surnames.pop()}")

    def initials() -> str:
        return accounts.plant("initials", f"{chance.choice('BCDEFGHJ')}. {surnames.pop()}")

    def small() -> str:
        return accounts.plant("surname in small letters", f"{chance.choice(_GIVEN)} {surnames.pop().lower()}")

    plant = accounts.plant
    town = _TOWNS[place % len(_TOWNS)]
    day = f"{1 + place % 27} March 20{place % 10:02d}"
    killed, wounded = 3 + place % 11, 12 + place % 17
    paragraphs = []
    if place % 2 == 0:
        title = name("name in a headline")
        paragraphs.append(f"{title.upper()} AMONG {killed} KILLED IN {town.upper()}")
        accounts.plants["name in a headline"][-1] = title
    else:
        paragraphs.append(f"Market Shelled In {town}, {name('name in a title')} Mourned")
    paragraphs.append("By Marta Lindqvister" if place % 3 else "The Shore Post")
    victim = name("victim")
    paragraphs.append(
        f"On {day}, {killed} people were killed and {wounded} wounded in the town of {town} when shells hit "
        f"the market, Health Minister Karim Haddadin said. {victim}, a 34-year-old weaver, was among the dead. "
        "Nadja Holtz, a spokeswoman for the Ministry of Health, said most of the wounded were women. Haddadin "
        "promised an inquiry."
    )
    second = [
        lambda: f"Witness {name('witness')} said two trucks had stopped near the bridge.",
        lambda: f"His {chance.choice(['wife', 'sister', 'cousin'])}, {name('relative')}, identified the body.",
        lambda: f"{name('child')}, aged {5 + place % 9}, lost a leg.",
        lambda: f"Dr {name('doctor')} of the town clinic treated the wounded until dawn.",
        lambda: f"The first rescuer to arrive was {name('rescuer')}, who carried out four of the injured.",
        lambda: f"A man selling bread nearby, {name('bystander')}, closed his stall and went home.",
    ]
    paragraphs.append(" ".join(row() for row in chance.sample(second, 4)))
    third = [
        lambda: f"“My brother {name('name in a quotation')} never came back,” a neighbour told reporters.",
        lambda: f"The list of the dead names {initials()} and two porters.",
        lambda: f"People in the street called for {small()}, who did not answer.",
        lambda: "Colonel Vik Strandholt of the Northern Army denied that his men had fired.",
    ]
    paragraphs.append(" ".join(row() for row in chance.sample(third, 3)))
    if place < len(_FOREIGN):
        paragraphs.append(f"In the afternoon {plant('foreign name', _FOREIGN[place])} was buried beside the river.")
    if place < len(_ORDINARY):
        given = plant("name of ordinary words", _ORDINARY[place])
        paragraphs.append(f"{given} was shot at a checkpoint on the road. The brother of {given} wept.")
    paragraphs.append(_codes(accounts, chance, place))
    if place % 4 == 0:
        writer = name("commenter")
        alias = plant("user name", f"{_ALIAS[place % len(_ALIAS)]}{place}")
        paragraphs += [
            "Comments", f"{writer} says:\nI saw five more killed behind the mill.",
            f"{alias} says:\nThank you for this. Two of my cousins were wounded.",
        ]  # fmt: skip
    stem = f"report_{place:02d}"
    if place % 3 == 0:
        stem = plant("file name", f"statement_{surnames.pop().lower()}_{place:02d}")
    accounts.texts[f"{stem}.txt"] = "\n\n".join(paragraphs) + "\n"


def _codes(accounts: Accounts, chance: random.Random, place: int) -> str:
    plant = accounts.plant

    def digits(count: int) -> str:
        return "".join(chance.choice("123456789") for _ in range(count))

    street = chance.choice(("Mill Street", "Old Quay Road", "Saint Brannoc Avenue", "Lindenallee Lane"))
    quads = [digits(4) for _ in range(6)]
    rows = (
        ("address", f"{digits(2)} {street}", "The family lives at {}."),
        ("address", f"calle Molinera {digits(3)}", "They shelter in {} now."),
        ("phone", f"+44 20 {quads[0]} {quads[1]}", "The office asks callers to ring {}."),
        ("phone", f"0{digits(3)} {digits(3)} {digits(3)}", "Relatives may call {} at night."),
        ("e-mail", f"kin.of{digits(3)}@harbourmail.example.org", "Photographs can be sent to {}."),
        ("handle", f"@quaywatch{digits(2)}", "The film was posted by {} the same evening."),
        ("web address", f"https://social.example.com/people/{digits(6)}", "His page is {} still."),
        ("plate", f"KV {digits(3)} TR", "A grey van with the plate {} left the yard."),
        ("account", f"DE{digits(2)} {' '.join(quads[2:])} {digits(2)}", "Money was sent to account {}."),
        ("identity number", f"P{digits(7)}", "He carried passport number {} on him."),
        ("case number", f"{digits(3)}/KR/{digits(4)}", "The court keeps it as case no. {} in its books."),
        ("coordinates", f"34.{digits(5)}, 43.{digits(5)}", "The pit lies at {} on the map."),
        ("network address", f"10.{digits(2)}.{digits(2)}.{digits(2)}", "The threat came from {} by mail."),
        ("birth date", f"{1 + place % 27} May 19{digits(2)}", "The boy, born on {}, was at school."),
    )
    return " ".join(words.format(plant(kind, code)) for kind, code, words in chance.sample(rows, 4))
