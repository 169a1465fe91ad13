"""``recount export``: the record for other programs."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from recount.cli.options import CaseFolder, DatesOption, PlacesOption, PublicNames, read_names
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.say import say
from recount.errors import StoreError
from recount.exchange import TABLES, rows_of, to_csv
from recount.model.ids import sha256_hex
from recount.pipeline import enter_export, open_held
from recount.record import Passphrase, export_json, record_schema, write_whole
from recount.report import Coarseness, Dates, Places, publish, render_page


class Format(StrEnum):
    """What a record can be exported as."""

    json = "json"
    html = "html"
    csv = "csv"
    schema = "schema"


Table = StrEnum("Table", {name: name for name in TABLES})  # type: ignore[misc]


def export_command(
    case: CaseFolder,
    form: Annotated[
        Format, typer.Option("--format", help="json: the record; html: the page; csv: a table; schema: its schema.")
    ] = Format.json,
    table: Annotated[Table | None, typer.Option("--table", help="Which table of the record: csv needs it.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write [default: standard output].")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Only names that a rule or a person has made public; labels for the rest.")
    ] = False,
    public_names: PublicNames = None,
    dates: DatesOption = Dates.day,
    places: PlacesOption = Places.place,
    texts: Annotated[bool, typer.Option("--texts/--no-texts", help="With or without the documents' texts.")] = True,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write the record of a case as JSON, as the page, one of its tables as CSV, or the JSON Schema of records.

    What is written to a file is entered in the case's ledger with its hash.
    """
    if public_names is not None and not public:
        raise typer.BadParameter("names are made public in the public version only", param_hint="--public-names")
    if (form is Format.csv) != (table is not None):
        raise typer.BadParameter("--format csv and --table NAME go together", param_hint="--table")
    coarse = Coarseness(dates, places)
    if coarse.told and not public:
        raise typer.BadParameter("dates and places are made coarser in the public version only", param_hint="--public")
    if out is None and form is not Format.schema and sys.stdout.isatty():
        remedy = "name a file with --out, or send the output to another program with |"
        raise typer.BadParameter(f"this would fill the terminal; {remedy}", param_hint="--out")
    passphrase = None if form is Format.schema else Keys(passphrase_file).of(case)
    held = None if form is Format.schema else open_held(case, passphrase=passphrase)
    if held is None:
        content = json.dumps(record_schema(), indent=1) + "\n"
    else:
        record, withheld = held.record, None
        if public:
            published = publish(record, read_names(public_names), coarse)
            record, withheld = published.record, published.withheld
        if form is Format.html:
            content = render_page(record, texts=texts, withheld=withheld, sha256=held.sha256, coarse=coarse.told)
        elif table is not None:
            content = to_csv(rows_of(record, table.value))
        else:
            content = export_json(record, texts=texts)
    data = content.encode("utf-8", "surrogatepass")
    if out is None:
        typer.echo(content, nl=False)
        return
    write_whole(out, data)
    if held is None:
        return
    say(f"Record sha256 {held.sha256} written to {out}", err=True)
    told: dict[str, Any] = {"form": form.value, "record": held.sha256, "sha256": sha256_hex(data)}
    told |= {"public": public, "texts": texts}
    if table is not None:
        told["table"] = table.value
    if coarse.told:
        told |= {"dates": dates.value, "places": places.value}
    if public_names is not None:
        told["names"] = sha256_hex(public_names.read_bytes())
    _enter(case, told, passphrase)


def _enter(case: Path, told: dict[str, Any], passphrase: Passphrase | None) -> None:
    """Enter an export in the ledger; on media that cannot be written it is made all the same, and that is said."""
    try:
        enter_export(case, told, passphrase=passphrase)
    except StoreError as error:
        say(f"Not entered in the ledger: {error}", err=True)
