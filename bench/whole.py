"""What a whole case must hold and what the exported record holds: one item each, right or wrong.

Works on the exported JSON alone. An incident of the record answers the expected one most of whose figures lie in it;
an item of an incident that nothing answers is wrong. A record made from the expectations scores 1, an empty one 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.tally import same_actor
from corpus.whole import Case, interval

Json = dict[str, Any]
MEASURES = (
    "matched", "incidents", "days", "headlines", "figures", "never",
    "accused", "replies", "conflicts", "peace", "speakers",
)  # fmt: skip
_ACTING = frozenset({"carried_out", "ordered", "commanded", "planned", "enabled"})


@dataclass(frozen=True)
class Item:
    """One thing that was expected: under which measure, of what, and whether the record has it."""

    measure: str
    what: str
    right: bool


@dataclass
class Answer:
    """The incident of the record that answers an expected one, and whether it is neither split nor merged."""

    incident: Json | None
    whole: bool = False


class Judge:
    """Compares one record with the expectations of one case."""

    def __init__(self, case: Case, record: Json, prefix: str = "") -> None:
        self.case, self.record = case, record
        by_name = {document["input_id"] or document["name"]: document for document in record["documents"]}
        self.documents = {letter: by_name[prefix + letter] for letter in case.texts if prefix + letter in by_name}
        self.claims = {claim["id"]: claim for claim in record["claims"]}
        self.by_document: dict[str, list[Json]] = {}
        for claim in record["claims"]:
            self.by_document.setdefault(claim["document"], []).append(claim)
        self.incidents = {incident["id"]: incident for incident in record["incidents"]}
        self.names = {a["id"]: {a["name"], *(f["surface"] for f in a["names"])} for a in record["actors"]}
        self.answers = self._answers()

    # -- where words lie -----------------------------------------------------------------------------------------

    def place(self, letter: str, words: str) -> tuple[str, int, int] | None:
        """Return the document and the offsets of words of an account, None where the record lacks the account."""
        document = self.documents.get(letter)
        at = self.case.texts[letter].find(words)
        return None if document is None or at < 0 else (document["id"], at, at + len(words))

    def claims_at(self, letter: str, words: str) -> list[Json]:
        """Return the claims whose passages lie over words of an account."""
        place = self.place(letter, words)
        if place is None:
            return []
        document, start, end = place
        return [
            claim
            for claim in self.by_document.get(document, ())
            if any(_over(span, document, start, end) for span in (claim, *claim["spans"]))
        ]

    def figure(self, row: Json) -> list[Json]:
        """Return the claims that read a figure as expected."""
        return [
            claim
            for claim in self.claims_at(row["in"], row["says"])
            if claim["kind"] == "casualty"
            and claim["value"]["outcome"] == row["outcome"]
            and (claim["value"]["low"], claim["value"]["high"]) == (row["low"], row["high"])
        ]

    # -- which incident answers which ----------------------------------------------------------------------------

    def _anchors(self, incident: Json) -> list[Json]:
        """Return the casualty claims that lie at an expected incident's figures."""
        found = {}
        for row in incident["figures"]:
            for claim in self.claims_at(row["in"], row["says"]):
                if claim["kind"] == "casualty" and claim["value"]["outcome"] == row["outcome"]:
                    found[claim["id"]] = claim
        return list(found.values())

    def _answers(self) -> dict[str, Answer]:
        anchors = {one["id"]: self._anchors(one) for one in self.case.incidents}
        votes: list[tuple[float, str, str]] = []
        for one in self.case.incidents:
            held = Counter(claim["incident"] for claim in anchors[one["id"]] if claim["incident"])
            wanted = {self.documents[letter]["id"] for letter in one["main_in"] if letter in self.documents}
            for incident in self.incidents.values():
                about = wanted & set(incident["documents"])
                on_day = self._day(incident) == interval(one["day"]) is not None
                if held[incident["id"]] or (not one["figures"] and about and on_day):
                    votes.append((held[incident["id"]] + 0.5 * on_day + 0.1 * len(about), one["id"], incident["id"]))
        answers = {one["id"]: Answer(None) for one in self.case.incidents}
        taken: set[str] = set()
        for _, mine, theirs in sorted(votes, key=lambda vote: (-vote[0], vote[1], vote[2])):
            if answers[mine].incident is None and theirs not in taken:
                answers[mine] = Answer(self.incidents[theirs])
                taken.add(theirs)
        homes = {mine: {claim["incident"] for claim in found if claim["incident"]} for mine, found in anchors.items()}
        for one in self.case.incidents:
            answer = answers[one["id"]]
            if answer.incident is not None:
                theirs = answer.incident["id"]
                alone = all(theirs not in home for other, home in homes.items() if other != one["id"])
                answer.whole = homes[one["id"]] <= {theirs} and alone and self._told_by(one, answer.incident)
        return answers

    def _told_by(self, expected: Json, incident: Json) -> bool:
        """Whether an incident rests on the accounts that mainly tell of it, and on no account that does not."""
        main = {self.documents[letter]["id"] for letter in expected["main_in"] if letter in self.documents}
        also = {self.documents[letter]["id"] for letter in expected["told_in"] if letter in self.documents}
        own = {document["id"] for document in self.documents.values()}
        held = set(incident["documents"])
        return main <= held and not (held & own) - main - also and held <= own

    @staticmethod
    def _day(incident: Json) -> tuple[str, str] | None:
        when = incident["when"]
        if when["earliest"] is None or when["latest"] is None:
            return None
        return when["earliest"][:10], when["latest"][:10]

    # -- items ---------------------------------------------------------------------------------------------------

    def items(self) -> Iterator[Item]:
        """Yield every item of the case."""
        for one in self.case.incidents:
            yield from self._of_incident(one, self.answers[one["id"]])
        for row in self.case.expected.get("never") or ():
            yield Item("never", str(row), self._kept_from(row))
        for row in self.case.expected.get("speakers") or ():
            yield Item("speakers", f"{row['in']}: {row['says']}", self._spoken(row))

    def _of_incident(self, one: Json, answer: Answer) -> Iterator[Item]:
        name, incident = one["id"], answer.incident
        yield Item("matched", name, incident is not None)
        yield Item("incidents", name, answer.whole)
        when = self._day(incident) if incident is not None else None
        yield Item("days", f"{name}: {one['day']}, not {when}", incident is not None and when == interval(one["day"]))
        for outcome, spans in one["headlines"].items():
            said = self._headline(incident, outcome)
            yield Item("headlines", f"{name}: {outcome} {spans}, not {said}", said in [tuple(span) for span in spans])
        for row in one["figures"]:
            right = incident is not None and any(claim["incident"] == incident["id"] for claim in self.figure(row))
            yield Item("figures", f"{name}: {row['in']}: {row['says']}", right)
        for row in one["accused"]:
            yield Item("accused", f"{name}: {row['role']} {row['who']} in {row['in']}", self._accused(row, answer))
        for row in one["replies"]:
            yield Item("replies", f"{name}: {row['in']}: {row['says']}", self._replied(row, answer))
        for row in one["conflicts"]:
            yield Item("conflicts", f"{name}: {row['about']} {row['says']}", self._opposed(row, answer, open_too=True))
        for row in one["peace"]:
            both = all(self.claims_at(*pair) for pair in row["says"])
            if both:
                yield Item("peace", f"{name}: {row['says']}", not self._opposed(row, answer, open_too=False))

    def _headline(self, incident: Json | None, outcome: str) -> tuple[int | None, int | None] | None:
        for finding in self.record["findings"]:
            if incident is not None and finding["incident"] == incident["id"] and finding["subgroup"] is None:
                if finding["attribute"] == outcome:
                    return finding["low"], finding["high"]
        return None

    def _is_named(self, names: Iterable[str], actor: str | None, printed: str | None) -> bool:
        said = {*self.names.get(actor or "", ()), *([printed] if printed else ())}
        return any(same_actor(one, other) for one in names for other in said)

    def _accused(self, row: Json, answer: Answer) -> bool:
        letters = {self.documents[letter]["id"] for letter in row["in"] if letter in self.documents}
        return any(
            claim["kind"] == "role"
            and claim["document"] in letters
            and claim["value"]["role"] == row["role"]
            and self._is_named(row["who"], claim["value"]["actor"], claim["value"]["name"])
            for claim in self._within(answer)
        )

    def _within(self, answer: Answer) -> Iterator[Json]:
        if answer.incident is not None:
            yield from (self.claims[one] for one in answer.incident["claims"] if one in self.claims)

    def _replied(self, row: Json, answer: Answer) -> bool:
        """Whether the words are read as the accused one's own, and no gap says that he gave none."""
        if answer.incident is None or self.unanswered(row["who"], answer.incident):
            return False
        return any(self._speaks(row["who"], claim) for claim in self.claims_at(row["in"], row["says"]))

    def unanswered(self, who: list[str], incident: Json) -> bool:
        """Whether a gap says of somebody accused of an incident that no account holds his words."""
        for gap in self.record["gaps"]:
            if gap["kind"] == "no_statement" and gap["incident"] in (None, incident["id"]):
                for claim in (self.claims[one] for one in gap["claims"]):
                    value = claim["value"]
                    if claim["incident"] == incident["id"] and self._is_named(who, value["actor"], value["name"]):
                        return True
        return False

    def _speaks(self, who: list[str], claim: Json) -> bool:
        value = claim["value"]
        if claim["kind"] == "response" and self._is_named(who, value["by"], value["by"]):
            return True
        return any(self._is_named(who, hop["actor"], hop["name"]) for hop in claim["attribution"])

    def _opposed(self, row: Json, answer: Answer, *, open_too: bool) -> bool:
        """Whether a conflict of the incident holds all the passages of a row."""
        verdicts = ("contradictory", "unresolved", "corrected") if open_too else ("contradictory",)
        return any(
            conflict["verdict"] in verdicts
            and (answer.incident is None or conflict["incident"] in (None, answer.incident["id"]))
            and self._holds(conflict, row)
            for conflict in self.record["conflicts"]
        )

    def _holds(self, conflict: Json, row: Json) -> bool:
        """Whether a conflict has passages over all the words of a row."""
        places, passages = [self.place(*pair) for pair in row["says"]], self._passages(conflict)
        return all(place is not None and any(_over(passage, *place) for passage in passages) for place in places)

    def _passages(self, conflict: Json) -> list[Json]:
        own = [self.claims[one] for one in conflict["claims"] if one in self.claims]
        return [*conflict["passages"], *own, *(span for claim in own for span in claim["spans"])]

    def false_conflicts(self) -> list[str]:
        """Return the conclusions of contradictions between the case's own accounts that nobody expects."""
        wanted = [row for one in self.case.incidents for row in one["conflicts"]]
        own = {document["id"] for document in self.documents.values()}
        return [
            conflict["conclusion"]
            for conflict in self.record["conflicts"]
            if conflict["verdict"] == "contradictory"
            and any(passage["document"] in own for passage in self._passages(conflict))
            and not any(self._holds(conflict, row) for row in wanted)
        ]

    # -- what the record says, whether anybody expects it or not ---------------------------------------------------

    def said(self) -> Iterator[Item]:
        """Yield what the record says on matters of which a case names all that is so: an item right where it is so."""
        yield from self._said_disputes()
        yield from self._said_parts()
        yield from self._said_silences()
        yield from self._said_doubles()

    def _said_disputes(self) -> Iterator[Item]:
        wanted = [row for one in self.case.incidents for row in one["conflicts"]]
        own = {document["id"] for document in self.documents.values()}
        for conflict in self.record["conflicts"]:
            if any(passage["document"] in own for passage in self._passages(conflict)):
                name = {"contradictory": "contradictions", "unresolved": "open differences"}.get(conflict["verdict"])
                if name is not None:
                    yield Item(name, conflict["conclusion"], any(self._holds(conflict, row) for row in wanted))

    def _said_parts(self) -> Iterator[Item]:
        """Yield each part of somebody by name in an account: right where anybody has it said of him in the case."""
        rows = [row for one in self.case.incidents for row in one["accused"]]
        own = {document["id"] for document in self.documents.values()}
        seen = set()
        for claim in self.claims.values():
            value = claim["value"]
            if claim["kind"] != "role" or value["role"] not in _ACTING or claim["polarity"] != "+":
                continue
            key = (claim["document"], value["actor"], value["role"], claim["incident"])
            name = value["name"] or value["actor"] or ""
            if claim["document"] in own and claim["incident"] and key not in seen and name != name.lower():
                seen.add(key)
                right = any(
                    row["role"] == value["role"] and self._is_named(row["who"], value["actor"], name) for row in rows
                )
                yield Item("parts by name", f"{name}: {value['role']}", right)

    def _said_silences(self) -> Iterator[Item]:
        """Yield each body said to have given no reply to what it is accused of: right where it gave none."""
        for one in self.case.incidents:
            incident = self.answers[one["id"]].incident
            for who in [row["who"] for row in one["replies"]]:
                if incident is not None and self.unanswered(who, incident):
                    yield Item("silences", str(who), False)
            for who in one["silent"]:
                if incident is not None and self.unanswered(who, incident):
                    yield Item("silences", str(who), True)

    def _said_doubles(self) -> Iterator[Item]:
        """Yield each pair said to be possibly the same event of which the case knows both: right where they are."""
        known: dict[str, Counter[str]] = {}
        for one in self.case.incidents:
            for claim in self._anchors(one):
                if claim["incident"]:
                    known.setdefault(claim["incident"], Counter())[one["id"]] += 1
        for name, incident in self.incidents.items():
            for relation in incident.get("relations", ()):
                other = relation["incident"]
                if relation["type"] == "possibly_same" and name < other and name in known and other in known:
                    events = [max(sorted(known[side]), key=known[side].__getitem__) for side in (name, other)]
                    yield Item("possibly the same", f"{incident['label']}: {events}", events[0] == events[1])

    def _kept_from(self, row: Json) -> bool:
        """Whether the record keeps from saying what it must not; of an event that it does not tell it says nothing."""
        if "says" in row:
            wrong = [c for c in self.claims_at(row["in"], row["says"]) if c["kind"] == "casualty" and _counts(c, row)]
            document = self.documents.get(row["in"])
            return document is not None and document["id"] in self.by_document and not wrong
        if "joined" in row:
            homes = [self.answers[one] for one in row["joined"]]
            held = [
                {claim["incident"] for claim in self._anchors(self._expected(one))} - {None} for one in row["joined"]
            ]
            return any(home.incident for home in homes) and not set.intersection(*held)
        answer = self.answers[row["incident"]]
        if answer.incident is None:
            return False
        if "day" in row:
            return self._day(answer.incident) != interval(row["day"])
        if "figure" in row:
            return row["figure"] not in (self._headline(answer.incident, row["outcome"]) or ())
        return not any(
            claim["kind"] == "role"
            and claim["value"]["role"] in _ACTING
            and claim["polarity"] == "+"
            and self._is_named(row["doer"], claim["value"]["actor"], claim["value"]["name"])
            for claim in self._within(answer)
        )

    def _expected(self, name: str) -> Json:
        return next(one for one in self.case.incidents if one["id"] == name)

    def _spoken(self, row: Json) -> bool:
        found = self.claims_at(row["in"], row["says"])
        if not row["who"]:
            return any(len(claim["attribution"]) == 1 for claim in found)
        return any(self._speaks(row["who"], claim) for claim in found)


def _over(span: Json, document: str, start: int, end: int) -> bool:
    return bool(span["document"] == document and span["start"] < end and start < span["end"])


def _counts(claim: Json, row: Json) -> bool:
    outcome = claim["value"]["outcome"]
    return bool(claim["polarity"] == "+" and row.get("outcome", outcome) == outcome)
