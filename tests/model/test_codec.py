"""Values to plain data and back; the schema describes what is written."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import claims
from recount.model.claims import CasualtyValue, Claim, Hop, Value, claim_id
from recount.model.codec import decode, encode, schema_of
from recount.model.mentions import Reading
from recount.model.record import Record
from recount.model.text import Span
from recount.model.values import Count, When

counts = st.builds(
    Count,
    st.sampled_from(["=", ">=", ">", "~", "range", "vague"]),
    st.none() | st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
    st.text(),
)
spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
values = st.from_type(Value)
made_claims = st.builds(
    Claim,
    document=st.text(),
    kind=st.sampled_from(get_args(claims.Kind)),
    segment=st.just("s1"),
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    quote=st.text(),
    value=values,
    attribution=st.tuples(st.builds(Hop, st.none() | st.text(), st.just("speaks"), st.booleans())),
    certainty=st.just("asserted"),
    polarity=st.just("+"),
    record_as=st.just("asserted"),
    reader=st.just("test"),
    spans=st.lists(spans, max_size=2).map(tuple),
    anchor=st.none() | spans,
    as_of=st.none() | st.builds(When, st.text()),
    id=st.just(""),
)


@given(made_claims)
def test_a_claim_survives_the_round_trip_through_json(claim: Claim) -> None:
    data = json.loads(json.dumps(encode(claim)))
    assert decode(Claim, data) == claim


@given(made_claims)
def test_what_is_written_fits_the_schema(claim: Claim) -> None:
    data = encode(claim)
    data["value"].pop("_")
    jsonschema.validate(json.loads(json.dumps(data)), schema_of(Claim))


@given(made_claims)
def test_a_claims_id_depends_on_content_and_not_on_the_voice(claim: Claim) -> None:
    from dataclasses import replace

    other_voice = replace(claim, attribution=(Hop("Someone", "speaks", True),), certainty="alleged", score=0.5)
    assert claim_id(other_voice) == claim_id(claim)
    assert claim_id(replace(claim, start=claim.start + 1)) != claim_id(claim)


def test_a_reading_survives_the_round_trip() -> None:
    count = Count("=", 3, 3, 3, "three")
    claim = Claim(
        "d", "casualty", "s1", 0, 4, "quot", CasualtyValue("killed", count), (), "asserted", "+", "asserted", "t"
    )
    reading = Reading("d", (claim,))
    assert decode(Reading, json.loads(json.dumps(encode(reading)))) == reading


@pytest.mark.parametrize("missing", ["document", "value", "quote"])
def test_foreign_data_is_refused(missing: str) -> None:
    count = Count("=", 3, 3, 3, "three")
    claim = Claim(
        "d", "casualty", "s1", 0, 4, "quot", CasualtyValue("killed", count), (), "asserted", "+", "asserted", "t"
    )
    data = encode(claim)
    del data[missing]
    with pytest.raises(KeyError):
        decode(Claim, data)


def _classes(cls: Any, seen: set[Any]) -> set[Any]:
    if is_dataclass(cls) and cls not in seen:
        seen.add(cls)
        from typing import get_type_hints

        for hint in get_type_hints(cls).values():
            _walk(hint, seen)
    return seen


def _walk(hint: Any, seen: set[Any]) -> None:
    for argument in get_args(hint) or (hint,):
        if is_dataclass(argument):
            _classes(argument, seen)
        elif get_args(argument):
            _walk(argument, seen)


def test_every_class_of_the_record_is_described() -> None:
    classes = _classes(Record, set())
    assert len(classes) > 30
    for cls in classes:
        schema = schema_of(cls)
        assert schema["description"], cls
        assert sorted(schema["properties"]) == sorted(field.name for field in fields(cls))
