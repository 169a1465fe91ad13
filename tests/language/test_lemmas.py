from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.language.lemmas import Lemmatiser, apply_rule, rule_of


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("killed", "kill"),
        ("Villages", "village"),
        ("VELAN", "Velan"),
        ("nato", "NATO"),
        ("went", "go"),
        ("better", "good"),
        ("n't", "not"),
        ("McKees", "McKee"),
    ],
)
def test_a_rule_makes_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply_rule(form, rule_of(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=12), st.sampled_from(["=|1|", "=|3|y", "^|0|", "A|2|", "*|1|", "!be"]))
def test_a_rule_never_leaves_an_empty_lemma(form: str, rule: str) -> None:
    assert apply_rule(form, rule)


def test_the_table_goes_before_the_rule() -> None:
    lemmatiser = Lemmatiser({"slain\tVERB": "slay"})
    assert lemmatiser.lemma("Slain", "VERB", "=|0|") == "slay"
    assert lemmatiser.lemma("Slain", "ADJ", "=|0|") == "slain"
