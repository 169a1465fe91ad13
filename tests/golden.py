"""Renews the golden files: run `make golden`, then read the diff before it is committed.

The published schema, and for each set of example accounts the record's findings, conflicts and timeline in short.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from recount.model.dates import describe_when
from recount.model.record import Record
from recount.pipeline import build
from recount.record import record_schema

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
SETS = ("night_market", "north_shaft", "salt_quay")


def digest(record: Record) -> str:
    """Return what a reader sees first of a record, one line a fact, for a diff that can be read."""
    lines = []
    claims = {claim.id: claim for claim in record.claims}
    names = {document.id: document.name for document in record.documents}
    for incident in sorted(record.incidents, key=lambda i: (i.when.earliest or "~", i.label, i.id)):
        lines.append(f"incident: {incident.label} | {describe_when(incident.when)} | {incident.when.basis}")
        lines.append(f"  told by: {', '.join(sorted(names[document] for document in incident.documents))}")
        for finding in record.findings:
            if finding.incident == incident.id:
                quotes = "; ".join(sorted({f"{claims[c].quote!r}" for c in finding.supports}))
                subgroup = f" ({finding.subgroup})" if finding.subgroup else ""
                lines.append(f"  {finding.attribute}{subgroup}: {finding.headline} [{finding.grade}] <- {quotes}")
    lines.extend(sorted(f"conflict: {c.kind} | {c.verdict} | {c.conclusion}" for c in record.conflicts))
    lines.extend(f"time: {describe_when(e.when)} | {e.basis} | {e.label}" for e in record.timeline)
    lines.extend(sorted(f"gap: {gap.text}" for gap in record.gaps))
    return "\n".join(lines) + "\n"


def build_set(name: str) -> Record:
    """Return the record of a set of example accounts."""
    with tempfile.TemporaryDirectory() as folder:
        return build(ROOT / "src" / "recount" / "examples" / name, Path(folder) / "case", workers=1, name=name).record


def renew() -> None:
    """Write every golden file anew."""
    GOLDEN.mkdir(exist_ok=True)
    for name in SETS:
        (GOLDEN / f"{name}.txt").write_text(digest(build_set(name)), encoding="utf-8")
    schema = json.dumps(record_schema(), indent=1) + "\n"
    (ROOT / "docs" / "record.schema.json").write_text(schema, encoding="utf-8")
    sys.stdout.write(f"renewed {len(SETS) + 1} files; read the diff before you commit it\n")


if __name__ == "__main__":
    renew()
