"""A vocabulary file that is damaged says where, whatever stands in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount import vocabulary
from recount.errors import VocabularyError
from recount.model.values import Count
from recount.vocabulary import load, schema
from recount.vocabulary.profiles import bounds, convert, profile
from tests.sentences import NUMBERS, bounded

TABLES = {
    "forms": schema.Forms, "syntax": schema.Syntax, "acts": schema.Acts, "act_words": schema.ActWords,
    "count_words": schema.CountWords, "harm": schema.HarmWords, "parts_of_counts": schema.PartWords,
    "scope": schema.ScopeWords, "joining": schema.Joining, "placing": schema.Placing, "shares": schema.Shares,
    "doers": schema.DoerWords, "events": schema.EventWords, "roles_of_numbers": schema.NumberRoleWords,
    "trust": schema.Trust, "times": schema.Times, "time_patterns": schema.TimePatterns,
    "attribution": schema.AttributionWords, "certainty": schema.CertaintyWords, "numbers": schema.Figures,
    "countries": dict[str, schema.CountryRow], "names": schema.NameWords, "titles": schema.TitleWords,
    "organisations": schema.BodyWords, "places": schema.PlaceWords, "ledgers": schema.HarmfulTexts,
    "entries": schema.EntryLinks, "deprivations": schema.DeprivationWords,
    "parts_of_others": schema.BlameWords,
    "motives": schema.MotiveWords,
    "demands": schema.DemandWords, "promises": schema.PromiseWords, "warnings": schema.WarningWords,
    "answers": schema.AnswerWords, "exhibits": schema.ExhibitWords, "statuses": schema.StatusWords,
}  # fmt: skip
_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_subnormal=False) | st.text(max_size=5) | st.dates()
)
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_SCALARS, inner, max_size=3), max_leaves=4
)


def _spoilt(draw: st.DrawFn, data: Any) -> Any:
    """Return data with one thing in it replaced, left out, doubled or added."""
    if isinstance(data, dict) and data and draw(st.integers(0, 3)):
        key = draw(st.sampled_from(list(data)))
        return data | {key: _spoilt(draw, data[key])}
    if isinstance(data, list) and data and draw(st.integers(0, 3)):
        at = draw(st.integers(0, len(data) - 1))
        return [*data[:at], _spoilt(draw, data[at]), *data[at + 1 :]]
    value = draw(_VALUES)
    if isinstance(data, dict) and draw(st.booleans()):
        return data | {draw(_SCALARS): value, draw(_SCALARS): value}
    if isinstance(data, list) and draw(st.booleans()):
        return [*data, *data[:1], value]
    return value


@pytest.mark.parametrize("name", TABLES)
def test_a_spoilt_file_fits_its_class_or_is_refused_with_its_name(name: str) -> None:
    refused = 0

    @bounded(25)
    @given(st.data())
    def inner(data: st.DataObject) -> None:
        nonlocal refused
        try:
            schema._read(TABLES[name], _spoilt(data.draw, load(name)), name)
        except VocabularyError as error:
            assert str(error).startswith(name)  # noqa: PT017
            refused += 1

    inner()
    assert refused


def test_every_file_that_a_class_describes_is_spoilt_here() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(schema.__file__).parents[1].rglob("*.py"))
    assert set(re.findall(r'words_of\([^,()]+, "(\w+)"\)', source)) <= TABLES.keys()


@bounded(120)
@given(
    st.one_of(
        st.binary(max_size=40),
        st.text(alphabet="abc:-[]{}#&*!|>'\"%@`?, \n\t0129.", max_size=40).map(str.encode),
        st.sampled_from((b"a: 2021-99-99", b"a: !!python/object:os.system x", b"[" * 3000, b"a: &x [*x]", b"? [a]: b")),
    )
)
def test_any_bytes_of_a_file_are_data_or_are_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.yaml").write_bytes(raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary.resources, "files", lambda _: folder)
        try:
            load.__wrapped__("any")
        except VocabularyError as error:
            assert "any.yaml" in str(error)  # noqa: PT017


_OPERATORS = ("=", ">=", ">", "<=", "<", "~", "range", "vague", "rising")


@bounded(150)
@given(
    st.sampled_from(_OPERATORS), st.none() | st.integers(0, 10**30), st.sampled_from(NUMBERS),
    st.sampled_from(("strict", "acled", "ucdp", "airwars")),
)  # fmt: skip
def test_bounds_of_any_count_stand_in_order_by_any_profile(op: Any, value: int | None, raw: str, name: str) -> None:
    assert profile(name).name == name
    low, high = bounds(op, value, raw, name)
    assert low is None or high is None or low <= high or (op == "<" and value == 0)
    made = convert(Count(op, value, low, high, raw), name)
    assert convert(made, name) == made
