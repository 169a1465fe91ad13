"""Admits a round: ``python -m corpus.admit NN FOLDER ...`` from writers' folders to ``corpus/rounds/NN``.

Only texts without a fault are admitted (``corpus.review``). A passage or case that repeats another is left out: one
that shares a frame with a test part, or much of its frames with a text admitted before it. A frame is a run of words
with names and numbers masked, so that "killed # people in N" is one frame whatever the place. What is admitted is
split into the two halves by the hash of its id. Prints counts alone, so that nobody reads a round by admitting it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.compile import DEV, TEST, read_text
from corpus.fresh import HALVES, ROUNDS, case, case_blocks, folders, half_of, passage, passage_blocks, rows
from corpus.notation import NotationError
from corpus.review import faults_of

LONG, MOST = 9, 0
"""Words of a frame that no text may share with a test part. Shorter ones are stock phrases of their genres."""
SHORT, SHARE = 5, 0.3
"""Words of a frame within and between rounds, and the share of its frames that a text may have from another."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBERS = frozenset(
    [
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "hundred"),
    ]
)


def masked(text: str) -> list[str]:
    """The words of a text, lower case, with names and numbers masked."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isdigit() or word.lower() in _NUMBERS:
            found.append("#")
        elif (
            word[0].isupper()
            and match.start() > 0
            and text[max(0, match.start() - 2) : match.start()].strip(" ") not in (".", "!", "?")
        ):
            found.append("N")
        else:
            found.append(word.lower())
    return found


def frames(text: str, size: int) -> set[tuple[str, ...]]:
    """The runs of ``size`` words of a text that are not names and numbers mostly."""
    words = masked(text)
    runs = (tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    return {run for run in runs if sum(word in ("#", "N") for word in run) <= size // 3}


@dataclass
class Register:
    """What is known of the texts admitted so far."""

    tests: set[tuple[str, ...]] = field(default_factory=set)
    seen: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    count: int = 0
    sums: Counter[str] = field(default_factory=Counter)

    def protect(self, texts: Iterable[str]) -> None:
        """Add the texts of a test part."""
        for text in texts:
            self.tests |= frames(text, LONG)

    def add(self, text: str) -> None:
        """Add an admitted text."""
        for frame in frames(text, SHORT):
            self.seen.setdefault(frame, []).append(self.count)
        self.count += 1

    def repeats(self, text: str) -> str | None:
        """Why a text may not be admitted, None where it may."""
        if len(frames(text, LONG) & self.tests) > MOST:
            return "shares a frame with a test part"
        own = frames(text, SHORT)
        shared = Counter(number for frame in own for number in self.seen.get(frame, ()))
        if own and shared and shared.most_common(1)[0][1] > SHARE * len(own):
            return "repeats another text"
        return None


def _test_texts() -> list[str]:
    texts = []
    for part in (TEST, DEV):
        texts += [json.loads(line)["text"] for line in read_text(part / "passages.jsonl").splitlines()]
        texts += [read_text(path) for path in sorted(part.glob("case*/*.txt"))]
    return texts


def main(arguments: list[str]) -> int:
    """Admit a round and print what was left out and why."""
    number, *sources = arguments
    target = ROUNDS / number
    if target.exists():
        sys.stderr.write(f"{target} is there already\n")
        return 1
    register = Register()
    register.protect(_test_texts())
    for other in folders():
        for row in rows(other):
            register.add(row["text"])
    halves: dict[str, dict[str, list[str]]] = {half: {"passages": [], "accounts": []} for half in HALVES}
    for source in sources:
        for path in sorted(Path(source).glob("*.txt")):
            _admit_file(path, register, halves)
    for half in HALVES:
        for kind, blocks in halves[half].items():
            path = target / half / f"{kind}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(blocks), encoding="utf-8")
    for what, count in sorted(register.sums.items()):
        sys.stdout.write(f"{count:6d} {what}\n")
    return 0


def _admit_file(path: Path, register: Register, halves: dict[str, dict[str, list[str]]]) -> None:
    if path.name.startswith("accounts"):
        for name, body in case_blocks(read_text(path)):
            try:
                made = case(name, body)
            except NotationError:
                register.sums["cases left out: faults"] += 1
                continue
            texts = [account["text"] for account in made.accounts]
            faults = any(True for account in made.accounts for _ in faults_of(account))
            if _fits(register, texts, "cases", faults):
                halves[half_of(name)]["accounts"].append(f"## case {name}\n{body.strip()}\n")
                register.sums["accounts admitted"] += len(texts)
        return
    for heading, text, lines in passage_blocks(read_text(path)):
        try:
            row = passage(heading, text, lines)
        except NotationError:
            register.sums["passages left out: faults"] += 1
            continue
        if _fits(register, [row["text"]], "passages", any(True for _ in faults_of(row))):
            printed = text.replace("\u00a0", "␣").replace("\n", "\\n")
            halves[half_of(row["id"])]["passages"].append("\n".join([f"# {heading}", printed, *lines]) + "\n")
            register.sums[f"passages admitted: {row['group']}"] += 1


def _fits(register: Register, texts: list[str], what: str, faults: bool) -> bool:
    if faults:
        register.sums[f"{what} left out: faults"] += 1
        return False
    for text in texts:
        reason = register.repeats(text)
        if reason is not None:
            register.sums[f"{what} left out: {reason}"] += 1
            return False
    for text in texts:
        register.add(text)
    register.sums[f"{what} admitted"] += 1
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
