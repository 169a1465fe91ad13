"""Opening and verifying a case that was built before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from recount.errors import StoreError
from recount.model.claims import claim_id
from recount.model.mentions import Reading
from recount.model.record import Record
from recount.pipeline.stages import unpack
from recount.record import Fault, SqliteStore, Store, verify
from recount.record.export import unpack_record


def open_record(folder: Path) -> Record:
    """Return the record of the case in ``folder``. Raises ``StoreError`` where there is none."""
    with closing(SqliteStore(folder, create=False)) as store:
        return held_record(store, folder)


def held_record(store: Store, folder: Path) -> Record:
    """Return the record a store holds. Raises ``StoreError`` where it holds none or one that cannot be read."""
    data = store.record()
    if data is None:
        raise StoreError(f"{folder}: the case holds no record yet; run `recount build INPUT --case {folder}`")
    try:
        return unpack_record(data)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder}: the record cannot be read ({error}); build it again") from error


def verify_case(folder: Path) -> Iterator[Fault]:
    """Yield every fault of the case in ``folder``: hashes, ids, quotes, references and the ledger."""
    with closing(SqliteStore(folder, create=False)) as store:
        record = held_record(store, folder)
        yield from verify(store, record)
        published = {claim.id for claim in record.claims}
        made: set[str] = set()
        for key, version in _reading_keys(store):
            blob = store.get("reading", key, version)
            if blob is None:
                yield Fault(f"reading {key}", "it is missing from the case")
                continue
            reading: Reading = unpack(Reading, blob)
            made.update(claim_id(claim) for claim in reading.claims)
        for missing in sorted(published - made):
            yield Fault(f"claim {missing}", "its id does not follow from any claim that was read")
        for missing in sorted(made - published):
            yield Fault(f"claim {missing}", "it was read and is not in the record")


def _reading_keys(store: Store) -> list[tuple[str, str]]:
    note = store.note("readings")
    return [(key, version) for key, _, version in (line.partition(" ") for line in (note or "").splitlines())]
