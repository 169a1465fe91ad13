"""From lexemes to time phrases: rules are matched, the longest kept, neighbours joined into one phrase.

Invariant: the expressions returned are in order of start; two of them overlap only where one lies inside the
other (a date inside the event that a longer phrase counts from).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from recount.reading.page import Page
from recount.reading.times.expressions import Expression
from recount.reading.times.lexemes import Lexeme
from recount.reading.times.rules import RULES
from recount.vocabulary import load

_PREFIX = re.compile(r"(?:(?P<the>t)?(?P<mod>m)(?:[UuJ_])?(?P<glue>-|[FI]t?|t)?)\Z")
_YEAR_CUES = frozenset(
    [
        "in",
        "since",
        "by",
        "from",
        "of",
        "until",
        "till",
        "through",
        "to",
        "during",
        "before",
        "after",
        "around",
        "about",
        "circa",
        "early",
        "late",
        "mid",
        "year",
        "between",
        "and",
        "or",
        "spring",
        "summer",
        "autumn",
        "winter",
        "fall",
    ]
)
_PAIR_GLUE = re.compile(r"(?:-|&|/|,|,&|&I|&t|-t|&m|&mI|&tm|&mFt|-m|&I?tmF|&tp|&tpF)\Z")
_SENTENCING_REACH = 9
"""Words before a stretch of years within which a sentence is spoken of."""
_STRETCH_CUES = frozenset(["in", "within", "for", "after", "over", "of", "during"])
"""Words after which a bare plural is a stretch of time ("within days")."""
_JOINTS = {
    "": frozenset(
        ["PD", "WP", "DP", "NP", "KP", "KD", "KW", "KN", "DK", "WK", "PK", "NK", "DY", "WD", "MY", "SY", "PW", "PN"]
    ),
    ",": frozenset(["DP", "WD", "KD", "KW", "WK", "DK", "PD", "KN", "PK", "PW"]),
    "O": frozenset(["PD", "PW", "KD", "KW", "DK", "WK", "PK", "NK", "YD", "WD", "KP", "PN"]),
    "Ot": frozenset(["PD", "KD", "PW", "YD", "WD"]),
    "F": frozenset(["PD", "PW", "PN", "KD", "WD", "MY", "DY", "SY", "KN"]),
    "Ft": frozenset(["PD", "WD", "PN"]),
    "I": frozenset(["KP", "YD", "DP", "NP", "WP"]),
    "It": frozenset(["KP", "DP", "WP", "NP"]),
    ",I": frozenset(["DP", "WP"]),
    ",It": frozenset(["DP", "WP"]),
    ",O": frozenset(["DK", "WK", "PK"]),
}
"""Which phrases join across which words: D a month's day, M a month, S a season, Y a year, W a weekday, P a part
of the day, K a clock, N a day pointed to (yesterday, the same day)."""


def parse(page: Page, lexemes: Sequence[Lexeme], classes: str) -> list[Expression]:
    """Return the time phrases of a page in order."""
    found = _longest(_candidates(lexemes, classes))
    found = [expression for expression in found if _stands(page, lexemes, classes, expression)]
    found = [_roughened(lexemes, classes, _modified(lexemes, classes, expression)) for expression in found]
    found = _without_overlap(found)
    found = [_unhedged(lexemes, expression) for expression in found]
    joined = _joined(classes, found)
    return [_trimmed(page, lexemes, classes, item) for item in _inherited(classes, joined)]


def _candidates(lexemes: Sequence[Lexeme], classes: str) -> list[tuple[int, int, int, tuple[Expression, ...]]]:
    candidates = []
    for order, rule in enumerate(RULES):
        for match in rule.pattern.finditer(classes):
            made = tuple(replace(item, rule=rule.name) for item in rule.read(match, lexemes))
            if made:
                candidates.append((made[0].first, made[-1].last, order, made))
    return candidates


def _longest(candidates: list[tuple[int, int, int, tuple[Expression, ...]]]) -> list[Expression]:
    """Keep the longest candidate at each place, the earlier rule among equals."""
    taken: set[int] = set()
    kept: list[Expression] = []
    for first, last, _, made in sorted(candidates, key=lambda item: (item[0] - item[1], item[0], item[2])):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            kept.extend(made)
    return sorted(kept, key=lambda item: item.first)


def _without_overlap(found: list[Expression]) -> list[Expression]:
    kept: list[Expression] = []
    for expression in sorted(found, key=lambda item: (item.first, -item.last)):
        if not kept or expression.first >= kept[-1].last:
            kept.append(expression)
    return kept


# -- what stands for a time at all -----------------------------------------------------------------------------


def _stands(page: Page, lexemes: Sequence[Lexeme], classes: str, expression: Expression) -> bool:
    """Return whether a phrase is a time here and not a count, a name's part or another word."""
    first, last = expression.first, expression.last
    before = lexemes[first - 1].text.lower() if first else ""
    after = lexemes[last].text.lower() if last < len(lexemes) else ""
    surface = lexemes[first].text.lower()
    if expression.rule in ("year", "years") and last - first == 1 and lexemes[first].code in "yY":
        return _is_year(page, lexemes, classes, first)
    if expression.rule in ("duration", "units") and _is_sentence_served(lexemes, first, last):
        return False
    if expression.rule == "weekday":
        return not _names_something(page, lexemes, classes, first)
    if expression.rule == "duration":
        if after == "old" or (after == "-" and last + 1 < len(lexemes) and lexemes[last + 1].text.lower() == "old"):
            return False
        if before in ("$", "£", "€") or (surface == "a" and before in ("quite", "such")):
            return False
        if surface in ("a", "an") and _unit_word(lexemes, last) in ("second", "day", "minute", "night"):
            return before not in ("times", "such", "quite", "per", "one") and not _is_rate(page, lexemes, first, last)
        if _unit_word(lexemes, last) == "quarter" and after == "of":
            return False
        return not _is_rate(page, lexemes, first, last)
    if expression.rule == "quarter":
        return lexemes[last - 1].code != "u" or "quarter" in [item.text.lower() for item in lexemes[first:last]]
    if expression.rule == "part of day":
        return _is_part(page, lexemes, classes, expression)
    if expression.rule == "season":
        return not (before == "arab" and surface == "spring")
    if expression.rule == "units":
        return before in _STRETCH_CUES and (last >= len(lexemes) or lexemes[last].code not in "glbe")
    if expression.rule == "units of an event":
        if re.match(r"F(?:t?r*[uyMDSWd]|tu)", classes[last : last + 6]):
            return False
        return surface != "quarters" and _unit_word(lexemes, last) != "quarter"
    if expression.rule == "deictic":
        if lexemes[last - 1].text.lower() == "future":
            token = page.token_at(lexemes[last - 1].start)
            return token is None or page.tokens[token].upos == "NOUN"
        if surface == "now":
            return after != "that"
        if surface == "recently":
            return before != "as"
        if surface == "former":
            token = page.token_at(lexemes[first].start)
            return token is None or (page.tokens[token].upos == "ADJ" and not _names_a_pair(page, token))
    if expression.rule == "decade":
        if before in ("his", "her", "their", "my", "your", "our"):
            return False  # "in her 80s" is an age
        return lexemes[last - 1].text[-1:].lower() == "s"
    if expression.rule == "month day":
        return True
    if expression.rule == "the past":
        token = page.token_at(lexemes[last - 1].start)
        return token is None or page.tokens[token].upos == "NOUN"
    if expression.rule == "period":
        return _is_period(lexemes, first, last)
    if expression.rule == "clock" and lexemes[first].code == "k":
        return True
    return True


def _names_a_pair(page: Page, token: int) -> bool:
    """Return whether ``the former`` picks one of two ("the former option") and says nothing of time."""
    head = page.tokens[token].head
    return (
        page.lower[token - 1 : token] == ["the"]
        and (head < token or page.tokens[head].upos != "PROPN")
        and (head < token or page.tokens[head].lemma.lower() in ("option", "case", "group", "conference", "view"))
    )


def _unit_word(lexemes: Sequence[Lexeme], last: int) -> str:
    return str(lexemes[last - 1].value)


def _is_rate(page: Page, lexemes: Sequence[Lexeme], first: int, last: int) -> bool:
    """Return whether ``a day`` says how often: "three times a day", "120 bombs a day", "forty a day"."""
    if last - first != 2 or lexemes[first].text.lower() not in ("a", "an") or not first:
        return False
    before = lexemes[first - 1]
    if before.text.lower() in ("times", "twice", "once", "percent", "%"):
        return True
    token = page.token_at(before.start)
    return token is not None and page.tokens[token].upos in ("NOUN", "NUM", "SYM")


def _is_sentence_served(lexemes: Sequence[Lexeme], first: int, last: int) -> bool:
    """Return whether years are a sentence: "sentenced him to 22 years", "six months in prison"."""
    words = load("times")
    if any(item.text.lower() in words["confinement"] for item in lexemes[last : last + 3]):
        return not any(item.text in ".;|" for item in lexemes[last : last + 2])
    before = [item.text.lower() for item in lexemes[max(0, first - _SENTENCING_REACH) : first]]
    return before[-1:] == ["to"] and any(word in words["sentencing"] for word in before)


def _names_something(page: Page, lexemes: Sequence[Lexeme], classes: str, index: int) -> bool:
    """Return whether a weekday or part of the day is a word of a name ("the Evening Courier", "Bloody Sunday")."""
    lexeme = lexemes[index]
    if not lexeme.text.istitle() or page.text.isupper():
        return False
    before = lexemes[index - 1] if index else None
    after = lexemes[index + 1] if index + 1 < len(lexemes) else None
    if before is not None and before.text.istitle() and before.text.lower() in load("times")["name_openers"]:
        return True
    if after is None or after.code != "_" or not after.text.istitle() or after.start != lexeme.end + 1:
        return False
    token = page.token_at(lexeme.start)
    return (
        token is not None
        and page.tokens[token].deprel in ("compound", "flat", "amod")
        and page.tokens[page.tokens[token].head].upos == "PROPN"
    )


def _is_period(lexemes: Sequence[Lexeme], first: int, last: int) -> bool:
    """Return whether ``this time``, ``the same period`` points to a time ("the time has come" does not)."""
    words = [item.text.lower() for item in lexemes[first:last]]
    before = lexemes[first - 1].text.lower() if first else ""
    if words[-1] == "moment":
        return before in ("at", "for") or words[0] in ("this", "that")
    if words[0] == "the" and len(words) == 2:
        return (
            before == "at"
            and words[1] == "time"
            and (last >= len(lexemes) or lexemes[last].text.lower() not in ("of", "when"))
        )
    if words[-1] in ("era", "span"):
        return words[0] in ("this", "that")
    if words[-1] == "time" and "same" not in words:
        return before in ("during", "at", "by", "in", "from", "until", "since", "before", "after", "around", "of")
    return words[0] in ("this", "that", "these", "those", "the") or "same" in words


def _is_part(page: Page, lexemes: Sequence[Lexeme], classes: str, expression: Expression) -> bool:
    """Return whether a part of the day stands alone or with a date, not in a name ("Good Morning", "night club")."""
    first, last = expression.first, expression.last
    before = lexemes[first - 1].text.lower() if first else ""
    after = lexemes[last].text.lower() if last < len(lexemes) else ""
    if before in ("good", "late-"):
        return False
    if expression.part == "dawn" and after == "of":
        following = classes[last + 1 : last + 3]
        return any(code in "MWdoy" for code in following)
    part = lexemes[last - 1]
    if classes[last - 1] != "p" or (first and classes[first - 1] in "Wrdo") or classes[last : last + 1] in ("F", "d"):
        return True
    if _names_something(page, lexemes, classes, last - 1):
        return False
    if part.text.istitle() and last - first == 2 and before == "of" and not page.text.isupper():
        return False  # "Army of the Dawn"
    return not _describes_a_thing(page, lexemes, expression)


def _describes_a_thing(page: Page, lexemes: Sequence[Lexeme], expression: Expression) -> bool:
    """Return whether a part of the day tells a kind of thing or person ("night watchman"), no event ("dawn raid")."""
    last = expression.last
    if expression.part is None or last >= len(lexemes):
        return False
    if lexemes[last].text == "-" and lexemes[last].start == lexemes[last - 1].end and last + 1 < len(lexemes):
        return lexemes[last + 1].code == "_" and lexemes[last + 1].start == lexemes[last].end
    token = page.token_at(lexemes[last - 1].start)
    if token is None or page.tokens[token].deprel != "compound" or page.tokens[token].head != token + 1:
        return False
    head = page.tokens[token + 1]
    return head.upos == "NOUN" and head.lemma.lower() not in load("times")["event_nouns"]


def _is_year(page: Page, lexemes: Sequence[Lexeme], classes: str, index: int) -> bool:
    """Return whether a bare four-digit number is a year: by the words around it, then by the tree."""
    lexeme = lexemes[index]
    before = lexemes[index - 1] if index else None
    after = lexemes[index + 1] if index + 1 < len(lexemes) else None
    left = before.text.lower() if before else ""
    right = after.text.lower() if after else ""
    if int(lexeme.value) < 0:
        return True
    if lexeme.code == "Y":
        return left in _YEAR_CUES or left in ("class", "the")
    if left == "at":
        return False
    if left == "than" and index > 1 and lexemes[index - 2].text.lower() in ("older", "later", "earlier", "newer"):
        return True
    if left in ("$", "£", "€", "#", "no", "number", "about", "some", "nearly", "over", "than", "least", "almost"):
        return False
    if right in (
        "%",
        "percent",
        "km",
        "miles",
        "meters",
        "metres",
        "feet",
        "kilometers",
        "kilometres",
        "tons",
        "acres",
    ):
        return False
    if after is not None and after.code in "UCx":
        return False
    if left in ("in", "by", "since", "until", "during") and int(lexeme.value) >= 1700 and right not in ("people",):
        return True
    if after is not None and after.code == "_" and after.text.islower() and _counts(page, lexeme, after):
        return left in ("the", "early", "late", "since") and int(lexeme.value) >= 1500
    if before is not None and before.code == "-":
        return index < 2 or lexemes[index - 2].code in "yYdMSBm)" or lexemes[index - 2].end < before.start
    if left in _YEAR_CUES or left in ("(", "/", ",", "["):
        return True
    if before is None or before.code == "|" or after is None or after.code == "|":
        return int(lexeme.value) >= 1500
    token = page.token_at(lexeme.start)
    return int(lexeme.value) >= 1600 and (token is None or page.tokens[token].upos in ("NUM", "PROPN", "NOUN"))


def _counts(page: Page, number: Lexeme, noun: Lexeme) -> bool:
    """Return whether a number counts the plural noun after it."""
    token, head = page.token_at(number.start), page.token_at(noun.start)
    if token is None or head is None:
        return noun.text.endswith("s")
    tokens = page.tokens
    return tokens[head].xpos in ("NNS", "NNPS") or (
        tokens[token].deprel == "nummod" and tokens[tokens[token].head].xpos in ("NNS", "NNPS")
    )


# -- modifiers, joints, pairs ----------------------------------------------------------------------------------


def _modified(lexemes: Sequence[Lexeme], classes: str, expression: Expression) -> Expression:
    """Take ``early``, ``the end of``, ``mid-`` before a phrase into it."""
    if expression.kind not in ("calendar", "pointer") or expression.mod is not None or expression.minute is not None:
        return expression
    window = classes[max(0, expression.first - 4) : expression.first]
    match = _PREFIX.search(window)
    if not match:
        return expression
    first = expression.first - len(match[0])
    mod = lexemes[first + (1 if match["the"] else 0)]
    between = classes[first + (2 if match["the"] else 1) : expression.first]
    if mod.text.lower() in ("end", "start", "close", "onset", "outset", "middle", "midst", "beginning"):
        if not between.startswith("F"):
            return expression
    elif between and between[0] in "U_uJ":
        word = lexemes[first + (2 if match["the"] else 1)].text.lower()
        if word not in ("part", "parts", "half", "hours", "days", "months", "years", "stages", "hour"):
            return expression
    elif between[:1] == "F" or (between[:1] == "t" and expression.kind == "calendar"):
        return expression
    return replace(expression, first=first, mod=str(mod.value))


def _roughened(lexemes: Sequence[Lexeme], classes: str, expression: Expression) -> Expression:
    """Take in what makes a time a rough one: "about 20 May", "shortly after 3 p.m.", "earlier Sunday"."""
    first = expression.first
    if not first or expression.kind not in ("calendar", "pointer"):
        return expression
    words = load("times")
    before = lexemes[first - 1].text.lower()
    is_clock = expression.minute is not None
    if before in words["roughly"] and (is_clock or expression.day is not None):
        return replace(expression, first=first - 1, mod="APPROX")
    if is_clock and before in ("before", "after") and first > 1 and lexemes[first - 2].text.lower() in words["closely"]:
        return replace(expression, first=first - 2, mod=before.upper())
    if expression.day is not None and classes[max(0, first - 3) : first] == "tuF":
        if lexemes[first - 2].text.lower() == "week":
            return replace(expression, first=first - 3, mod="WEEK")
    if expression.weekday is not None and classes[max(0, first - 2) : first] == "mO" and expression.minute is None:
        if lexemes[first - 2].text.lower() in ("early", "late"):
            return replace(expression, first=first - 2, mod=str(lexemes[first - 2].value))
    day_named = expression.weekday is not None or (expression.kind == "pointer" and expression.part is not None)
    if day_named and classes[first - 1] in "el" and (first < 2 or classes[first - 2] not in "uU"):
        return replace(expression, first=first - 1)
    return expression


def _unhedged(lexemes: Sequence[Lexeme], expression: Expression) -> Expression:
    """Leave out an ``over`` that is a preposition (``over a three year period``), take in ``right`` before ``now``."""
    first = expression.first
    before = lexemes[first - 1].text.lower() if first else ""
    if expression.kind == "duration" and lexemes[first].text.lower() == "over":
        counted = lexemes[first + 1].text.lower() in ("a", "the") and expression.last - first > 3
        if counted and before not in ("for", "is", "was", "been", "lasted", "took", "of"):
            return replace(expression, first=first + 1, mod=None)
    if lexemes[first].text.lower() == "up" and lexemes[first + 1].text.lower() == "to":
        return expression
    if lexemes[first].text.lower() in ("than", "up", "another") and expression.kind in ("duration", "pointer"):
        return replace(expression, first=first + 1)
    if lexemes[first].text.lower() == "many" and before == "as":
        return replace(expression, first=first - 1)
    if lexemes[first].text.lower() == "now" and before == "right":
        return replace(expression, first=first - 1)
    return expression


def _letter(expression: Expression) -> str:
    """Return the letter of ``_JOINTS`` for a phrase, empty where it joins nothing."""
    if expression.kind == "pointer":
        unit = expression.pointer.unit if expression.pointer else ""
        if expression.part is None and expression.month is None and expression.weekday is None:
            return (
                {"day": "N", "year": "Y"}.get(unit, "")
                if not (expression.pointer and expression.pointer.counted)
                else ""
            )
        return "W" if expression.weekday is not None else "N" if expression.part else ""
    if expression.kind != "calendar":
        return ""
    if expression.minute is not None and expression.day is None and expression.part is None:
        return "K" if expression.weekday is None else ""
    if expression.day is not None or expression.open_dates:
        return "D"
    if expression.weekday is not None:
        return "W"
    if expression.month is not None:
        return "M"
    if expression.season is not None:
        return "S"
    if expression.part is not None:
        return "P"
    return "Y" if expression.year is not None and expression.mod is None else ""


def _joined(classes: str, found: list[Expression]) -> list[Expression]:
    """Join neighbours that together say one time, repeatedly from the left."""
    result: list[Expression] = []
    letters: list[set[str]] = []
    for expression in found:
        letter = _letter(expression)
        if result and letter:
            left = result[-1]
            glue = classes[left.last : expression.first]
            one = _joint_letter(left, letters[-1])
            if (
                len(glue) <= 3
                and f"{one}{letter}" in _JOINTS.get(glue, ())
                and _agree(left, expression, letters[-1], letter)
                and (glue != "," or one + letter != "DP" or _is_aside(classes, expression))
            ):
                result[-1] = _merge(left, expression)
                letters[-1] = letters[-1] | {letter}
                continue
        result.append(expression)
        letters.append({letter} if letter else set())
    return result


def _joint_letter(expression: Expression, letters: set[str]) -> str:
    """Return under which letter a phrase joined so far goes on joining: its date, else its weekday, else its last."""
    for letter in "DNWYMSPK":
        if letter in letters:
            return letter
    return ""


def _is_aside(classes: str, right: Expression) -> bool:
    """Return whether a part of the day after a comma belongs to the date before it (", early in the morning")."""
    return right.mod is not None or classes[right.first] == "t"


def _agree(left: Expression, right: Expression, letters: set[str], letter: str) -> bool:
    if letter in letters or ("Y" in letters | {letter} and left.year is not None and right.year is not None):
        return False
    if letter == "Y" and right.kind == "calendar" and left.year is not None:
        return False
    if letter == "Y" and (left.year is not None or left.within is not None):
        return False
    return not (letter == "D" and "N" in letters) and not (letter == "N" and "D" in letters)


def _merge(left: Expression, right: Expression) -> Expression:
    """Return one phrase with the parts of both; the pointer of a year becomes what the date lies within."""
    if left.kind == "pointer" and right.kind == "calendar" and right.day is not None and left.weekday is not None:
        return replace(right, first=left.first, weekday=left.weekday)  # "this coming Sunday, March 8th"
    core, other = (left, right) if left.kind == "pointer" or right.kind == "calendar" else (right, left)
    minute = core.minute if core.minute is not None else other.minute
    half_open = core.half_open or other.half_open
    part = core.part or other.part
    if minute is not None and half_open and part is not None:
        minute, half_open = _in_part(minute, part), None
    if core.kind == "pointer" and core.pointer is not None and core.pointer.unit == "year" and core.month is None:
        core, other = replace(other, within=core.pointer), replace(core, pointer=None)
    return replace(
        core,
        first=left.first,
        last=right.last,
        year=core.year if core.year is not None else other.year,
        month=core.month if core.month is not None else other.month,
        day=core.day if core.day is not None else other.day,
        weekday=core.weekday if core.weekday is not None else other.weekday,
        season=core.season or other.season,
        part=part,
        minute=minute,
        half_open=half_open,
        mod=core.mod or other.mod,
        pointer=core.pointer or (other.pointer if core.kind == "pointer" else None),
        open_dates=core.open_dates or other.open_dates,
    )


def _in_part(minute: int, part: str) -> int:
    """Return a clock time of twelve hours in its part of the day: six in the evening is 18:00."""
    hour = minute // 60 % 12
    late = part in ("afternoon", "evening", "dusk", "sunset", "nightfall") or (part == "night" and hour >= 6)
    return minute % 60 + 60 * (hour + (12 if late else 0))


def _inherited(classes: str, found: list[Expression]) -> list[Expression]:
    """Give the left half of a pair the year printed with its right half (``from April to June 1955``)."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        glue = classes[left.last : right.first]
        if not left.lacks_year or right.kind != "calendar" or not _PAIR_GLUE.match(glue):
            continue
        same_kind = (left.month is not None and right.month is not None) or (
            left.season is not None and right.season is not None
        )
        if not same_kind:
            continue
        if right.year is not None:
            wraps = left.month is not None and right.month is not None and left.month > right.month
            result[index] = replace(
                left, year=right.year - (1 if wraps and ("&" in glue or "-" in glue) else 0), inherits=True
            )
        elif right.within is not None:
            result[index] = replace(left, within=right.within, inherits=True)
        elif left.month is not None and right.month is not None and left.month > right.month and glue in ("&", "-"):
            result[index] = replace(left, year_shift=-1)
    return result


def _trimmed(page: Page, lexemes: Sequence[Lexeme], classes: str, expression: Expression) -> Expression:
    """Leave ``the`` out of a phrase that stands before the noun it describes (``the winter offensive``)."""
    if classes[expression.first] == "a" and expression.kind == "duration" and expression.last - expression.first >= 3:
        # "a two-hour meeting": the article belongs to the meeting; "a three year period" keeps it
        if classes[expression.last - 1] == "u" and classes[expression.first + 1] in "dznywq":
            return replace(expression, first=expression.first + 1)
        return expression
    if classes[expression.first] != "t" or expression.kind not in ("calendar", "duration"):
        return expression
    if expression.mod is not None and expression.decade is None and expression.century is None:
        if classes[expression.first + 1] == "m" and lexemes[expression.first + 1].text.lower() not in (
            "early",
            "late",
            "mid",
        ):
            return expression
    head = page.token_at(lexemes[expression.last - 1].start)
    if head is None:
        return expression
    token = page.tokens[head]
    attributive = token.deprel in ("compound", "amod", "nmod:poss", "nummod") and token.head > head
    return replace(expression, first=expression.first + 1) if attributive else expression
