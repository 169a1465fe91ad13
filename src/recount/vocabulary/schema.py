"""Every vocabulary file as a frozen class: what its fields are, and that they are what they say.

Invariant: a file has exactly the fields of its class (those with a default may be left out), each of its type, and no
word twice in one list; anything else raises ``VocabularyError`` with the file and the field. To add words, edit the
YAML file; to add a field, add it here too.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from recount.errors import VocabularyError
from recount.model.values import Operator
from recount.vocabulary import load

Words = frozenset[str]
"""Words in no order."""
Table = TypeVar("Table")
Hint = Any


def words_of(cls: type[Table], name: str) -> Table:
    """Return ``vocabulary/<name>.yaml`` as an instance of ``cls``. Raises ``VocabularyError`` where it does not fit."""
    return cast(Table, _table(cast(Any, cls), name))


@cache
def _table(cls: type[Any], name: str) -> Any:
    return _read(cls, load(name), name)


def _read(hint: Hint, data: Any, where: str) -> Any:
    """Return ``data`` as what ``hint`` says, or raise ``VocabularyError`` naming ``where``."""
    if is_dataclass(hint) and isinstance(hint, type):
        return _row(hint, data, where)
    reader = _READERS.get(get_origin(hint) or hint)
    if reader is None:
        raise TypeError(f"no vocabulary field can be a {hint}")
    return reader(hint, data, where)


def _row(cls: type[Any], data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise VocabularyError(f"{where}: a mapping is wanted, not {data!r}")
    hints = get_type_hints(cls)
    known = {one.metadata.get("key", one.name): one for one in fields(cls)}
    unknown = sorted(map(str, set(data) - set(known)))
    if unknown:
        raise VocabularyError(f"{where}: no field {', '.join(unknown)}; there are {', '.join(known)}")
    made = {}
    for key, one in known.items():
        if key in data:
            made[one.name] = _read(hints[one.name], data[key], f"{where}.{key}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise VocabularyError(f"{where}: field {key} is missing")
    return cls(**made)


def _scalar(hint: Hint, data: Any, where: str) -> Any:
    if type(data) is not hint and not (hint is float and type(data) is int):
        raise VocabularyError(f"{where}: {hint.__name__} is wanted, not {data!r}")
    return hint(data)


def _words(hint: Hint, data: Any, where: str) -> Any:
    """Return a list of words as a set or tuple of their type; a lone word is a list of one."""
    kinds, origin = get_args(hint), cast(Any, get_origin(hint))
    rows = data if isinstance(data, list) else [data]
    if origin is tuple and len(kinds) == 2 and kinds[1] is not Ellipsis:
        if len(rows) != len(kinds):
            raise VocabularyError(f"{where}: a list of {len(kinds)} is wanted, not {data!r}")
        return tuple(_read(kind, row, where) for kind, row in zip(kinds, rows, strict=True))
    made = [_read(kinds[0], row, f"{where}[{at}]") for at, row in enumerate(rows)]
    if origin is frozenset:
        twice = sorted({str(word) for word in made if made.count(word) > 1}) if len(set(made)) < len(made) else []
        if twice:
            raise VocabularyError(f"{where}: twice: {', '.join(twice)}")
        return frozenset(made)
    return tuple(made)


def _mapping(hint: Hint, data: Any, where: str) -> Any:
    key, value = get_args(hint)
    if not isinstance(data, dict):
        raise VocabularyError(f"{where}: a mapping is wanted, not {data!r}")
    return {_read(key, name, where): _read(value, row, f"{where}.{name}") for name, row in data.items()}


def _choice(hint: Hint, data: Any, where: str) -> Any:
    if data not in get_args(hint):
        raise VocabularyError(f"{where}: {data!r} is none of {', '.join(map(str, get_args(hint)))}")
    return data


def _either(hint: Hint, data: Any, where: str) -> Any:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    if data is None and len(kinds) < len(get_args(hint)):
        return None
    return _read(kinds[0], data, where)


_READERS: dict[Hint, Callable[[Hint, Any, str], Any]] = {
    str: _scalar, int: _scalar, float: _scalar, bool: _scalar,
    frozenset: _words, tuple: _words, dict: _mapping, Literal: _choice, Union: _either, types.UnionType: _either,
}  # fmt: skip


@dataclass(frozen=True)
class Forms:
    """Irregular forms of verbs."""

    verbs: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Syntax:
    """Words by which slips of the tree are mended."""

    transitive: Words
    controllers: Words
    days: Words


ActPart = Literal["verb", "noun", "state"]
Place = Literal[
    "object", "subject", "of", "owner", "count", "on", "at", "from", "to", "with", "between", "by", "tally", "none"
]
Need = Literal["person", "authority", "force", "weapon", "found"]
ActMark = Literal["grave", "always", "vague", "loaded", "thing", "code"]


@dataclass(frozen=True)
class ActRow:
    """One word or expression that tells of an act; the fields are explained at the head of ``acts.yaml``."""

    act: str
    type: str | None = None
    outcome: str | None = None
    suffers: tuple[Place, ...] = ()
    does: Place | None = None
    needs: frozenset[Need] = frozenset()
    otherwise: str | None = field(default=None, metadata={"key": "else"})
    marks: frozenset[ActMark] = frozenset()


@dataclass(frozen=True)
class Acts:
    """All acts, by the part of speech of their head word."""

    verbs: tuple[ActRow, ...]
    nouns: tuple[ActRow, ...]
    states: tuple[ActRow, ...]


@dataclass(frozen=True)
class ActWords:
    """Words beside acts that say what is meant by them."""

    fiction: Words


@dataclass(frozen=True)
class CountWords:
    """Words by which phrases count persons without or beside a number."""

    nobody: Words
    pairs: Words
    ages: Words
    before_number: Words
    more: Words
    definite: Words
    plurals: Words
    one_person: Words
    some_persons: Words
    shares: dict[str, float]
    person_places: Words


@dataclass(frozen=True)
class HarmWords:
    """Words beside those who are harmed."""

    attempts: Words
    finding: Words
    taken_up: Words
    joins: Words
    authorities: Words
    posed_at: Words
    posed_by: Words
    deadly: Words
    causes: Words
    naming: Words
    reflexive: Words
    pronouns: Words
    plural_pronouns: Words
    bodies: Words
    staged: dict[str, Words]
    fates: dict[str, Words]


OutcomeName = Literal[
    "killed", "wounded", "killed_or_wounded", "detained", "abducted", "missing", "displaced",
    "raped", "executed", "tortured", "threatened", "ill_treated",
]  # fmt: skip


@dataclass(frozen=True)
class PartWords:
    """Words that make one figure a part of another."""

    wholes: Words
    pronouns: Words
    openers: Words
    between: Words
    include: Words
    joins: Words
    by_name: dict[str, OutcomeName]
    freed: Words


@dataclass(frozen=True)
class ScopeWords:
    """Marks of a figure that adds up several incidents; ``spans`` are phrases in lower case."""

    spans: tuple[str, ...]
    not_before: Words
    joining: Words
    windows: Words
    units: Words
    after_since: Words
    records: Words
    subjects: Words
    long: Words
    periods: Words


RolePart = Literal[
    "carried_out", "ordered", "commanded", "planned", "enabled", "failed_to_protect", "witness", "guarantor",
    "investigator",
]  # fmt: skip


@dataclass(frozen=True)
class ShareRow:
    """One word that gives somebody a share in an act; the fields are explained at the head of ``shares.yaml``."""

    word: str
    actor: tuple[str, ...]
    act: tuple[str, ...]
    role: RolePart = "carried_out"
    beside: str | None = field(default=None, metadata={"key": "with"})
    cases: Words = frozenset()


@dataclass(frozen=True)
class Joining:
    """What each comparison of two accounts proves, in log-odds of one event."""

    bias: float
    weights: dict[str, float]


@dataclass(frozen=True)
class Placing:
    """What each kind of evidence weighs for a passage's telling of an event told before, or of another."""

    weights: dict[str, float]


@dataclass(frozen=True)
class Shares:
    """Words that give somebody a share in an act, by part of speech."""

    verbs: tuple[ShareRow, ...]
    adjectives: tuple[ShareRow, ...]
    nouns: tuple[ShareRow, ...]
    protects: Words
    protection: Words
    gives: Words
    comes: Words
    takes: Words
    asks: Words
    courts: Words
    definite: Words
    fires: Words
    ways: Words
    counts: Words
    bears: Words
    ends: Words
    denials: Words
    unblamed: Words


@dataclass(frozen=True)
class DoerWords:
    """Who can do what is told."""

    containers: Words
    armed: tuple[str, ...]
    machines: Words
    no_doers: Words
    no_actors: Words
    followers: Words
    again: Words
    naming: Words
    fighting: Words


@dataclass(frozen=True)
class EventWords:
    """Words beside event words; the fields are explained in ``events.yaml``."""

    compounds: dict[str, str]
    carriers: Words
    generic: Words
    irrealis: Words
    auxiliaries: Words
    acting: Words
    implying: Words
    happening: Words
    resulting: Words
    other: Words
    definite: Words
    counts: dict[str, int]
    saying: Words
    apart: Words
    relations: dict[str, Words]
    before_cues: tuple[str, ...]
    after_cues: tuple[str, ...]
    explosions: Words
    of_weapons: Words
    of_mishaps: Words
    recalling: Words


@dataclass(frozen=True)
class NumberRoleWords:
    """Words around a number that say what it is where it is no casualty."""

    references: Words
    instruments: Words
    roles: dict[str, Words]
    addresses: Words
    home: Words
    attend: Words
    formations: Words
    clock: Words
    before_clock: Words
    months: Words
    before_year: Words
    calibres: Words
    attacked: Words


@dataclass(frozen=True)
class TrustRow:
    """A logistic model: ``bias``, a weight for each kind of evidence, and the ``floor`` below which nothing is told."""

    floor: float
    bias: float
    weights: dict[str, float]


@dataclass(frozen=True)
class Trust:
    """How far each kind of claim is to be trusted, with marks beside the frames and without (``_alone``)."""

    counts: TrustRow
    counts_alone: TrustRow
    roles: TrustRow
    roles_alone: TrustRow


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day: its TIMEX code, its first hour and the first hour after it."""

    code: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TimeUnit:
    """A unit of time: its TIMEX code, its days, its plurals, the TIMEX value of "every ..."."""

    code: str
    days: int
    plurals: Words
    each: str = ""


@dataclass(frozen=True, slots=True)
class PointingWord:
    """A word that points to another time: from where, and how many units on."""

    base: Literal["speech", "narrative", "event"]
    steps: int


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A class of words that stand for a number, and the field of a time phrase that it fills."""

    values: dict[int, tuple[str, ...]]
    field: str = ""


@dataclass(frozen=True, slots=True)
class CodeWords:
    """A class of words that stand for a code, and the field of a time phrase that it fills."""

    values: dict[str, Words]
    field: str


@dataclass(frozen=True, slots=True)
class Times:
    """``times.yaml``: the words of time expressions."""

    numbers: dict[str, NumberWords]
    codes: dict[str, CodeWords]
    classes: dict[str, Words]
    doubtful: Words
    month_openers: Words
    parts: dict[str, PartOfDay]
    units: dict[str, TimeUnit]
    hedges: dict[str, str]
    pointers: dict[str, PointingWord]
    ways: dict[str, PointingWord]
    year_openers: Words
    no_year_after: Words
    sentencing: Words
    confinement: Words
    asides: dict[int, Words]
    sentence_openers: Words
    dateline_labels: Words
    years_back: Words
    due: Words
    given_out: Words
    particles: Words
    ranges: dict[str, Words]
    precedence: dict[str, tuple[str, ...]]
    moves: dict[str, tuple[str, ...]]
    common_words: Words
    event_nouns: Words


@dataclass(frozen=True, slots=True)
class TimePattern:
    """A pattern of ``time_patterns.yaml`` and what it says beside what it captures."""

    pattern: str
    kind: Literal["calendar", "pointer", "duration", "set", "reference"] = "calendar"
    only: str = ""
    of: str = ""
    base: Literal["speech", "narrative", "event", ""] = ""
    sign: int = 0
    steps: int | None = None
    count: int | None = None
    unit: str = ""
    month: int | None = None
    day: int | None = None
    part: str | None = None
    mod: str | None = None
    timex: str | None = None
    event: bool = False


@dataclass(frozen=True, slots=True)
class TimeJoint:
    """Words across which phrases join, and which phrases: pairs of their letters."""

    across: str
    pairs: Words


@dataclass(frozen=True, slots=True)
class TimePatterns:
    """``time_patterns.yaml``: the grammar of time expressions."""

    macros: dict[str, str]
    phrases: tuple[TimePattern, ...]
    before: tuple[TimePattern, ...]
    joints: tuple[TimeJoint, ...]
    pair: str


Manner = Literal["reported", "alleged", "denied", "possible", "predicted", "demanded", "question", "opinion"]
"""How a reporting word puts what it reports."""
VerbGroup = Literal[
    "reported", "found", "alleged", "denied", "possible", "predicted", "demanded", "question", "wished", "named",
    "judged", "told",
]  # fmt: skip
Frame = Literal[
    "object", "infinitive", "asking", "promising", "factive", "informing", "commanding", "calling", "relaying",
    "hearing", "counting", "placing",
]  # fmt: skip
NounFrame = Literal["of", "voiced", "answer"]


@dataclass(frozen=True)
class AttributionWords:
    """Words with which somebody else is given the word; the fields are explained in ``attribution.yaml``."""

    verbs: dict[VerbGroup, Words]
    frames: dict[Frame, Words]
    prepositions: dict[str, Words]
    tolls: Words
    particles: Words
    negators: Words
    nouns: dict[Manner, Words]
    noun_frames: dict[NounFrame, Words]
    according: tuple[tuple[str, ...], ...]
    accounts: dict[str, Words]
    rules: Words
    documents: Words
    occasions: Words
    accusing: Words
    makers: Words
    publishers: Words
    publisher_names: Words
    relaying: Words
    news: Words
    bodies: Words
    pronouns: dict[str, str]


Effect = Literal[
    "alleged", "reported", "possible", "denied", "opinion", "predicted", "conditional", "demanded", "negative"
]  # fmt: skip
"""What a word does to what it governs: the certainty that it gives, or that it turns the polarity."""


@dataclass(frozen=True)
class CertaintyWords:
    """Words that say how firmly a statement is put; the fields are explained in ``certainty.yaml``."""

    auxiliaries: dict[Effect, Words]
    adverbs: dict[Effect, Words]
    adjectives: dict[Effect, Words]
    negators: Words
    conditions: Words
    infinitive: dict[Effect, Words]
    under_adjective: dict[Effect, Words]
    under_noun: dict[Effect, Words]
    blaming: dict[Effect, Words]
    denying: Words
    clearing: Words
    evaluative: Words
    views: Words
    occurrence: Words
    given: Words
    later: Words
    definite: Words
    before_orders: Words


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """The number that a group noun stands for; ``about``: it is used as an approximation."""

    value: int
    about: bool


@dataclass(frozen=True)
class Figures:
    """Number words, vague quantities and the words that make a number a bound."""

    units: dict[str, int]
    tens: dict[str, int]
    multipliers: dict[str, int]
    glued: dict[str, int]
    ordinals: dict[str, int]
    fractions: Words
    groups: dict[str, GroupNoun]
    vague: dict[str, Words]
    vague_of: Words
    before: dict[Operator, tuple[str, ...]]
    after: dict[Operator, tuple[str, ...]]
    climbs: Words
    prepositions: Words
    between: Words
    doubts: Words
    rises: Words


@dataclass(frozen=True)
class CountryRow:
    """A country: its printed names, the words for its people, its capital and other spellings of the capital."""

    names: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameWords:
    """Small words at the edges of names and between two names; the fields are explained in ``names.yaml``."""

    articles: Words
    edges: Words
    owners: Words
    inside: Words
    determiners: Words
    before_places: Words


@dataclass(frozen=True)
class TitleWords:
    """Words of titles and offices by class; the fields are explained in ``titles.yaml``."""

    honorific: Words
    religious: Words
    rank: Words
    office: Words
    occupation: Words
    modifier: Words
    field: Words
    after_of: Words
    two_words: Words
    kin: Words
    particles: Words
    suffixes: Words
    weak: Words
    ambiguous: Words


@dataclass(frozen=True)
class BodyWords:
    """Common nouns that act as bodies, and the words around them; explained in ``organisations.yaml``."""

    state: Words
    unit: Words
    unit_designation: Words
    body: Words
    group: Words
    people: Words
    group_marks: Words
    needs_mark: Words
    mark_only: Words
    lower_case: Words
    definite: Words
    inner: Words
    metonym_verbs: Words
    metonym_nouns: Words
    instruments: Words
    owned_acts: Words
    military_marks: Words
    personnel: Words
    no_thing: Words


@dataclass(frozen=True)
class PlaceWords:
    """Words around place names; the fields are explained in ``places.yaml``."""

    relations: Words
    directions: Words
    distance_heads: Words
    fillers: Words
    before: dict[str, str]
    after: dict[str, str]
    broad: Words


Category = Literal[
    "release", "medical care", "resettlement", "recognition", "inquiry", "sanction", "protection", "policy"
]  # fmt: skip
Asking = Literal["object", "upon", "to", "with", "of", "from", "nobody"]


@dataclass(frozen=True)
class DeprivationWords:
    """Words of what is withheld, by sort; the fields are explained in ``deprivations.yaml``."""

    depriving: Words
    goods: dict[str, Words]
    sorts: dict[str, Words]


@dataclass(frozen=True)
class BlameWords:
    """Words of each sort of part in harm that others do; explained in ``parts_of_others.yaml``."""

    words: dict[str, Words]


@dataclass(frozen=True)
class MotiveWords:
    """Words with which a reason for harm is given; the fields are explained in ``motives.yaml``."""

    grounds: Words
    before: Words
    behind: Words
    aims: Words


@dataclass(frozen=True)
class EntryLinks:
    """When two entries are one act, and what an answer replies to; the fields are explained in ``entries.yaml``."""

    telling: float
    common: int
    same: dict[str, float]
    start: float
    floor: float
    answer: dict[str, float]


@dataclass(frozen=True)
class EntryTrust:
    """How far each sign of an entry speaks for it, and from which probability it is entered."""

    weights: tuple[float, ...]
    start: float
    floor: float


@dataclass(frozen=True)
class HarmfulTexts:
    """Words that tell which texts have ledgers; the fields are explained in ``ledgers.yaml``."""

    idle: Words
    weak: Words
    weights: dict[str, float]
    start: float
    least: float
    far: float
    trust: dict[str, EntryTrust]


@dataclass(frozen=True)
class DemandWords:
    """Words with which somebody asks for an act; the fields are explained in ``demands.yaml``."""

    asking: dict[Asking, Words]
    acts_behind: dict[str, Words]
    asking_for: Words
    asking_that: Words
    wanting: Words
    asking_nouns: Words
    duties: Words
    polite: Words
    mental: Words
    categories: dict[Category, Words]
    violent: Words
    doing: Words


@dataclass(frozen=True)
class PromiseWords:
    """Words of promises; the fields are explained in ``promises.yaml``."""

    promising: Words
    promise_nouns: Words
    receiving: Words
    bound: Words
    duties: Words
    oblige: Words
    breaking: Words
    instruments: Words
    kept_out: Words
    none: Words


@dataclass(frozen=True)
class WarningWords:
    """Words of warnings and signs; the fields are explained in ``warnings.yaml``."""

    warning: Words
    telling: Words
    warning_nouns: Words
    signs: Words
    beforehand: Words
    public: Words
    dangers: Words


@dataclass(frozen=True)
class AnswerWords:
    """Words of answers and silences; the fields are explained in ``answers.yaml``."""

    denying: Words
    condemning: Words
    apologizing: Words
    answering: Words
    opening: Words
    inquiries: Words
    sending: Words
    help: Words
    refusing: Words
    asked_things: Words
    silent: Words
    ignoring: Words
    unanswered: Words
    feelings: Words
    voicing: Words
    passing: Words
    written: Words
    speaking: Words
    idleness: Words


@dataclass(frozen=True)
class ExhibitWords:
    """Things that would show something; the fields are explained in ``exhibits.yaml``."""

    exhibits: dict[str, Words]
    only_shown: Words
    always: Words
    showing: Words
    holding: Words


@dataclass(frozen=True)
class StatusWords:
    """Words of statuses and offices; the fields are explained in ``statuses.yaml``."""

    statuses: Words
    granting: Words
    standing: Words
    custody: Words
    former: Words
    offices: Words
