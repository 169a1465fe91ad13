"""Analyses of benchmark texts, cached under ``bench/work/`` by text and weights (a cache, never a result)."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

from recount.language import load_engine
from recount.language.port import LanguageEngine
from recount.model.analysis import Analysis
from recount.model.ids import sha256_hex
from recount.model.text import Author, Document
from recount.model.values import When

WORK = Path(__file__).parent / "work" / "analyses"


@cache
def _engine() -> LanguageEngine:
    return load_engine()


def analysed(text: str, engine: LanguageEngine | None = None) -> Analysis:
    """Return an engine's analysis of a text (the shipped one's), from the cache where the same weights have seen it."""
    engine = engine or _engine()
    path = WORK / engine.weights_sha256[:16] / f"{sha256_hex(text.encode('utf-8', 'surrogatepass'))}.pickle"
    if path.exists():
        loaded: Analysis = pickle.loads(path.read_bytes())
        return loaded
    analysis = engine.analyse(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(analysis))
    return analysis


def document_of(text: str, published: str | None = None, name: str = "text") -> Document:
    """Return a plain document of a text without segments; ``published`` is an ISO date."""
    digest = sha256_hex(text.encode("utf-8", "surrogatepass"))
    when = None
    if published is not None:
        when = When(raw=published, earliest=published, latest=published, precision="day", basis="stated")
    return Document(
        id=f"document-{digest[:12]}", input_id=None, name=name, sha256=digest, text_sha256=digest,
        media_type="text/plain", encoding="utf-8", language="en", text=text, title=None, kind="article",
        author=Author(), published=when, segments=(),
    )  # fmt: skip
