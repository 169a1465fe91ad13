"""Invented cases for the tests of weighing: accounts of a made-up valley, built claim by claim."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from recount.model.actors import Actor, NameForm
from recount.model.claims import CasualtyValue, Claim, DateValue, ForceValue, Hop, PopulationValue, RoleValue
from recount.model.findings import Conflict, Finding, Weighing
from recount.model.incidents import Assignment, DocumentLink, Incident, Linkage, SharedOrigin
from recount.model.mentions import Reading
from recount.model.text import Author, Document, Passage, Segment, document_id
from recount.model.values import Count, When
from recount.vocabulary.profiles import bounds
from recount.weighing import weigh


def count(op: str, value: int | None, raw: str | None = None, high: int | None = None) -> Count:
    """A count as the readers make it, by the strict profile."""
    words = (
        raw if raw is not None else {"=": "", ">": "over ", ">=": "at least ", "~": "about "}.get(op, "") + str(value)
    )
    if op == "range":
        return Count("range", None, value, high, f"{value} to {high}")  # type: ignore[arg-type]
    low, top = bounds(op, value, words)  # type: ignore[arg-type]
    return Count(op, value, low, top, words)  # type: ignore[arg-type]


def exactly(value: int) -> Count:
    return count("=", value)


def vague(raw: str) -> Count:
    return count("vague", None, raw)


def day(iso: str, basis: str = "stated", raw: str | None = None) -> When:
    return When(raw or iso, iso, iso, "day", basis)  # type: ignore[arg-type]


def month(first: str, last: str, raw: str) -> When:
    return When(raw, first, last, "month", "stated")


@dataclass
class Written:
    """A claim before its document's text is known."""

    kind: str
    quote: str
    value: Any
    incident: str | None
    hops: tuple[Hop, ...]
    certainty: str
    polarity: str
    record_as: str
    as_of: When | None
    when: When | None
    actors: tuple[tuple[str, str], ...]
    place: str | None
    voice: str
    after: str


@dataclass
class Account:
    """One account; its text is its claims' quotes, one a line."""

    name: str
    author: str | None = None
    published: When | None = None
    written: list[Written] = field(default_factory=list)

    def says(
        self,
        kind: str,
        value: Any,
        quote: str = "",
        *,
        incident: str | None = "incident-a",
        source: str | None = None,
        named: bool = True,
        chain: tuple[tuple[str | None, bool], ...] = (),
        certainty: str = "asserted",
        polarity: str = "+",
        record_as: str = "",
        as_of: When | None = None,
        when: When | None = None,
        actors: dict[str, str] | None = None,
        place: str | None = None,
        voice: str = "article",
        after: str = ".\n",
    ) -> Account:
        """Write one claim. ``source`` is the source it cites; ``chain`` a longer chain, outermost first."""
        hops = [Hop(self.author, "speaks", self.author is not None)]
        for name, is_named in chain or (((source, named),) if source is not None else ()):
            hops.append(Hop(name, "cites", is_named))
        self.written.append(
            Written(
                kind, quote or f"{kind} {len(self.written)}", value, incident, tuple(hops), certainty, polarity,
                record_as or certainty, as_of, when, tuple((actors or {}).items()), place, voice, after,
            )
        )  # fmt: skip
        return self

    def killed(self, number: Count | int, quote: str = "", **more: Any) -> Account:
        """Write a claim of those killed."""
        return self.harmed("killed", number, quote, **more)

    def harmed(self, outcome: str, number: Count | int, quote: str = "", **more: Any) -> Account:
        """Write a casualty claim; fields of its value may be given by name."""
        own = {"unit", "subgroup", "side", "civil_status", "cause", "subset_of", "who", "flags"}
        fields = {key: more.pop(key) for key in list(more) if key in own}
        counted = exactly(number) if isinstance(number, int) else number
        return self.says("casualty", CasualtyValue(outcome, counted, **fields), quote, **more)  # type: ignore[arg-type]

    def dated(self, read: When, **more: Any) -> Account:
        """Write a date claim; ``when`` is what linking resolves it to."""
        return self.says("date", DateValue(read, "the attack"), read.raw, **more)

    def role(self, actor: str, role: str, quote: str = "", **more: Any) -> Account:
        """Write a role claim; the printed name is its own actor id unless ``actors`` says otherwise."""
        more.setdefault("actors", {actor: f"actor-{actor.lower()}"})
        return self.says("role", RoleValue(actor, role, "the attack"), quote or f"{actor} {role}", **more)  # type: ignore[arg-type]

    def force(self, designation: str, number: Count | None = None, kind: str = "force", **more: Any) -> Account:
        """Write a claim about a force, unit, weapon, vehicle or method."""
        return self.says(kind, ForceValue(designation, number), designation, **more)

    def population(self, number: Count | int, role: str = "population", quote: str = "", **more: Any) -> Account:
        """Write a count that is no casualty."""
        counted = exactly(number) if isinstance(number, int) else number
        return self.says("population", PopulationValue(counted, "residents", None, role), quote, **more)


@dataclass
class Case:
    """Accounts with what linking would say of them."""

    accounts: list[Account]
    whens: dict[str, When] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    origins: list[SharedOrigin] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    rejected: dict[str, tuple[tuple[When, str], ...]] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    linkage: Linkage | None = None

    def build(self) -> Case:
        """Make documents, readings and linkage."""
        self.documents, self.readings, self.claims = [], [], []
        assignments: list[Assignment] = []
        members: dict[str, list[Claim]] = {}
        for account in self.accounts:
            document, claims = _document(account)
            self.documents.append(document)
            self.readings.append(Reading(document.id, tuple(claims)))
            self.claims.extend(claims)
            for claim, row in zip(claims, account.written, strict=True):
                assignments.append(
                    Assignment(claim.id, row.incident, when=row.when, actors=row.actors, place=row.place)
                )
                if row.incident is not None:
                    members.setdefault(row.incident, []).append(claim)
        incidents = tuple(
            Incident(
                identity, f"Attack {identity}", "attack", self.whens.get(identity, When("")), None,
                tuple(claim.id for claim in found), tuple(sorted({claim.document for claim in found})), (),
                rejected_times=self.rejected.get(identity, ()),
            )
            for identity, found in sorted(members.items())
        )  # fmt: skip
        actors = dict(self.actors)
        for assignment in assignments:
            for name, actor in assignment.actors:
                actors.setdefault(actor, body(actor, name))
        links = tuple(DocumentLink(document.id, self.about.get(document.name), None) for document in self.documents)
        self.linkage = Linkage(tuple(actors.values()), (), incidents, tuple(assignments), tuple(self.origins), links)
        return self

    def weigh(self, profile: str = "strict") -> Weighing:
        """Weigh the case."""
        if self.linkage is None:
            self.build()
        assert self.linkage is not None
        return weigh(self.documents, self.readings, self.linkage, profile)

    def of(self, account: str) -> list[Claim]:
        """The claims of one account."""
        document = next(document.id for document in self.documents if document.name == account)
        return [claim for claim in self.claims if claim.document == document]


def _document(account: Account) -> tuple[Document, list[Claim]]:
    text = ""
    segments: list[Segment] = []
    starts: list[int] = []
    for number, row in enumerate(account.written, 1):
        starts.append(len(text))
        text += row.quote + row.after
        segments.append(Segment(f"s{number}", row.voice, account.author, starts[-1], len(text)))  # type: ignore[arg-type]
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        document_id(digest, account.name), None, account.name, digest, digest, "text/plain", "utf-8", "en", text,
        None, "article", Author(account.author), account.published, tuple(segments),
    )  # fmt: skip
    claims = [
        Claim(
            document.id, row.kind, segments[number].id, starts[number], starts[number] + len(row.quote), row.quote,  # type: ignore[arg-type]
            row.value, row.hops, row.certainty, row.polarity, row.record_as, "test", as_of=row.as_of,  # type: ignore[arg-type]
        )
        for number, row in enumerate(account.written)
    ]  # fmt: skip
    return document, claims


def body(identity: str, *names: str, part_of: tuple[str, ...] = (), affiliation: str = "unknown") -> Actor:
    """An actor with printed names, one mention each."""
    forms = tuple(NameForm(name, 1) for name in names)
    return Actor(identity, names[0], "organisation", forms, (), affiliation=affiliation, part_of=part_of)  # type: ignore[arg-type]


def mentioned(actor: Actor, passages: tuple[Passage, ...]) -> Actor:
    return replace(actor, mentions=passages)


def finding(
    weighing: Weighing, attribute: str = "killed", subgroup: str | None = None, incident: str = "incident-a"
) -> Finding:
    """The one finding on an attribute."""
    found = [
        each
        for each in weighing.findings
        if (each.incident, each.attribute, each.subgroup) == (incident, attribute, subgroup)
    ]
    assert len(found) == 1, [(each.attribute, each.subgroup) for each in weighing.findings]
    return found[0]


def conflicts(weighing: Weighing, kind: str | None = None, verdict: str | None = None) -> list[Conflict]:
    """The conflicts of a kind and verdict."""
    return [c for c in weighing.conflicts if kind in (None, c.kind) and verdict in (None, c.verdict)]


def told(*accounts: Account, **more: Any) -> Weighing:
    """Weigh a case of these accounts."""
    return Case(list(accounts), **more).build().weigh()
