"""What each sign of one event weighs: ``python -m training.joining`` writes ``vocabulary/joining.yaml``.

Learnt from the cases of the rounds (several accounts that disagree, every figure tied to its event), by pairs of
accounts of two documents, those of other cases among them. Printed for several floors is B-cubed of the figures, each
case judged by weights that had not learnt from it. Nothing of data/eval and of corpus/cases is learnt from.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from bench.clusters_metrics import b_cubed
from bench.isolation import open_folder
from bench.readings import documents_of, readings_of
from bench.tally import casualty_key, flat, overlap
from corpus import fresh
from recount.linking.accounts import Story
from recount.linking.comparing import excluded, signs
from recount.linking.evidence import Case
from recount.linking.joining import RULE, Key, candidates
from recount.linking.signs import Sign
from recount.linking.union import APART, Tie, contract
from recount.model.claims import CasualtyValue
from recount.model.codec import encode
from recount.model.mentions import Reading
from recount.model.text import Document

_READ = [number for number in fresh.folders() if number not in ("00", "21")]
"""Round 00 has no accounts, and 21 nobody has read."""
OUT = Path(__file__).resolve().parent.parent / "src" / "recount" / "vocabulary" / "joining.yaml"
_FOLDS = 4
_TOGETHER = 12
"""Cases that lie in one folder while accounts are compared: what tells other events apart is learnt from them."""
_PENALTY = 1.0
"""Weight of the sum of squares (a Gaussian prior of unit width)."""
_AGREE = ("same", "months meet", "years meet", "names", "texts", "wording", "words", "rare", "share")
_DISAGREE = ("apart by", "written before", "no name", "nothing of")
"""How the names of signs begin that can only speak for one event, and those that can only speak against it."""
_LEAST = {"same day": 2.5, "same day without year": 1.8, "months meet": 1.0, "years meet": 0.6}
"""Least weights of dates that agree: in news most events have a day of their own, in the rounds' cases few (set on
the look half of longtail_gva)."""
_MOST = {
    "apart by three days": -0.3,
    "apart by ten days": -1.0,
    "apart by two months": -2.0,
    "apart by a year": -2.5,
    "apart by more": -3.0,
    "apart by two months without year": -1.5,
    "apart by a year without year": -2.0,
    "written within three days": 2.0,
    "written within ten days": 1.2,
    "written within two months": 0.4,
    "written within a year": 0.0,
    "written within more": -1.0,
    "written within three days of undated": 1.5,
    "written within ten days of undated": 1.0,
    "written within two months of undated": 0.3,
    "written within a year of undated": 0.0,
    "written within more of undated": -0.8,
    "undated, written within three days": 1.5,
    "undated, written within ten days": 0.8,
    "undated, written within two months": 0.0,
    "undated, written within a year": 0.0,
    "undated, written within more": -0.5,
    "nothing of its own shared": -1.5,
    "victims differ": -1.2,
    "killed differ much": -0.4,
    "killed differ by a multiple": -1.0,
    "places inside differ": -1.0,
    "same wider place": 1.0,
    "rare in texts": 1.0,
    "texts": 8.0,
}
"""The most that comparisons may weigh whose worth the rounds cannot show: invented cases share no country, no agency
and no season with each other, so that all that they share looks rare (set on the look halves of longtail_gva,
airwars_syria and airwars_gaza); of two accounts that share nothing rare, on `bench.isolation --half look`."""
_FLOORS = tuple(np.arange(-1.0, 4.01, 0.5))
Json = dict[str, Any]
Floats = NDArray[np.float64]


@dataclass
class Told:
    """A document of a case: its annotation, its reading, and the event of each figure that was read."""

    case: str
    row: Json
    document: Document
    reading: Reading
    events: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the claims that read an annotated figure."""
        gold = [one for one in self.row["claims"] if one["kind"] == "casualty" and one.get("event")]
        said = [flat(encode(claim)) for claim in self.reading.claims if isinstance(claim.value, CasualtyValue)]
        for one in gold:
            for other in said:
                if other["id"] not in self.events and overlap(one, other) and casualty_key(one) == casualty_key(other):
                    self.events[other["id"]] = one["event"]
                    break

    def event_at(self, start: int, end: int, claims: Iterable[str]) -> str | None:
        """Return the event that a passage tells of by its figures and the annotated event words over it."""
        votes = Counter(self.events[claim] for claim in claims if claim in self.events)
        for one in self.row.get("events") or ():
            if one.get("event") and one["start"] < end and start < one["end"]:
                votes[one["event"]] += 1
        return min(votes, key=lambda event: (-votes[event], event)) if votes else None


@dataclass
class Pairs:
    """Pairs with their signs: the two, the case's fold, what they are (None unknown), how much they count.

    All are learnt from; those in ``near`` alone are compared by the program. ``excluded`` have no signs.
    """

    names: list[str] = field(default_factory=list)
    at: list[tuple[Any, Any]] = field(default_factory=list)
    said: list[list[Sign]] = field(default_factory=list)
    truth: list[bool | None] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    excluded: list[tuple[Key, Key]] = field(default_factory=list)
    near: set[tuple[Key, Key]] = field(default_factory=set)

    def add(self, at: tuple[Any, Any], said: list[Sign], truth: bool | None, fold: int, count: float) -> None:
        """Add a pair."""
        for column, value in zip(
            (self.at, self.said, self.truth, self.folds, self.counts), (at, said, truth, fold, count), strict=True
        ):
            column.append(value)  # type: ignore[attr-defined]

    def matrix(self) -> csr_matrix:
        """Return the signs as a matrix, names in order of the alphabet."""
        self.names = sorted({sign.name for row in self.said for sign in row})
        place = {name: number for number, name in enumerate(self.names)}
        cells = [(r, place[sign.name], sign.value) for r, row in enumerate(self.said) for sign in row]
        rows, columns, values = zip(*cells, strict=True)
        return csr_matrix((values, (rows, columns)), shape=(len(self.said), len(self.names)))


def fit(signs_of: csr_matrix, truth: Floats, counts: Floats, names: Sequence[str], kept: Mapping[str, float]) -> Floats:
    """Return the weights of a logistic model and, last, its bias; what agrees never speaks against, nor the reverse.

    Weights ``kept`` (``bias`` among them) stay as they are.
    """
    size = signs_of.shape[1]
    bounds = [(kept[name], kept[name]) if name in kept else _bounds(name) for name in names]
    bounds.append((kept["bias"], kept["bias"]) if "bias" in kept else (None, None))

    def loss(at: Floats) -> tuple[float, Floats]:
        z = signs_of @ at[:size] + at[size]
        slope = counts * (expit(z) - truth)
        value = float((counts * (np.logaddexp(0, z) - truth * z)).sum() + _PENALTY / 2 * (at[:size] ** 2).sum())
        return value, np.append(signs_of.T @ slope + _PENALTY * at[:size], slope.sum())

    return np.asarray(minimize(loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", bounds=bounds).x)


def _bounds(name: str) -> tuple[float | None, float | None]:
    if name.startswith(_AGREE):
        return _LEAST.get(name, 0.0), _MOST.get(name)
    return (None, _MOST.get(name, 0.0)) if "differ" in name or name.startswith(_DISAGREE) else (None, _MOST.get(name))


def weigh(pairs: Pairs, kept: Mapping[str, float]) -> tuple[Floats, list[Tie]]:
    """Return weights and bias learnt from all pairs, and what each pair weighs by those learnt from other folds."""
    matrix = pairs.matrix()
    known = np.array([truth is not None for truth in pairs.truth])
    truth = np.array([float(bool(one)) for one in pairs.truth])
    folds, counts = np.array(pairs.folds), np.array(pairs.counts)
    scores, doubts = np.zeros(len(truth)), np.zeros(len(truth))
    for fold in range(_FOLDS):
        seen, own = known & (folds != fold), folds == fold
        learnt = fit(matrix[seen], truth[seen], counts[seen], pairs.names, kept)
        scores[own] = matrix[own] @ learnt[:-1] + learnt[-1]
        doubts[own] = matrix[own].multiply(learnt[:-1]).minimum(0).sum(axis=1).A1
    ties = [Tie(float(score), float(doubt)) for score, doubt in zip(scores, doubts, strict=True)]
    return fit(matrix[known], truth[known], counts[known], pairs.names, kept), ties


# -- accounts of two documents -----------------------------------------------------------------------------------------


def across(told: Sequence[Told], folds: Mapping[str, int]) -> tuple[Pairs, dict[str, Story]]:
    """Return the pairs of accounts of two documents, a dozen cases in one folder, and the stories by document."""
    pairs, stories = Pairs(), {}
    cases = _in_order(told, folds)
    for start in range(0, len(cases), _TOGETHER):
        chosen = set(cases[start : start + _TOGETHER])
        members = sorted((one for one in told if one.case in chosen), key=lambda one: one.document.id)
        case, told_by = open_folder([one.document for one in members], [one.reading for one in members])
        stories.update({story.document: story for story in told_by})
        by_id = {one.document.id: one for one in members}
        events = {key: _event(by_id[key[0]], case, key) for key in case.evidence}
        near = candidates(case)
        for left, right in combinations(sorted(case.evidence), 2):
            one, other = by_id[left[0]], by_id[right[0]]
            if left[0] == right[0]:
                continue
            if excluded(case.evidence[left], case.evidence[right]):
                pairs.excluded.append((left, right))
                continue
            if (left, right) in near:
                pairs.near.add((left, right))
            known = None not in (events[left], events[right])
            truth = (one.case, events[left]) == (other.case, events[right]) if known else None
            found = list(signs(case.evidence[left], case.evidence[right], case))
            pairs.add((left, right), found, truth, folds[one.case], 1.0)
    return pairs, stories


def _in_order(told: Sequence[Told], folds: Mapping[str, int]) -> list[str]:
    """Return the cases so that those of one folder are of one fold as far as they go."""
    return sorted({one.case for one in told}, key=lambda case: (folds[case], case))


def _event(told: Told, case: Case, key: Key) -> str | None:
    account = case.evidence[key].account
    votes = Counter(told.events[claim] for claim in account.claims if claim in told.events)
    for mention in account.mentions:
        event = told.event_at(mention.start, mention.end, ())
        votes.update([event] if event is not None else [])
    return min(votes, key=lambda event: (-votes[event], event)) if votes else None


Judge = Callable[[float], tuple[float, float, float]]


def judge_across(
    told: Sequence[Told], folds: Mapping[str, int], stories: dict[str, Story], pairs: Pairs, weighed: Sequence[Tie]
) -> Judge:
    """Return how well figures are told apart at a floor, each case in a folder of its own and a dozen in one."""
    case_of = {one.document.id: one.case for one in told}
    folder_of = {case: number // _TOGETHER for number, case in enumerate(_in_order(told, folds))}

    def judged(place: Callable[[str], str]) -> Judge:
        ties: dict[str, dict[tuple[Key, Key], Tie | None]] = defaultdict(dict)
        weights: list[Tie | None] = [*weighed, *(None for _ in pairs.excluded)]
        for (left, right), tie in zip([*pairs.at, *pairs.excluded], weights, strict=True):
            compared = tie is None or (left, right) in pairs.near
            if compared and place(case_of[left[0]]) == place(case_of[right[0]]):
                ties[place(case_of[left[0]])][left, right] = tie
        keys: dict[str, list[Key]] = defaultdict(list)
        for document, story in stories.items():
            keys[place(case_of[document])] += [account.key for account in story.accounts]
        for folder, members in keys.items():
            own = (pair for pair in combinations(sorted(members), 2) if pair[0][0] == pair[1][0])
            ties[folder].update(dict.fromkeys(own, APART))

        def judge(floor: float) -> tuple[float, float, float]:
            gold, said = {}, {}
            home: dict[Key, Key] = {}
            for folder, members in keys.items():
                for group in contract(sorted(members), ties[folder], replace(RULE, floor=floor)):
                    home.update(dict.fromkeys(group, group[0]))
            for one in told:
                for claim, event in one.events.items():
                    account = stories[one.document.id].choices[claim].account
                    gold[claim] = f"{one.case} {event}"
                    said[claim] = claim if account is None else str(home[one.document.id, account])
            return b_cubed(said, gold)

        return judge

    apart, together = judged(lambda case: case), judged(lambda case: str(folder_of[case]))

    def judge(floor: float) -> tuple[float, float, float]:
        """Return the means of the two: a folder may hold one case or many."""
        precision, recall, f = (fmean(pair) for pair in zip(apart(floor), together(floor), strict=True))
        return precision, recall, f

    return judge


# -- the whole -----------------------------------------------------------------------------------------------------


def cases_of(numbers: Sequence[str], workers: int) -> list[Told]:
    """Return the documents of the rounds' cases that have several accounts, read by the program as it is."""
    rows = [row for number in numbers for row in fresh.rows(number) if row["group"] == "account"]
    several = Counter(row["id"].partition("/")[0] for row in rows)
    rows = [row for row in rows if several[row["id"].partition("/")[0]] > 1]
    documents = documents_of(rows)
    readings = readings_of(documents, workers)
    return [
        Told(row["id"].partition("/")[0], row, document, reading)
        for row, document, reading in zip(rows, documents, readings, strict=True)
    ]


def learn(pairs: Pairs, judged: Callable[[Sequence[Tie]], Judge], kept: Mapping[str, float]) -> Json:
    """Return the table, and print how it does."""
    learnt, ties = weigh(pairs, kept)
    judge = judged(ties)
    figures = {float(floor): judge(float(floor)) for floor in _FLOORS}
    known = sum(truth is not None for truth in pairs.truth)
    print(f"{len(pairs.at)} pairs, {known} known, {sum(map(bool, pairs.truth))} of one event")
    for at, (precision, recall, f) in figures.items():
        print(
            f"  floor {at:+.2f}: B-cubed {precision:.3f} / {recall:.3f} / {f:.3f}" + (" *" if at == RULE.floor else "")
        )
    weights = {name: round(float(weight), 3) for name, weight in zip(pairs.names, learnt[:-1], strict=True)}
    return {"bias": round(float(learnt[-1]), 3), "weights": weights}


def train(told: Sequence[Told], kept: Mapping[str, float]) -> None:
    """Fit the table, but for the weights ``kept``, and write it."""
    folds = {case: number % _FOLDS for number, case in enumerate(sorted({one.case for one in told}))}
    pairs, stories = across(told, folds)
    table = learn(pairs, lambda ties: judge_across(told, folds, stories, pairs, ties), kept)
    head = (
        "# What each sign that accounts of two documents tell of one event weighs, in log-odds of one event.\n"
        "# Made by `python -m training.joining`; read by linking/signs.py. Never edited by hand.\n"
    )
    OUT.write_text(head + yaml.safe_dump(table, sort_keys=True, allow_unicode=True, width=100), encoding="utf-8")


def main() -> None:
    """Fit the weights on the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", default=_READ, help="rounds to learn from; all that have been read")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--keep", action="store_true", help="learn the weights that the table lacks, and keep the others"
    )
    options = parser.parse_args()
    table = yaml.safe_load(OUT.read_text(encoding="utf-8"))
    kept = {**table["weights"], "bias": table["bias"]} if options.keep else {}
    train(cases_of(options.numbers, options.workers), kept)


if __name__ == "__main__":
    main()
