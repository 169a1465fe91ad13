"""The build: sources in, record out, doing only what was not done before.

Invariant: a second build of the same input computes nothing; a new account is the only one that is read.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

import recount
from recount.intake import Source, Stated, Unread, find_sources
from recount.linking import link
from recount.model.changes import Change
from recount.model.ids import hash_id, sha256_hex
from recount.model.mentions import Reading
from recount.model.record import CaseNote, EngineNote, Record
from recount.model.text import Document, printable
from recount.pipeline.assemble import assemble
from recount.pipeline.cases import held_record
from recount.pipeline.changes import list_changes
from recount.pipeline.collected import Collected, reading_version
from recount.pipeline.conclusion import Pair, conclude_what_can_be
from recount.pipeline.custody import record_told
from recount.pipeline.holding import check_added, found_and_added, held_and_new, sources_to_add
from recount.pipeline.progress import Progress, SilentProgress
from recount.pipeline.runner import run
from recount.pipeline.stages import (
    PER_CASE,
    Done,
    analysis_key,
    load_engine_once,
    process,
    reading_key,
    source_key,
    unpack,
    version_of,
)
from recount.record import Passphrase, SqliteStore
from recount.record.export import pack_record, unpack_outline, unpack_record
from recount.weighing import weigh

_ONE_WORKER_BELOW = 12
"""Fewer documents than this are read in this process: starting workers costs more than it saves."""
_BATCH = 64
"""Results kept in one transaction."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The record, what changed since the last one, and how much was read anew."""

    record: Record
    changes: tuple[Change, ...]
    read: int
    kept: int
    unread: tuple[Unread, ...]
    sha256: str
    """The hash of the record as it is kept, which the ledger names."""
    mended: tuple[str, ...] = ()
    """What was found damaged in the case and made anew."""
    damaged: tuple[str, ...] = ()
    """Evidentiary copies that are damaged still: no source has their hash any more."""

    @property
    def seen(self) -> int:
        """Sources seen: read now, kept from before, and set aside."""
        return self.read + self.kept + len(self.unread)


@dataclass(frozen=True, slots=True)
class _Task:
    source: Source
    raw: bytes
    analysis: bytes | None = None


def build(
    path: Path,
    folder: Path,
    *,
    profile: str = "strict",
    workers: int | None = None,
    name: str | None = None,
    progress: Progress | None = None,
    strict: bool = False,
    passphrase: Passphrase | None = None,
    encrypt: bool = False,
) -> BuildResult:
    """Read everything below ``path`` into the case in ``folder`` and return its record.

    Accounts that a person added to the case stay in it. ``profile`` names how vague words become bounds; ``workers`` is
    the number of processes (default: one for a few documents, else one a core). An account on which a stage fails is
    set aside or kept unread and said, unless ``strict``. An encrypted case opens with its ``passphrase``; with
    ``encrypt`` a new one is made so. Raises ``InputNotFound``, ``StoreError``, ``MissingExtra``, ``EngineError`` or
    ``BuildError``.
    """
    with closing(SqliteStore(folder, passphrase=passphrase, encrypt=encrypt)) as store:
        mended = store.mend()
        settings = _Settings(
            printable(name or Path(os.path.realpath(path)).name), profile, workers, progress or SilentProgress(), strict
        )
        return _build(found_and_added(path, store), store, mended, settings)


def add(
    folder: Path,
    paths: Sequence[Path],
    *,
    stated: Stated | None = None,
    name: str | None = None,
    without: Sequence[str] = (),
    workers: int | None = None,
    progress: Progress | None = None,
    passphrase: Passphrase | None = None,
) -> BuildResult:
    """Take accounts into the case in ``folder``, built before, and return its record; nothing else is read anew.

    The case is built from its own evidentiary copies. ``stated`` is what is said of where the accounts are from,
    ``name`` what one of them is to be called; accounts added before and named in ``without`` are left out.
    Raises as ``build``.
    """
    with closing(SqliteStore(folder, create=False, passphrase=passphrase)) as held:
        case = held_record(held, folder).record.case
    with closing(SqliteStore(folder, passphrase=passphrase)) as store:
        mended = store.mend()
        check_added(store, folder, without)
        new = sources_to_add(store, folder, paths, stated or Stated(), name)
        settings = _Settings(case.name, case.profile, workers, progress or SilentProgress(), False)
        return _build(held_and_new(store, new, without=without), store, mended, settings)


@dataclass(frozen=True, slots=True)
class _Settings:
    """How a case is built: its name, the profile of vague words, processes, who is told, and whether it stops."""

    name: str
    profile: str
    workers: int | None
    progress: Progress
    strict: bool


def _build(sources: Iterator[Source], store: SqliteStore, mended: Sequence[str], settings: _Settings) -> BuildResult:
    collected = Collected(store)
    collected.mended.extend(mended)
    _collect(sources, store, collected, settings)
    versions = (recount.__version__, settings.profile, _case_versions())
    inputs = hash_id("inputs", [settings.name, *versions, collected.digest()])
    held = store.record()
    if store.note("inputs") == inputs and collected.is_captured():
        same = _readable(held, unpack_record)
        if same is not None and held is not None:
            return _result(collected, same, (), sha256_hex(held))
    before = _readable(held, unpack_outline)
    del held
    with _no_cycles():
        record = _conclude(collected, settings)
        packed = pack_record(record)
        sha256 = sha256_hex(packed)
        notes = {"inputs": inputs, "readings": collected.reading_note()}
        store.commit_record(packed, notes, told=record_told(record), captures=collected.captures.values())
        del packed
        changes = list_changes(before, record)
    return _result(collected, record, changes, sha256)


def _result(collected: Collected, record: Record, changes: tuple[Change, ...], sha256: str) -> BuildResult:
    damaged, unread = collected.damaged(), collected.unread_sorted()
    return BuildResult(
        record, changes, collected.read, collected.kept, unread, sha256, tuple(collected.mended), damaged
    )


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Leave the search for cycles of garbage for later: values of a case are frozen and many, and it looks at each of
    them again and again (a quarter of the time of a case of 2,000 accounts)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _readable(held: bytes | None, opened: Callable[[bytes], Record]) -> Record | None:
    """Return the record a case holds, or None where there is none or an older version wrote it in another form."""
    if held is None:
        return None
    try:
        return opened(held)
    except (KeyError, TypeError, ValueError):
        return None


def _case_versions() -> list[str]:
    return [version_of(stage) for stage in PER_CASE]


def _collect(sources: Iterator[Source], store: SqliteStore, collected: Collected, settings: _Settings) -> None:
    progress = settings.progress
    first = list(islice(sources, _ONE_WORKER_BELOW))
    count = settings.workers or (1 if len(first) < _ONE_WORKER_BELOW else os.cpu_count() or 1)
    total = len(first) if len(first) < _ONE_WORKER_BELOW else None
    progress.begin("Reading accounts", total)
    tasks = _stale(chain(first, sources), store, collected, progress)
    finished: list[tuple[_Task, Done]] = []
    for task, result in run(partial(_work, strict=settings.strict), tasks, count):
        progress.step(task.source.name)
        if isinstance(result, Unread):
            collected.unread.append(result)
            continue
        collected.read += 1
        finished.append((task, result))
        if len(finished) >= _BATCH:
            _keep(store, collected, finished)
    _keep(store, collected, finished)
    progress.end()


def _stale(sources: Iterator[Source], store: SqliteStore, collected: Collected, progress: Progress) -> Iterator[_Task]:
    """Yield the work that is not kept yet; note what is."""
    for source in sources:
        try:
            raw = source.read_bytes()
        except OSError as error:
            collected.unread.append(Unread(source.name, None, f"cannot be opened: {error.strerror}"))
            continue
        sha256 = sha256_hex(raw)
        key = source_key(source, sha256)
        blob = store.get("intake", key, version_of("intake"))
        if blob is None:
            yield _Task(source, raw)
            continue
        if store.raw(sha256) is None:
            store.keep_raw([(sha256, raw)])
            collected.mended.append(f"the evidentiary copy of {source.name} was damaged or missing and is kept anew")
        collected.capture(source, raw)
        reading = reading_key(blob)
        if store.get("reading", reading, reading_version()) is not None:
            collected.rows.append((source.name, key, reading))
            collected.kept += 1
            progress.step(source.name)
            continue
        document: Document = unpack(Document, blob)
        yield _Task(source, raw, store.get("language", analysis_key(document), version_of("language")))


def _work(task: _Task, *, strict: bool = False) -> tuple[_Task, Done | Unread]:
    return task, process(task.source, task.raw, task.analysis, strict=strict)


def _keep(store: SqliteStore, collected: Collected, finished: list[tuple[_Task, Done]]) -> None:
    """Keep finished work: evidentiary copies first, so that nothing derived is ever without its source."""
    if not finished:
        return
    keyed = [(task, done, source_key(task.source, sha256_hex(task.raw))) for task, done in finished]
    store.keep_raw({sha256_hex(task.raw): task.raw for task, _, _ in keyed}.items())
    for task, _, _ in keyed:
        collected.capture(task.source, task.raw)
    store.put("intake", version_of("intake"), ((key, done.document) for _, done, key in keyed))
    store.put(
        "language",
        version_of("language"),
        ((done.analysis_key, done.analysis) for _, done, _ in keyed if done.analysis is not None),
    )
    store.put("reading", reading_version(), ((_kept_as(done), done.reading) for _, done, _ in keyed))
    collected.rows.extend((task.source.name, key, _kept_as(done)) for task, done, key in keyed)
    finished.clear()


def _kept_as(done: Done) -> str:
    """Return the key under which a reading is kept: where a stage failed, its own, so that it is made anew."""
    return reading_key(done.document) + (":failed" if done.failed else "")


def _conclude(collected: Collected, settings: _Settings) -> Record:
    """Link and weigh everything, and put the record together."""
    engine, progress, profile = load_engine_once(), settings.progress, settings.profile
    case = CaseNote(
        settings.name, recount.__version__, profile, EngineNote(engine.name, engine.version, engine.weights_sha256)
    )

    def conclude(pairs: Sequence[Pair]) -> Record:
        documents, readings = [document for document, _ in pairs], [reading for _, reading in pairs]
        progress.begin("Linking names and incidents", None)
        linkage = link(documents, readings)
        progress.begin("Weighing figures and dates", None)
        weighing = weigh(documents, readings, linkage, profile)
        progress.end()
        return assemble(case, documents, readings, linkage, weighing, collected.unread_sorted())

    return conclude_what_can_be(conclude, _each_once(collected), strict=settings.strict)


def _each_once(collected: Collected) -> list[Pair]:
    """Return documents with their readings; a batch line with the id and the text of an earlier one is set aside."""
    found: dict[str, Pair] = {}
    rows = []
    for row, (document, reading) in zip(sorted(collected.rows), collected.values(), strict=True):
        if document.id in found:
            reason = f"it is {found[document.id][0].name} again: the same id and text"
            collected.unread.append(Unread(document.name, document.sha256, reason))
        else:
            found[document.id] = document, reading
            rows.append(row)
    collected.rows = rows
    return list(found.values())


def read_claims(path: Path, workers: int | None = None) -> Iterator[tuple[Document, Reading] | Unread]:
    """Yield each source's document and reading without a case: nothing is linked, weighed or kept."""
    sources = find_sources(path)
    tasks = (_Task(source, source.read_bytes()) for source in sources)
    for _, result in run(_work, tasks, workers or 1):
        if isinstance(result, Unread):
            yield result
        else:
            yield unpack(Document, result.document), unpack(Reading, result.reading)
