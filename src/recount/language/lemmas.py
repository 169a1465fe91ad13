"""Lemmas: an edit rule that the net chooses, corrected by what the training data and a word list know.

Invariant: a lemma is a function of the form, its tags and the chosen rule; it never depends on other words.
A rule is ``case|cut|suffix``: lower the form, cut ``cut`` letters, add ``suffix``, then restore case
(``=`` none, ``^`` first letter, ``A`` all, ``*`` as written). ``!lemma`` is the lemma itself.
"""

from __future__ import annotations

from collections.abc import Mapping

_MAX_CUT = 5  # longer cuts are suppletion ("better" - "good") and are better kept whole


def rule_of(form: str, lemma: str) -> str:
    """Return the rule that makes ``lemma`` from ``form``."""
    low, target = form.lower(), lemma.lower()
    case = "="
    if lemma != target:
        if lemma[0].isupper() and lemma[1:] == target[1:] and len(lemma) > 1:
            case = "^"
        else:
            case = "A" if lemma == lemma.upper() else "*"
    shared = 0
    while shared < min(len(low), len(target)) and low[shared] == target[shared]:
        shared += 1
    if len(low) - shared > _MAX_CUT:
        return "!" + lemma
    return f"{case}|{len(low) - shared}|{target[shared:]}"


def apply_rule(form: str, rule: str) -> str:
    """Apply a rule to a form. A rule that would leave nothing returns the form."""
    if rule.startswith("!"):
        return rule[1:]
    case, cut, suffix = rule.split("|", 2)
    low = form.lower()
    lemma = low[: max(0, len(low) - int(cut))] + suffix
    if not lemma:
        return form
    if case == "^":
        return lemma[:1].upper() + lemma[1:]
    if case == "A":
        return lemma.upper()
    if case == "*" and low.startswith(lemma) and len(low) == len(form):
        return form[: len(lemma)]
    return lemma


class Lemmatiser:
    """Forms and tags to lemmas: the table of seen forms (``form<TAB>UPOS``) first, then the rule."""

    def __init__(self, seen: Mapping[str, str]) -> None:
        self._seen = seen

    def lemma(self, form: str, upos: str, rule: str) -> str:
        """Return the lemma of ``form`` read as ``upos``."""
        found = self._seen.get(f"{form.lower()}\t{upos}")
        if found is not None:
            return found
        if upos == "PROPN" and rule[1:] == "|0|" and not form.islower() and not form.isupper():
            return form  # a name in mixed case is its own lemma
        return apply_rule(form, rule)
