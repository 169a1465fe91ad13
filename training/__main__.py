"""Make the engine's weights: ``python -m training`` reads data, trains, exports. See ``training/README.md``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

# glibc gives big blocks back to the system at every step unless told not to, which costs half of the time.
_MALLOC = {"MALLOC_MMAP_THRESHOLD_": "1000000000", "MALLOC_TRIM_THRESHOLD_": "4000000000"}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"), help="folder of training sets")
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="folder for checkpoints")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if any(os.environ.get(k) != v for k, v in _MALLOC.items()):
        os.execvpe(sys.executable, [sys.executable, "-m", "training", *sys.argv[1:]], {**os.environ, **_MALLOC})
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(arguments)


def train(arguments: argparse.Namespace) -> None:
    """Read, encode and fit."""
    from recount.language.tokeniser import Tokeniser
    from recount.language.wordpiece import WordPiece
    from training import base, lexicon
    from training.batches import LONGEST, Coder, vocabularies
    from training.corpora import conllu
    from training.dataset import load
    from training.fit import Settings, fit
    from training.network import Net

    weights, pieces = base.locate()
    arguments.work.mkdir(parents=True, exist_ok=True)
    paths = [arguments.data / "ud_ewt/en_ewt-ud-train.conllu", *sorted((arguments.data / "gum/train/dep").glob("*"))]
    words = lexicon.words(example for path in paths for example, _ in conllu.read(path))
    tokeniser = Tokeniser(words.abbreviations, words.prefixes, words.compounds)
    data = load(arguments.data, tokeniser)
    vocab = vocabularies(data.train)
    coder = Coder(WordPiece(pieces.read_text(encoding="utf8").splitlines()), vocab)
    rows = [coder.row(e) for e in data.train]
    rows = [r for r in rows if len(r.ids) <= LONGEST and len(r.first) > 1]
    watch = {name: [coder.row(e) for e in examples] for name, examples in data.watch.items()}
    logging.info("%d sentences, %d pieces; heads %s", len(rows), sum(len(r.ids) for r in rows), vocab.sizes())
    net = Net(vocab.sizes())
    net.encoder.load(weights)
    settings = Settings(
        epochs=arguments.epochs, pieces=arguments.pieces, seed=arguments.seed, threads=arguments.threads
    )
    fit(net, coder, rows, watch, vocab, settings, arguments.work)


if __name__ == "__main__":
    main()
