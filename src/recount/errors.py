"""One tree of exceptions; every message names the file or value and the remedy.

::

    RecountError
    |-- IntakeError            a file or batch line cannot be read
    |   `-- InputNotFound      the folder or batch file does not exist or holds nothing to read
    |-- EngineError            the language engine's weights are missing or do not match their hash
    |-- BuildError             the accounts cannot be put together into a record
    |-- StoreError             a case file cannot be opened, is locked, newer than this version, or damaged
    |   `-- PassphraseError    the passphrase of an encrypted case is missing, wrong, or none that can be used
    |-- MissingExtra           what was asked for needs a library that is not installed
    |-- BadResponse            a service that the user named does not answer as it should
    `-- VocabularyError        a vocabulary file is malformed
"""

from __future__ import annotations


class RecountError(Exception):
    """Base of all errors that a user can do something about."""


class IntakeError(RecountError):
    """A file or batch line cannot be read."""


class InputNotFound(IntakeError):
    """The input does not exist or holds nothing to read."""


class EngineError(RecountError):
    """The language engine's weights are missing or do not match their hash."""


class StoreError(RecountError):
    """A case file cannot be opened, is locked, was written by a newer version, or is damaged."""


class PassphraseError(StoreError):
    """The passphrase of an encrypted case is missing, wrong, or none that can be used."""


class MissingExtra(RecountError):
    """What was asked for needs a library that is not installed; the message says how to install it."""


class BadResponse(RecountError):
    """A service that the user named does not answer, or not as it should."""


class BuildError(RecountError):
    """The accounts cannot be put together into a record."""


class VocabularyError(RecountError):
    """A vocabulary file is malformed; the message names the file and the key."""
