"""Identifiers, births, aliases and descriptions in the words that people use, in sentences of many regions."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.pipeline import build
from recount.report import publish
from recount.report.public.identifiers import identifiers
from recount.report.public.known import Names
from recount.report.public.spans import find


def left(text: str) -> str:
    """Return a text with a mark for each identifier and each description."""
    for one in reversed([one for one in find(text, Names()).withheld if one.identifier]):
        text = f"{text[: one.start]}#{text[one.end :]}"
    return text


CODES = [
    "Phone for the uncle: 955 014 226.",
    "Telephone of the widow: 644 210 873.",
    "They came in a grey van, plate KA 05 MH 1234.",
    "The lorry T 482 CKA stood outside.",
    "A matatu, UAX 482K, was seen.",
    "The jeep bore the number 12-B-345-67.",
    "a white Land Cruiser numbered GT 4821-12 waited",
    "number plate ending in 882",
    "the taxi, 3-48213 AA, sped off",
    "Damascus 482137, it said.",
    "A bus with Baghdad 48213 on its side.",
    "He rode a Bajaj (BA 1 PA 4821).",
    "YGN 5D/4821 was the car",
    "the car 51F-482.19 stopped",
    "Hilux, AD 4821, no lights",
    "registration CE 4821 AB",
    "plates: A1B-482",
    "The truck KWX4A21 was found.",
    "an Opel, А482КХ 95, no lights",
    "plates 6.4821.30",
    "a pickup with plate LEA-4821",
    "plate 20918 Nineveh",
    "the car 7-4821-94 was theirs",
    "Case No. 482/2019 was opened.",
    "file 0314-02",
    "His passport, K 3820177, was kept.",
    "death certificate CD-88213-PM",
    "inmate 44821 told us",
    "patient number 20/4471",
    "hospital record MRN 448213",
    "badge 4482",
    "ration card 448-2213",
    "ticket no. 88213",
    "her permit, RF/2019/44821, was void",
    "SIM 8901 4103 2112",
    "IMEI 356938035643809",
    "policy number AX-229-01",
    "the complaint was logged as OB 12/03/2019-44",
    "roll number 44821",
    "Her UNHCR number 245-12C00482 was read out.",
    "account 22-448-1 at the Post Bank",
    "exam slip Centre 11407, No. 226",
    "his folio: FED/TAM-P/00731",
    "tazkira 4482-113",
    "CPF 055.918.***-40",
    "the case UA 88/3-LOC",
    "locker 448",
    "docket number 2:19-cr-00482",
    "morgue tag 2231",
    "the box number 4482",
    "He was prisoner 482.",
    "the body bag A-4482",
]
NO_CODES = [
    "AK-47 rifles and M16s",
    "On 3 May 2001, 14 people were killed.",
    "From 1998-2001 some 10 000 000 fled.",
    "At 9.30-11.45 on 12.04.1999.",
    "OF 14 MEN, 3 MAY 2001",
    "Resolution 1325 of 2000-10-31.",
    "Between 150 and 2,000 of 12000 residents.",
    "UN Security Council Resolution 1701",
    "In 2003 12000 people died.",
    "The G20 met; COP28 opened.",
    "A MiG-29 and two Su-25s bombed it.",
    "BM-21 rockets, T-72 tanks and RPG-7s",
    "the 5th Brigade, 2nd Battalion",
    "20-30 people, 100-150 men, 1,000-2,000 troops",
    "at 0930 hours GMT",
    "in the 1990s, 24-hour curfew, a 19-year-old",
    "US $500 and 300 USD",
    "9/11, 24/7, 2/3 of them",
    "MH17 was shot down",
    "8 p.m. to 5 AM",
    "page 482, Article 12, Section 144",
    "from 2022/23 on",
    "In May 2003 500 men",
    "At 14:05:30 a shell",
    "some 12000 people in Baghdad 2003",
    "Case in 1998 went on",
    "the body of 14 men",
    "a file of 200 names",
    "a record 482 people died",
    "registered 482 deaths",
    "The report of 2019",
    "cases rose to 4821 in a week",
    "Document A/HRC/31/CRP.1",
    "km 118 and class 5-B",
    "Boeing 737-800",
    "the 1994/95 season",
    "Form One, Class VII",
    "P5 states",
    "48 hours later 300 US soldiers",
    "over 50000 in Mosul",
    "three 155mm shells",
]
BIRTHS_AND_HOMES = [
    "She was born on 4 May 1987 in Harn.",
    "He was born the night the dam broke.",
    "born in the Year of the Ox, 1985, at Lo hamlet",
    "Date of birth: 03.04.1981",
    "DOB 3/4/81, male",
    "b. 1979, native of Orl",
    "(b. 1979)",
    "he was to turn ten, in Orl, on the 4th",
    "She would have turned 30 on 9 May.",
    "On 9 May, her birthday, they came.",
    "Her birthday is the third of June.",
    "born 2 Aban 1379, in Old Kar",
    "born on Youth Day",
    "born in Orlan",
    "nacida el 3 de mayo de 1980",
    "Place and date of birth: Orl, 3 June 1980",
    "born at the mission hospital on Easter Day",
    "He was born in Orl in 1967 and worked in Pell.",
    "The child was born on the boat on the 3rd.",
    "born, she says, in 1961",
    "Year of birth 1955",
    "House 14, Group 3, behind the old mill",
    "flat 9, Orlan 41",
    "Orlanska 41, flat 9",
    "I live at Poplar Street",
    "She lives in house 12 on Quay Road",
    "Tent 44, Row C",
    "Beco da Lua, 12, fundos",
    "Villa 3, opposite the water tower",
    "Calle Los Molinos 36",
    "home is at 9 Stair Lane",
    "they live on Rue Verte",
    "Room 8, above the pharmacy",
    "Alley 9, House 3, Dike Hamlet",
    "Lorong Bunga 12",
    "House 9, Bottom Camp",
]
NO_BIRTHS = [
    "The baby was born yesterday.",
    "He was born out of fear.",
    "It was born of war.",
    "On 3 May 2001 14 people died.",
    "He turned to the men on Monday.",
    "It turned violent on 3 May.",
    "There were ten on the bus.",
    "House to house searches",
    "He was one on the list",
    "Refugees living in the town of Orl",
    "residents lived in fear",
    "People living near the border",
    "They stayed in the city.",
    "a house on fire on Monday",
    "Room 4 was empty.",
    "The toll would be 30 on Monday.",
    "Block C to F",
    "The dead were to be buried on Monday.",
    "They turned back on Tuesday.",
]
THREADS = [
    "needle.n.thread: I saw it\nok",
    "Comments (3)\n\nOld Boatman: I saw it.\n\ngustaf: so did I\n",
    "COMMENTS\n\nkiwi says:\nIt was night.\n",
    "Forum: x\nsleepy hen, 3 days ago\nIt was dark.\n",
    "12 comments\n\nmarsh hen · 3h\nIt was dark.\n",
    "[10:22] bluejay: they are here\n[10:23] owl: where\n[10:24] bluejay: here\n",
    "<tinhat> they came\n<tinhat> again they came\n",
    "> U Pop: God keep her\n> Rain: yes\n> Rain: no\n",
    "Posted by kiwi77 on 3 May\nIt was dark.",
    "username: quiethen",
    'under the name "Quiet River" she wrote',
    "He posts as nightowl9.",
    "the account of user lostboy2 was closed",
    "3/5/2019, 10:22 - pepper: they came\n3/5/2019, 10:24 - pepper: yes\n",
    "comment by 'salt and iron'",
    "Telegram: @ghosty, see",
    "Thread\nhoneybee — they came at night to us\n",
]
NO_THREADS = [
    "Q: Who?\nA: He.\nQ: When?\nA: Then.",
    "Date: 3 May\nPlace: the mill\nNote: none\nKilled: 19\n",
    "WITNESS: I saw.\nCOUNSEL: Where?\nWITNESS: There.",
    "The dead: two\nThe dead: three",
    "He said: go.\nHe said: stop.",
    "Facebook said 12 posts fell.",
    "Comments\n\nEditor: we thank you",
    "The witness said:\nI saw it",
    "Summary: men came.\nSummary: ok",
    "Military police: no\n",
]
DESCRIPTIONS = [
    "in the village there is only one potter with a red cart",
    "In our street there was only one midwife with a motorcycle.",
    "She is the only woman who drives a crane at the quay.",
    "The deaf girl who worked the button machine fled.",
    "We asked the deacon with the burnt hand who keeps the keys.",
    "Ask the lady at the library who feeds the storks.",
    "The crane operator who carried the green flag was shot.",
    "They took the English teacher at School 3 who translated for them.",
    "The lame hunter who guided tourists is sought.",
    "The cemetery's tea man with the parrot phoned us.",
    "The ferrywoman with the black teeth was fined.",
    "The chief's left-handed drummer will come.",
    "She is the lady at the clinic behind the dye shed.",
    "The pharmacist of the blue kiosk at the crossroads told us.",
    "It was the cook of the day-nursery.",
    "He was the only twin in the valley.",
    "The mayor's blind sister hid them.",
    "The governor's gardener saw it.",
    "The widow of the station master wept.",
    "the sole Braille teacher in the province",
    "He is a night porter at the Grand Hotel.",
    "I am a nurse at the mission hospital.",
    "She works as a typist for the ministry.",
    "The woman who sells candles by the north door knows.",
    "The man with the parrot saw them.",
    "the boy who rings the bell",
    "the school's caretaker ran",
    "the one-armed cobbler",
    "the tall widow who grinds sesame",
    "The only dentist in town fled.",
    "Our only vet saw it.",
    "the station's night watchman with the limp",
    "the village's only baker",
    "the first woman to drive a bus in the valley",
    "the barber whose shop faces the mosque",
    "the general's cook",
    "the albino boy",
    "the watchman of the dam",
]
NO_DESCRIPTIONS = [
    "The man who fired the shots fled.",
    "The woman who was killed was 30.",
    "The officer who ordered the attack left.",
    "The soldiers with guns came.",
    "The man with the gun ran.",
    "The driver of the truck died.",
    "The president's spokesman spoke.",
    "The people who lived there fled.",
    "The witness who saw it spoke.",
    "The doctor who treated him said so.",
    "The last survivor died.",
    "the only survivors",
    "The first man who came was shot.",
    "The army's commander said so.",
    "The leader of the group was seen.",
    "the lawyers of the accused",
    "the head of the hospital",
    "The children who died were four.",
    "the victims of the raid",
    "The editor of the paper said so.",
    "the members of the party",
    "The only child killed was four.",
    "A nurse at the hospital said 20 died.",
    "A doctor in the town spoke.",
    "The gunman with the beard fled.",
    "The bearded gunman fled.",
    "The two men who came were shot.",
    "the police chief of the town",
    "The city's hospitals were full.",
    "The country's president left.",
    "The village's houses burnt.",
    "The men at the checkpoint fired.",
    "The guards at the gate opened fire.",
    "The journalist who reported it fled.",
    "The wounded at the hospital died.",
    "their only son was killed",
    "The man who lost his leg",
    "The teacher who was shot died.",
    "The last person to see him was his wife.",
    "the town's mayor",
    "the country's soldiers",
]


@pytest.mark.parametrize("text", CODES)
def test_a_code_is_withheld_with_all_its_digits(text: str) -> None:
    shown = left(text)
    assert "#" in shown
    assert not any(map(str.isdecimal, shown))


@pytest.mark.parametrize("text", [*NO_CODES, *NO_BIRTHS, *NO_THREADS, *NO_DESCRIPTIONS])
def test_counts_days_weapons_and_what_happened_stand(text: str) -> None:
    assert left(text) == text


@pytest.mark.parametrize("text", [*BIRTHS_AND_HOMES, *THREADS, *DESCRIPTIONS])
def test_births_homes_aliases_and_descriptions_are_withheld(text: str) -> None:
    assert "#" in left(text)


@pytest.mark.parametrize("text", THREADS)
def test_who_writes_is_a_user_name(text: str) -> None:
    assert {"user name"} <= {one.kind for one in identifiers(text)}


ACCOUNT = """The list

Hope, 9, lost her mother. Patience Wood ran to the gate. Wood was hurt. The Woods left at dawn.
The Stones' house burned.
Her sister, Joy, is alive. Joy hid in the mill. His name was Sunday. Sunday was a quiet man. On Monday they came.
Will Stone, 14, died. Stone had a kite. A boy named Lucky saw it. Lucky ran. Mrs. T. opened the door. Tom Field fell.
Field was nineteen. On Sunday 5 May the men of the Norvath Rescue Federation came from Cerro Malvane. Old Baba Said hid.
Said said nothing. The family of Pa Friday fled.
"""


def test_words_of_the_language_that_are_names_are_withheld_and_bodies_stand(tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "list.txt").write_text(ACCOUNT, encoding="utf-8")
    record = build(tmp_path / "accounts", tmp_path / "c.case", workers=1).record
    text = publish(record).record.documents[0].text or ""
    for name in ("Hope", "Patience", "Wood", "Joy", "Stone", "Lucky", "Field", "Friday", "Said", "Mrs. T"):
        assert name not in text
    assert "Sunday was" not in text
    assert "On Sunday 5 May" in text
    assert "On Monday they came" in text
    assert "Norvath Rescue Federation came from Cerro Malvane" in text


def test_who_testifies_under_a_name_is_a_witness_also_where_it_is_signed(tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    complaint = (
        "I, Selin Okur, packer, make this complaint.\n\nOn 3 May 2031 guards killed two men at Varn Bridge. I saw it."
        "\n\nSelin Okur\n"
    )
    (tmp_path / "accounts" / "complaint.txt").write_text(complaint, encoding="utf-8")
    record = build(tmp_path / "accounts", tmp_path / "a.case", workers=1).record
    assert "Okur" not in (publish(record).record.documents[0].text or "")
