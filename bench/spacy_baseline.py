"""The thing a user would pick instead: a spaCy CNN pipeline trained on the same treebanks, to compare speed with.

    python -m venv .spacy && .spacy/bin/pip install spacy
    export PYTHONPATH=src
    .spacy/bin/python -m bench.spacy_baseline train --data ../shared/data/train --out bench/work/spacy --minutes 20
    .spacy/bin/python -m bench.spacy_baseline speed --model bench/work/spacy --texts bench/work/texts.jsonl

Runs in an environment of its own, with spaCy and without Recount's dependencies. Components: tagger (XPOS),
morphologizer (UPOS), trainable lemmatizer, parser, entity recogniser on one shared CNN (width 96, depth 4).
The speed of such a pipeline does not depend on how long it was trained; its accuracy does, and is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch

from training.corpora import conllu, gum
from training.examples import Example as Sentence
from training.labels import OWN

TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1,
    "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None,
}  # fmt: skip
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}


def pipeline() -> spacy.Language:
    """Return the untrained pipeline."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER, "nO": None, "normalize": False}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("trainable_lemmatizer", config={"model": tagger})

    def parser(kind: str, pieces: int) -> dict[str, object]:
        return {
            "@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": False,
            "hidden_width": 64, "maxout_pieces": pieces, "use_upper": True, "nO": None, "tok2vec": LISTENER,
        }  # fmt: skip

    nlp.add_pipe("parser", config={"model": parser("parser", 2)})
    nlp.add_pipe("ner", config={"model": parser("ner", 2)})
    return nlp


def example(nlp: spacy.Language, sentence: Sentence) -> Example | None:
    """Return a sentence of the treebanks as spaCy's example, with entities where the corpus labels them."""
    if sentence.heads is None or sentence.upos is None or sentence.xpos is None:
        return None
    assert sentence.relations is not None
    assert sentence.lemmas is not None
    spaces = sentence.spaces or [True] * len(sentence.words)
    heads = [head - 1 if head else position for position, head in enumerate(sentence.heads)]
    tags = sentence.schemes.get(OWN)
    entities = ["O" if tag[0] in "O?" else tag for tag in tags] if tags else [""] * len(sentence.words)
    gold = Doc(
        nlp.vocab, words=sentence.words, spaces=spaces, tags=sentence.xpos, pos=sentence.upos,
        lemmas=sentence.lemmas, heads=heads, deps=sentence.relations, ents=entities,
    )  # fmt: skip
    return Example(Doc(nlp.vocab, words=sentence.words, spaces=spaces), gold)


def train(data: Path, out: Path, minutes: float) -> None:
    """Train for a while on EWT and GUM and keep the pipeline."""
    nlp = pipeline()
    sentences = [s for s, _ in conllu.read(data / "ud_ewt/en_ewt-ud-train.conllu")]
    sentences += list(gum.load(data / "gum/train/dep"))
    examples = [made for s in sentences if (made := example(nlp, s)) is not None]
    optimizer = nlp.initialize(lambda: examples)
    end = time.time() + 60 * minutes
    random.seed(1)
    seen = 0
    while time.time() < end:
        random.shuffle(examples)
        for batch in minibatch(examples, 64):
            nlp.update(batch, sgd=optimizer, drop=0.1)
            seen += len(batch)
            if time.time() > end:
                break
    nlp.to_disk(out)
    dev = [made for s, _ in conllu.read(data / "ud_ewt/en_ewt-ud-dev.conllu") if (made := example(nlp, s))]
    scores = nlp.evaluate(dev[:600])
    kept = {key: round(scores[key], 3) for key in ("tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las")}
    print(json.dumps({"sentences seen": seen, "minutes": minutes, "EWT dev": kept}))


def speed(model: Path, texts: Path) -> None:
    """Print words a second on raw texts with one and two processes."""
    nlp = spacy.load(model)
    lines = [json.loads(line)["text"] for line in texts.read_text(encoding="utf-8").splitlines()]
    words = sum(len(line.split()) for line in lines)
    list(nlp.pipe(lines[:20]))
    for processes in (1, 2):
        begun = time.perf_counter()
        for _ in nlp.pipe(lines, n_process=processes, batch_size=16):
            pass
        print(json.dumps({"workers": processes, "words_per_second": round(words / (time.perf_counter() - begun))}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("--data", type=Path, required=True)
    training.add_argument("--out", type=Path, required=True)
    training.add_argument("--minutes", type=float, default=20)
    timing = commands.add_parser("speed")
    timing.add_argument("--model", type=Path, required=True)
    timing.add_argument("--texts", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.command == "train":
        train(arguments.data, arguments.out, arguments.minutes)
    else:
        speed(arguments.model, arguments.texts)
