"""Time stamps (RFC 3161): a service that the user names confirms that a ledger had its head at a time.

Invariant: nothing leaves the machine but the hash of a head, and only when a person names the service. A response is
kept only where it is over that head and the service granted it.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from recount.errors import BadResponse, MissingExtra, StoreError
from recount.record import Passphrase, SqliteStore
from recount.record.ledger import imprint
from recount.record.ledger_rows import now
from recount.record.store import Stamp

_SECONDS = 30
"""Seconds that a service has to answer."""
_LARGEST = 1_000_000
"""Bytes of a response: a stamp with its chain of certificates has some ten thousand."""
_GRANTED = (0, 1)
"""Status of a response that holds a stamp: granted, granted with modifications (RFC 3161, 2.4.2)."""


def stamp(folder: Path, service: str, *, passphrase: Passphrase | None = None) -> Stamp:
    """Have the head of the ledger in ``folder`` stamped by the service at the address ``service``, and keep the stamp.

    Raises ``MissingExtra`` where the library is not installed, ``BadResponse`` where the service does not answer with
    a stamp over this head, ``StoreError`` where the case cannot be written.
    """
    try:
        import rfc3161_client as tsp
    except ImportError as error:
        raise MissingExtra("time stamps need one more library: pip install 'recount-record[stamp]'") from error
    if urlsplit(service).scheme not in ("http", "https"):
        raise BadResponse(f"{service}: give the address of a time stamp service, http or https")
    with closing(SqliteStore(folder, passphrase=passphrase)) as store:
        head = store.head()
        if head is None or head.size == 0:
            raise StoreError(f"{folder}: the ledger has no entry yet; build the case first")
        asked = tsp.TimestampRequestBuilder().data(str(head).encode("ascii"))
        request = asked.hash_algorithm(tsp.HashAlgorithm.SHA256).build()
        answer = _ask(service, request.as_bytes())
        try:
            response = tsp.decode_timestamp_response(answer)
            granted = response.status in _GRANTED
            fits = granted and response.tst_info.message_imprint.message == imprint(head)
            fits = fits and response.tst_info.nonce == request.nonce
        except ValueError as error:
            raise BadResponse(f"{service}: what it answered is no time stamp ({error})") from error
        if not fits:
            reason = "its stamp is over something else" if granted else f"it refused ({response.status_string})"
            raise BadResponse(f"{service}: {reason}; nothing was kept")
        made = Stamp(head, service, now(), answer)
        store.keep_stamp(made)
        return made


def _ask(service: str, request: bytes) -> bytes:
    import urllib.request  # here alone, and only once a person has named a service

    asked = urllib.request.Request(service, request, {"Content-Type": "application/timestamp-query"})
    try:
        with urllib.request.urlopen(asked, timeout=_SECONDS) as answer:
            data: bytes = answer.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise BadResponse(f"{service}: it does not answer ({reason}); check the address and the connection") from error
    if len(data) > _LARGEST:
        raise BadResponse(f"{service}: its answer is too long to be a time stamp")
    return data
