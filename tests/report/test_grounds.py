"""What explains a record says nothing that the record does not, and names everything in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.errors import StoreError
from recount.model.record import Record
from recount.pipeline import build
from recount.report import tell_grounds

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return build(EXAMPLES / "salt_quay", tmp_path_factory.mktemp("grounds") / "c.case", workers=1).record


def test_every_incident_finding_conflict_and_claim_is_explained_by_its_id(record: Record) -> None:
    for incident in record.incidents:
        told = "\n".join(tell_grounds(record, incident.id))
        assert told.startswith(incident.label)
        assert all(reason in told for reason in (*incident.why, *incident.when.trail))
    for finding in record.findings:
        told = "\n".join(tell_grounds(record, finding.id))
        assert told.startswith(finding.headline)
        assert all(reason in told for reason in (*finding.reasons, *(row.reason for row in finding.rejected)))
    for conflict in record.conflicts:
        told = "\n".join(tell_grounds(record, conflict.id))
        assert conflict.conclusion in told
        assert all(reason in told for reason in conflict.reasons)
    for claim in record.claims:
        assert " ".join(claim.quote.split()) in "\n".join(tell_grounds(record, claim.id))


def test_what_is_quoted_stands_in_its_account(record: Record) -> None:
    texts = {
        document.input_id or document.name: " ".join((document.text or "").split()) for document in record.documents
    }
    for conflict in record.conflicts:
        for line in tell_grounds(record, conflict.id):
            if line.startswith("    «"):
                quote, _, name = line.strip().rpartition("» (")
                assert quote.removeprefix("«") in texts[name.removesuffix(")")]


def test_without_a_name_all_incidents_are_listed_and_an_unknown_name_is_an_error(record: Record) -> None:
    assert len(list(tell_grounds(record))) == len(record.incidents)
    with pytest.raises(StoreError, match="no such thing"):
        list(tell_grounds(record, "no such thing"))
