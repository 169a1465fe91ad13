"""``recount explain``: how a sentence was read, or why a case says what it says of an incident, figure or conflict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.say import say
from recount.model.claims import Claim
from recount.model.text import printable
from recount.pipeline import Explanation, explain, open_record
from recount.report import tell_grounds


def explain_command(
    text: Annotated[
        str, typer.Argument(metavar="WHAT", help="A sentence, the path of one account, or the folder of a case.")
    ],
    find: Annotated[
        str | None,
        typer.Option(
            "--find",
            help="Of a text: sentences that hold these words, or a claim's id. Of a case: an incident, finding, "
            "conflict or claim, by its id or by words of its line.",
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Show how sentences were read; of a case, why accounts are one event and its dates, figures and conflicts so."""
    path, keys = Path(text), Keys(passphrase_file)
    if len(text) < 256 and path.is_dir():
        for line in tell_grounds(open_record(path, passphrase=keys.of(path)), find):
            say(printable(line))
        return
    given = path if len(text) < 256 and path.is_file() else text
    for number, explanation in enumerate(explain(given, find)):
        say("\n".join([*([""] if number else []), *_lines(explanation)]))


def _lines(told: Explanation) -> Iterator[str]:
    yield " ".join(told.sentence.split())
    yield "  Tree (number, word, lemma, tag, relation, head; marks of the net with their probability):"
    for word in told.words:
        head = "-" if word.head is None else str(word.head)
        marks = ", ".join(
            f"{mark.kind} {mark.label} {mark.score:.2f}" + (f" at {mark.tie}" if mark.tie is not None else "")
            for mark in word.marks
        )
        row = f"    {word.number:4} {word.text:16} {word.lemma:14} {word.tag:5} {word.relation:12} {head:>4}"
        yield f"{row}  {marks}".rstrip()
    for act in told.acts:
        kind = ", ".join(part for part in (act.kind, act.outcome) if part)
        does, suffers = ", ".join(act.doers) or "nobody named", ", ".join(act.sufferers) or "nobody named"
        yield f"  Act “{act.words}” ({kind}): done by {does}; suffered by {suffers}"
    for words, form in told.counted:
        yield f"  Counts people or may: “{words}” ({form})"
    for reading in sorted(told.readings, key=lambda one: (-one.told, -one.score, one.says)):
        if reading.told:
            verdict = "told"
        elif reading.score < reading.floor:
            verdict = f"refused, below {reading.floor:.2f}"
        else:
            verdict = "refused, a surer reading says it"
        yield f"  {reading.score:.2f} {verdict}: {reading.kind} {reading.says} “{reading.quote}” (by {reading.tie})"
        if reading.told:
            yield f"       {_stance(reading.claim)}"
        yield "       " + "; ".join(f"{name} {weight:+.1f}" for name, weight in reading.reasons)
    for claim in told.others:
        yield f"  told: {claim.kind} “{claim.quote}”, {_stance(claim)}"


def _stance(claim: Claim) -> str:
    voices = " < ".join(hop.name or "an unnamed voice" for hop in claim.attribution)
    return f"{claim.certainty}, polarity {claim.polarity}, said by {voices}, id {claim.id}"
