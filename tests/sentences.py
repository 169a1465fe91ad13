"""Plausible sentences with hostile words in them, drawn by hypothesis: what random characters alone never reach.

A text is built from a small grammar of accounts (who did what to how many, when, where, who says so) whose numbers
and dates lie at the edges of what numbers and calendars can be, and then marks are put into it that hide, turn, cut
or pretend.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

NUMBERS = (
    "six", "eleven", "at least 11", "more than 30", "some forty", "dozens of", "hundreds of", "no", "0", "00", "-3",
    "1,400", "1.400", "3-4", "between ten and five", "nine to", "9" * 30, "9" * 400, "1e9", "٣", "½", "2½", "Ⅻ", "²",
    "a hundred thousand million", "up to", "not one of", "one or two", "half of the", "a third of", "50% of the",
    "fewer than 0", "ten thousand thousand", "a", "several", "12-year-old", "1/0", "१२", "million",
)  # fmt: skip
DATES = (
    "on 4 March 2021", "on 29 February 2021", "on 29 February 2020", "on 31 April 1999", "in the year 0", "in 0000",
    "on 0/0/0000", "on 31 December 9999", "on 1 January 10000", "on 9999-12-31", "on 0001-01-01", "on 0000-00-00",
    "on 32 May 2020", "on the 0th of May", "at 24:00 on 3 May 2020", "at 25:99", "in 264 BC", "on 1 January 1 AD",
    "in the 99th century", "in the 0th century", "in the 1990s", "in the 9990s", "yesterday", "last Friday",
    "on Friday",
    "two days before the attack", "9999999999 days later", "a million years before the raid", "three centuries earlier",
    "the next day", "that night", "on the night of 31 December 9999", "from 3 May to 1 May 2020", "in May", "in summer",
    "between March and", "on 3/4/05", "on 2021-02-31T25:61", "at 4 a.m. on Monday, 29 February 1900", "in week 54",
    "on ٤ March ٢٠٢١", "on May 0", "in 99999", "since 9999", "until 0001", "200 years later", "every Friday",
)  # fmt: skip
PEOPLE = (
    "people", "farmers", "soldiers", "women and children", "men, including six boys,", "of them", "of whom ten",
    "members of the Orsel Union", "civilians", "of the 30 hostages", "", "Ana Dorn and two others", "villagers",
)  # fmt: skip
HARMS = (
    "were killed", "died", "were wounded", "were detained", "were not killed", "were killed, wounded or abducted",
    "may have been shot dead", "would be executed", "are missing", "was raped", "were said to have been tortured",
    "fled", "were killed and six of them wounded", "were reportedly", "lost their lives", "were hurt, ten seriously,",
)  # fmt: skip
ACTORS = (
    "guards", "the army", "the Orsel Liberation Front (OLF)", "Col. Ivo Marn", "gunmen", "a man named X Æ A-12",
    "the 9" + "9" * 20 + "th Brigade", "’s men", "it", "they", "O’Neill-al-Dīn", "UN", "the the", "Mr.", "police",
)  # fmt: skip
PLACES = (
    "in Orsel", "at Mill Road", "near near", "40 km north of Orsel, Norrin", "outside", "in Iraq’s Anbar",
    "in the town of", "in “Orsel”", "in ((Orsel", "in Côte d’Ivoire", "",
)  # fmt: skip
SOURCES = (
    ", police said", ", the mayor said on Monday", ", according to the hospital", ", sources said", ", he denied", "?",
    ", said Ana Dorn, who heard it from a nurse who heard it from the army", ", “the ‘army’ said", ", it is alleged",
    ", a witness told “the Herald, which said", ", said", ", says the report by the UN by the army", "",
)  # fmt: skip
HOSTILE = (
    "\u200b", "\u200d", "\u202e", "\u2066", "\u200f", "\ufeff", "\u00ad", "\u0301" * 5, "\U0001f480", "\U00020000",
    "\x00",
    "\x1b[2J", "\x07", "\x85", "\u2028", "\r", "\r\n", "\n\n", "\t", "\f", "(", "((", ")", "[", "]", "“", "”", "\"",
    "’",
    "''", "<script>alert(1)</script>", "</script>", "<img src=x onerror=alert(1)>", "{{7*7}}", "{% raw %}", "]]>",
    "<!--", "-->", "&lt;b&gt;", "\"><svg onload=alert(1)>", "javascript:alert(1)", "=cmd()", "%s%n", "\\u003c", "...",
    "--", "-", "/", "@", "#", "$", "©", "ﬁ", "İ", "ß", "ſ", "\ufffd", "\ufffe", "漢字", "שלום", "مرحبا",
    "_" * 40, "1" * 60,
)  # fmt: skip
"""What hides, turns, cuts or pretends."""
HALVES = ("\ud800", "\udfff", "\udcff")
_TEMPLATES = (
    "{number} {people} {harm} {place} {date}{source}.",
    "{date}, {actor} shot {number} {people} {place}{source}.",
    "{place}, {number} {people} {harm} when {actor} fired{source}.",
    "The death toll rose to {number} {date}{source}.",
    "{actor} ordered the killing of {number} {people} {date}{source}.",
    "“{number} {people} {harm},” {actor} said {date}.",
    "{number} {people}, including {number} {people}, {harm} {place}{source}.",
    "It was the second attack {place} {date}; {number} {people} {harm} in the first{source}.",
    "{actor} denied that {number} {people} {harm} {place}{source}.",
    "If {actor} attacks again {date}, {number} {people} {harm}.",
    "Of {number} {people} {harm}, {number} {harm} {date}{source}.",
    "{actor} ({actor}), {people}, {harm}",
    "{date} {date} {date} {number} {number} {people}",
)


def bounded(examples: int) -> settings:
    """Return settings for so many examples, the same on every run: the suite's time is known."""
    return settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Return one sentence of the grammar."""
    words: dict[str, Any] = {
        "number": NUMBERS, "date": DATES, "people": PEOPLE, "harm": HARMS, "actor": ACTORS, "place": PLACES,
        "source": SOURCES,
    }  # fmt: skip
    made = draw(st.sampled_from(_TEMPLATES))
    for name, choices in words.items():
        while f"{{{name}}}" in made:
            made = made.replace(f"{{{name}}}", draw(st.sampled_from(choices)), 1)
    return made[:1].upper() + made[1:]


@st.composite
def texts(draw: st.DrawFn, *, most: int = 4, halves: bool = False) -> str:
    """Return a text of up to ``most`` sentences with hostile words put in, perhaps halves of characters too."""
    rows = draw(st.lists(sentences(), max_size=most))
    glue = draw(st.sampled_from((" ", " ", "\n", "\n\n", "\r\n", "")))
    heading = draw(st.sampled_from(("", "", "Orsel mourns\n\n", "ORSEL, 4 March 2021 - ", "By Ana Dorn\n\n", "# A\n")))
    foot = draw(
        st.sampled_from(("", "", "\n\nComments\n\n1. Ivo says:\nIt was 30.\n", "\n\nAna Dorn is a reporter.\n"))
    )
    text = heading + glue.join(rows) + foot
    for words in draw(st.lists(st.sampled_from(HOSTILE + (HALVES if halves else ())), max_size=4)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + words + text[at:]
    return text


any_text = st.one_of(
    texts(), texts(), st.text(max_size=80), st.text(alphabet="abK .,’“()\n\r\t\u200b12-/", max_size=80)
)
"""Sentences of the grammar, and now and then characters of any kind."""
