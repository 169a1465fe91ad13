"""Plain text and Markdown: decoded, never changed. No newline is translated; a byte order mark is a character."""

from __future__ import annotations

import codecs

from recount.intake.formats.extract import Extract, Unparsable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def extract(raw: bytes) -> Extract:
    """Return the text of ``raw``. Raises ``Unparsable`` where it is no text in an encoding that can be told."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding)
    if b"\0" in raw:
        raise Unparsable("it holds zero bytes, so it is no text; save it as text, PDF, HTML or DOCX")
    try:
        return Extract(raw.decode("utf-8"), "")
    except UnicodeDecodeError:
        return _guessed(raw)


def _decoded(raw: bytes, encoding: str) -> Extract:
    try:
        return Extract(raw.decode(encoding), "", encoding)
    except UnicodeDecodeError as error:
        raise Unparsable(f"its byte order mark says {encoding}, but byte {error.start} is not") from error


def _guessed(raw: bytes) -> Extract:
    import charset_normalizer

    best = charset_normalizer.from_bytes(raw).best()
    if best is None:
        raise Unparsable("its encoding cannot be told; save it as UTF-8")
    return Extract(
        raw.decode(best.encoding),
        f"charset-normalizer {charset_normalizer.__version__}",
        best.encoding,
        notes=(f"not UTF-8; read as {best.encoding}, which is likely but not certain",),
    )
