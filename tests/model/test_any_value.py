"""Every class of the model, built of any values, survives the way to plain data, to packed bytes and back."""

from __future__ import annotations

import importlib
import json
import pkgutil
from dataclasses import is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import recount.model
from recount.model.analysis import Analysis
from recount.model.codec import decode, encode
from recount.model.dates import Interval as DateInterval
from recount.model.dates import day_words, describe, iso_of, precision_of, shift, split, year_words
from recount.model.record import Record
from recount.model.text import printable
from recount.pipeline.cases import UNREADABLE
from recount.pipeline.stages import pack, pack_analysis, unpack, unpack_analysis
from recount.record.export import unpack_record
from tests.sentences import HALVES, HOSTILE, bounded, texts

_TEXT = st.one_of(st.text(max_size=8), st.sampled_from(HOSTILE + HALVES))
_NUMBERS = st.one_of(st.integers(-5, 5), st.sampled_from((2**63, -(2**63), 10**40)))
_DATA = st.recursive(
    st.none() | _NUMBERS | _TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3)
)
_FLOATS = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)


def _classes() -> list[type[Any]]:
    """Return every class of the model but the whole record, which is drawn of real ones (``test_any_case``)."""
    found = pkgutil.iter_modules(recount.model.__path__)
    modules = [importlib.import_module(f"recount.model.{module.name}") for module in found]
    return sorted(
        {
            cls
            for module in modules
            for cls in vars(module).values()
            if isinstance(cls, type) and is_dataclass(cls) and cls.__module__ == module.__name__ and cls is not Record
        },
        key=lambda cls: cls.__qualname__,
    )  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _plain_values() -> Any:
    st.register_type_strategy(str, _TEXT)
    st.register_type_strategy(int, _NUMBERS)
    st.register_type_strategy(float, _FLOATS)
    yield
    for kind, strategy in ((str, st.text()), (int, st.integers()), (float, st.floats(allow_subnormal=False))):
        st.register_type_strategy(kind, strategy)


def test_there_are_classes_of_all_rooms() -> None:
    names = {cls.__name__ for cls in _classes()}
    assert {"Document", "Analysis", "Claim", "Reading", "Incident", "Finding", "Decision", "ClaimNote"} <= names


@pytest.mark.parametrize("cls", _classes(), ids=lambda cls: cls.__name__)
def test_any_value_survives_the_round_trip(cls: type[Any]) -> None:
    @bounded(8)
    @given(st.data())
    def inner(data: st.DataObject) -> None:
        value = data.draw(st.from_type(cls))
        assert decode(cls, encode(value)) == value
        packed = pack(value)
        assert unpack(cls, packed) == value
        assert pack(unpack(cls, packed)) == packed

    inner()


@bounded(25)
@given(st.from_type(Analysis))
def test_any_analysis_survives_the_round_trip_by_columns(analysis: Analysis) -> None:
    assert unpack_analysis(pack_analysis(analysis)) == analysis


@bounded(120)
@given(_DATA)
def test_foreign_data_is_refused_by_what_a_case_catches(data: Any) -> None:
    raw = json.dumps(data).encode()
    for opened in (unpack_record, lambda blob: unpack(Record, blob), unpack_analysis):
        with pytest.raises(UNREADABLE):
            opened(raw)


_ODD_DAYS = ("2021-02-29", "0000-00-00", "9999-12-31T24:00", "9999-12-31T23:59", "-0263-03-01", "٢٠٢١-٠١-٠١")
_BOUNDS = st.integers(-3_700_000, 3_700_000).map(iso_of)


@bounded(150)
@given(_BOUNDS, _BOUNDS, st.integers(-999, 999), st.integers(-99, 99), st.integers(-99, 99))
def test_any_day_is_moved_described_and_split(one: str, other: str, days: int, months: int, years: int) -> None:
    moved = shift(one, days, months=months, years=years)
    assert shift(shift(one, days), -days) == one
    assert len(split(moved)) == 4
    first, last = sorted((one, other), key=split)
    assert describe(first, last)
    year, _, day, _ = split(one)
    open_end = describe(one, None)
    assert day_words(one) in open_end if day != 1 else year_words(year) in open_end  # "in or after May 1998"
    assert precision_of(DateInterval(first, last)) != "unknown"


@bounded(150)
@given(st.text(max_size=12) | st.text(alphabet="0123456789-:T", max_size=18) | st.sampled_from(_ODD_DAYS))
def test_any_words_are_a_date_or_a_value_error(words: str) -> None:
    try:
        year, month, day, minute = split(words)
    except ValueError:
        return
    assert 1 <= month <= 12
    assert 1 <= day <= 31
    assert minute is None or 0 <= minute < 1440
    assert str(abs(year)).zfill(4) in words


@bounded(100)
@given(texts(halves=True))
def test_what_is_printable_says_the_same_twice_and_steers_nothing(words: str) -> None:
    for lines in (False, True):
        shown = printable(words, lines=lines)
        assert printable(shown, lines=lines) == shown
        shown.encode("utf-8")
        assert not any(character in shown for character in "\x00\x1b\x85\u202e\u2066\ud800")
