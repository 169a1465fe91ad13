"""Event words with what belongs to them: which count, how many they mean, and what is tied to them."""

from __future__ import annotations

from functools import cache

import pytest

from recount.model.mentions import EventMention
from recount.model.text import Span
from recount.reading import harm
from recount.reading.events import read_events
from recount.reading.names import read_names, read_places
from recount.reading.sheet import Sheet
from recount.reading.times import read_times
from recount.reading.voices import trace
from tests.reading.opened import open_text


@cache
def events(text: str, voice: str = "article") -> tuple[EventMention, ...]:
    page = open_text(text, voice=voice)
    names = read_names(page)
    sheet = Sheet(page, names, read_places(page, names), read_times(page), trace(page, names))
    return read_events(sheet, tuple(harm.read(sheet)))


def only(text: str) -> EventMention:
    found = events(text)
    assert len(found) == 1, [mention.quote for mention in found]
    return found[0]


def told(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Soldiers stormed the village on Monday.", "stormed", "raid"),
        ("The shelling of Karsa began at dawn.", "shelling", "shelling"),
        ("A car bomb exploded near the market, killing four people.", "exploded", "bombing"),
        ("Rebels kidnapped two engineers near Lodva.", "kidnapped", "abduction"),
        ("Gunmen opened fire on a bus in Tarsh.", "opened", "shooting"),
        ("Three people died in a drone strike on Karsa.", "drone strike", "airstrike"),
        ("A ferry sank off Lodva and 40 passengers drowned.", "sank", "accident"),
        ("The landslide buried the village of Ostrel.", "landslide", "disaster"),
    ],
)
def test_event_words_have_their_type(text: str, word: str, kind: str) -> None:
    assert (word, kind) in [(mention.quote, mention.type) for mention in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "An attack helicopter stood on the runway.",
        "The fire station was painted last year.",
        "She wrote a book about trade.",
        "The bomb squad has moved to a new building.",
    ],
)
def test_things_named_after_events_are_none(text: str) -> None:
    assert events(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Residents warned of an imminent attack on the camp.",
        "They suffered periodic assaults on their homes.",
        "There was no attack on the camp.",
        "If they attack the village, many will flee.",
        "Guards were posted to prevent an attack.",
    ],
)
def test_what_did_not_happen_once_is_generic(text: str) -> None:
    assert {mention.number for mention in events(text)} <= {"generic"}


def test_a_threat_is_an_event_and_what_it_threatens_is_none() -> None:
    numbers = {mention.quote: mention.number for mention in events("The army threatened to bomb the village.")}
    assert numbers == {"threatened": "one", "bomb": "generic"}


@pytest.mark.parametrize(
    "text",
    [
        "The general ordered his men to attack the village.",
        "The attack on the village was not reported at first.",
        "Police allegedly raided the office on 4 June 2031.",
    ],
)
def test_what_is_ordered_doubted_or_looked_back_on_is_one_event(text: str) -> None:
    assert "one" in {mention.number for mention in events(text)}


def test_two_incidents_are_several_with_their_count() -> None:
    mention = only("The two attacks have much in common.")
    assert (mention.number, mention.count, mention.definite) == ("several", 2, True)


def test_dates_are_shared_out_among_several() -> None:
    text = "He took part in two earlier massacres at Karsa in 2029 and 2031."
    mention = next(found for found in events(text) if found.quote == "massacres")
    assert told(text, mention.times) == ["2029", "2031"]
    assert mention.number == "several"
    assert mention.similar_to_other


def test_a_similar_attack_is_another_one() -> None:
    text = "The raid recalls a similar attack in July 2029."
    by_word = {mention.quote: mention for mention in events(text)}
    assert by_word["attack"].similar_to_other
    assert not by_word["raid"].similar_to_other
    assert told(text, by_word["attack"].times) == ["July 2029"]
    assert by_word["raid"].times == ()


def test_time_place_agent_and_target_are_tied_by_syntax() -> None:
    text = "On 4 June 2031 the Orlan Guard attacked the camp in Karsa, killing nine people."
    mention = next(found for found in events(text) if found.quote == "attacked")
    assert told(text, mention.times) == ["4 June 2031"]
    assert any("Orlan Guard" in words for words in told(text, mention.agents))
    assert len(mention.claims) == 1


def test_the_day_of_a_statement_is_not_the_day_of_the_event() -> None:
    text = "Police said on Monday that two men were shot dead in Karsa."
    assert all("Monday" not in told(text, mention.times) for mention in events(text))


def test_every_casualty_claim_hangs_on_a_mention() -> None:
    text = "Nine villagers are dead. The attack left 12 wounded. Two were missing after the flood in Karsa."
    page = open_text(text)
    names = read_names(page)
    sheet = Sheet(page, names, read_places(page, names), read_times(page), trace(page, names))
    claims = tuple(harm.read(sheet))
    tied = {claim for mention in read_events(sheet, claims) for claim in mention.claims}
    assert claims
    assert {claim.id for claim in claims} <= tied


def test_quotes_are_exact() -> None:
    text = "The massacre at Karsa on 4 June 2031 \u2013 the army\u2019s third raid \u2013 left 30\u00a0people dead."
    for mention in events(text):
        assert text[mention.start : mention.end] == mention.quote
        for span in (*mention.times, *mention.places, *mention.agents, *mention.targets):
            assert 0 <= span.start < span.end <= len(text)


def test_a_bracket_behind_a_date_tells_of_its_day() -> None:
    text = (
        "Guards fired on the strikers on Monday. At Norrin in March 1981 (four dead, 31 injured) no inquiry was held."
    )
    start = text.index("March 1981")
    dated = {mention.quote for mention in events(text) if Span(start, start + 10) in mention.times}
    assert dated & {"dead", "injured"}
    assert all(text.index(quote) > start for quote in dated)


def test_items_of_a_list_keep_their_own_times_and_places() -> None:
    text = (
        "We recall the shelling of Karsa in January 2031, in which five people died; the bomb at Norrin in May "
        "2029, with twelve dead; and the fire at Lodva in December 2030."
    )
    shelling, bomb, fire = (
        next(one for one in events(text) if one.quote == word) for word in ("shelling", "bomb", "fire")
    )
    assert told(text, shelling.times) == ["January 2031"]
    assert "May 2029" in told(text, (*bomb.times, *((bomb.setting,) if bomb.setting else ())))
    assert told(text, fire.times) == ["December 2030"]
    assert not set(shelling.places) & set(fire.places)
