"""The passphrase of an encrypted case: words that no message, log or trace shows.

Invariant: equal passphrases are the same bytes, whatever keyboard they were typed on: Unicode's composed form (NFC) in
UTF-8, which is what SQLCipher is given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from recount.errors import PassphraseError

_LONGEST = 1000
"""Characters: more is no passphrase but some file."""
_RAW_KEY = re.compile(r"x'[0-9a-f]*'", re.IGNORECASE)
"""What SQLCipher takes for the key itself, not for words to make one of."""


@dataclass(frozen=True, slots=True)
class Passphrase:
    """The words that open an encrypted case; ``repr`` hides them.

    Raises ``PassphraseError`` where they are empty, too long, no text, or in the form of a raw key.
    """

    words: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.words:
            raise PassphraseError("the passphrase is empty; give one of several words")
        if len(self.words) > _LONGEST:
            raise PassphraseError(f"the passphrase is longer than {_LONGEST} characters; is it the right file?")
        if "\0" in self.words or any("\ud800" <= character <= "\udfff" for character in self.words):
            raise PassphraseError("the passphrase holds bytes that are no text; give it in UTF-8")
        if _RAW_KEY.fullmatch(self.words):
            raise PassphraseError("a passphrase of the form x'...' stands for a key, not for words; choose another")
        object.__setattr__(self, "words", unicodedata.normalize("NFC", self.words))

    def quoted(self) -> str:
        """Return the words as a string literal of SQL."""
        return "'" + self.words.replace("'", "''") + "'"
