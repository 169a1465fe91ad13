from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.model.analysis import ENTITY_LABELS
from training import sources
from training.examples import held_back
from training.labels import OWN, SCHEME_LABELS, allowed, paint, refine, spans_of, tag_names

_SPANS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 4), st.sampled_from(ENTITY_LABELS)).map(
        lambda s: (s[0], min(10, s[0] + s[1]), s[2])
    ),
    max_size=5,
)


@given(_SPANS)
def test_painted_spans_are_read_back(spans: list[tuple[int, int, str]]) -> None:
    found = spans_of(paint(10, spans))
    assert set(found) <= set(spans)
    for span in spans:
        clash = [f for f in found if f != span and f[0] < span[1] and span[0] < f[1]]
        assert span in found or any(f[1] - f[0] >= span[1] - span[0] for f in clash)


def test_open_tags_allow_outside_and_the_named_labels() -> None:
    names = tag_names(OWN)
    assert allowed(OWN, "B-PLACE") == (names.index("B-PLACE"),)
    assert {names[k] for k in allowed(OWN, "O/TIME")} == {"O", "B-TIME", "I-TIME"}
    assert len(allowed(OWN, "?")) == len(names) == 2 * len(SCHEME_LABELS[OWN]) + 1


def test_armed_bodies_are_units() -> None:
    assert refine("ORGANISATION", "Sorrel Liberation Army") == "UNIT"
    assert refine("ORGANISATION", "Ministry of Health") == "ORGANISATION"
    assert refine("PLACE", "Front") == "PLACE"


def test_a_document_is_held_back_whatever_the_order() -> None:
    names = [f"document-{k}" for k in range(400)]
    kept = [n for n in names if held_back(n, 10)]
    assert set(kept) == {n for n in sorted(names, reverse=True) if held_back(n, 10)}
    assert 20 < len(kept) < 60


def test_every_listed_source_is_fixed_by_a_hash() -> None:
    import tomllib

    listed = tomllib.loads(sources.LISTED.read_text(encoding="utf8"))
    for source in listed["sets"].values():
        assert source["address"].startswith("https://github.com/")
        assert len(source["sha256"]) == 64
        assert source["licence"]
        assert source["commit"]
