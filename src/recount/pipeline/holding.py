"""The sources that a case holds itself: those a person added, and all of them where it is built from its own copies.

Invariant: a source added stays in every later build until it is left out by name; the folder's own account wins where
it bears the same name, which is said.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from recount.errors import InputNotFound, StoreError
from recount.intake import Source, Stated, find_sources
from recount.model.ids import sha256_hex
from recount.model.text import printable
from recount.record import Store
from recount.record.store import HeldSource

ADDED = "added"
FOUND = "found"
_DAMAGED = "its evidentiary copy is damaged or missing; add it again"


def found_and_added(path: Path, store: Store) -> Iterator[Source]:
    """Yield the sources below ``path``, then those that a person added to the case."""
    added = [(held, told) for held, told in _told(store) if told.get("how") == ADDED]
    watched = {held.name for held, _ in added}
    found: dict[str, str | None] = {}
    for source in find_sources(path):
        if source.name in watched:
            found[source.name] = _hash_of(source)
        yield source
    for held, told in added:
        if held.name not in found:
            yield _held_source(store, held, told)
        elif found[held.name] != held.sha256:
            reason = f"it was added, and {path} now holds another account under its name; add it again with --as NAME"
            yield Source(held.name, refused=reason)


def held_and_new(store: Store, new: Sequence[Source], *, without: Container[str] = ()) -> Iterator[Source]:
    """Yield every source that a case holds but those named, then new ones."""
    given = {source.name for source in new}
    for held, told in _told(store):
        if held.name not in without and held.name not in given:
            yield _held_source(store, held, told)
    yield from new


def sources_to_add(
    store: Store, folder: Path, paths: Sequence[Path], stated: Stated, name: str | None = None
) -> list[Source]:
    """Return the sources below ``paths``, each marked as added.

    Raises ``InputNotFound`` where a path holds nothing, or where the case holds another account of the same name.
    """
    held = {source.name: source.sha256 for source in store.sources()}
    if not held:
        raise StoreError(f"{folder}: it has no list of sources yet; run `recount build INPUT --case {folder}` first")
    found: dict[str, Source] = {}
    for path in paths:
        for source in find_sources(path):
            named = source if name is None else replace(source, name=printable(name))
            other = held.get(named.name) or (_hash_of(found[named.name]) if named.name in found else None)
            if other is not None and other != _hash_of(named):
                raise InputNotFound(
                    f"{named.name}: another account of this name is in the case; add it with --as and another name"
                )
            found[named.name] = replace(named, stated=stated)
    return list(found.values())


def check_added(store: Store, folder: Path, names: Sequence[str]) -> None:
    """Raise ``StoreError`` unless each of ``names`` is a source that a person added."""
    added = {held.name for held, told in _told(store) if told.get("how") == ADDED}
    for name in names:
        if name not in added:
            raise StoreError(
                f"{folder}: no account named {name} was added; one of the folder is left out by taking it out of the "
                f"folder and building again; `recount sources {folder}` lists all"
            )


def _told(store: Store) -> Iterator[tuple[HeldSource, dict[str, Any]]]:
    """Yield each source that the case holds with what the ledger tells of its capture."""
    held = list(store.sources())
    wanted = {source.entry for source in held}
    entries = {entry.number: entry.told() for entry in store.ledger() if entry.number in wanted}
    for source in held:
        yield source, entries.get(source.entry, {})


def _held_source(store: Store, held: HeldSource, told: dict[str, Any]) -> Source:
    raw, line = store.raw(held.sha256), told.get("line")
    if raw is None:
        return Source(held.name, refused=_DAMAGED)
    stated = Stated(told.get("from"), told.get("note")) if told.get("how") == ADDED else None
    return Source(held.name, raw=raw, line=line if isinstance(line, int) else None, stated=stated)


def _hash_of(source: Source) -> str | None:
    try:
        return sha256_hex(source.read_bytes())
    except OSError:
        return None
