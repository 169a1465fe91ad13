"""The readers on small invented files, without torch."""

from __future__ import annotations

import json
from pathlib import Path

from recount.language.tokeniser import Tokeniser
from training.corpora import columns, conllu, ecb, gum, re3d, wikievents
from training.labels import OWN, RE3D, UNER, spans_of

GUM_SENTENCE = """# newdoc id = invented_one
# newpar
# text = Dr. Ana Rool left Velan on 3 May
1\tDr.\tDr.\tPROPN\tNNP\t_\t2\tnmod:desc\t_\tEntity=(1-person-new
2\tAna\tAna\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
3\tRool\tRool\tPROPN\tNNP\t_\t2\tflat\t_\tEntity=1)
4\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
5\tVelan\tVelan\tPROPN\tNNP\t_\t4\tobj\t_\tEntity=(2-place-new)
6\ton\ton\tADP\tIN\t_\t7\tcase\t_\t_
7\t3\t3\tNUM\tCD\t_\t4\tobl\t_\tEntity=(3-time-new
8\tMay\tMay\tPROPN\tNNP\t_\t7\tflat\t_\tEntity=3)|SpaceAfter=No

# text = I don't
1\tI\tI\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tVERB\tVBP\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_

"""


def test_treebank_sentences(tmp_path: Path) -> None:
    path = tmp_path / "invented.conllu"
    path.write_text(GUM_SENTENCE, encoding="utf8")
    (first, mentions), (second, none) = conllu.read(path)
    assert first.document == second.document == "invented_one"
    assert (first.paragraph, second.paragraph) == (True, False)
    assert second.words == ["I", "do", "n't"]
    assert second.spaces == [True, False, False]
    assert second.heads == [2, 0, 2]
    assert [(m.first, m.last, m.kind, m.head) for m in mentions] == [
        (0, 2, "person", 1),
        (4, 4, "place", 4),
        (6, 7, "time", 6),
    ]
    assert none == []


def test_gum_names_leave_titles_out(tmp_path: Path) -> None:
    (tmp_path / "invented.conllu").write_text(GUM_SENTENCE, encoding="utf8")
    first, _ = gum.load(tmp_path)
    assert spans_of(first.schemes[OWN]) == [(1, 3, "PERSON"), (4, 5, "PLACE"), (6, 8, "TIME")]
    assert spans_of(first.schemes[UNER]) == [(1, 3, "PER"), (4, 5, "LOC")]


def test_columns(tmp_path: Path) -> None:
    path = tmp_path / "two.conll"
    path.write_text(
        "Ana\tB-person\nsaw\tO\nVelan\tB-location\n\nthe\tO\nSorrel\tB-group\nArmy\tI-group\n", encoding="utf8"
    )
    labels = {"person": "PERSON", "location": "PLACE", "group": "ORGANISATION"}
    one, two = columns.typed(path, labels, "O/TIME")
    assert one.schemes[OWN] == ["B-PERSON", "O/TIME", "B-PLACE"]
    assert spans_of(two.schemes[OWN]) == [(1, 3, "UNIT")]
    assert spans_of(two.schemes[UNER]) == [(1, 3, "ORG")]


def test_re3d_spans_follow_the_offsets(tmp_path: Path) -> None:
    text = "The Sorrel Army shelled Velan on Monday. Two men died."
    spans = [("Organisation", "The Sorrel Army"), ("Location", "Velan"), ("Temporal", "Monday"), ("Quantity", "Two")]
    rows = [
        {"documentId": "d", "begin": text.index(s), "end": text.index(s) + len(s), "type": kind} for kind, s in spans
    ]
    (tmp_path / "entities.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    (tmp_path / "documents.json").write_text(json.dumps({"_id": "d", "text": text}), encoding="utf8")
    one, two = re3d.load([tmp_path], Tokeniser())
    assert spans_of(one.schemes[RE3D]) == [(0, 3, "Organisation"), (4, 5, "Location"), (6, 7, "Temporal")]
    assert spans_of(one.schemes[OWN]) == [(1, 3, "UNIT"), (4, 5, "PLACE"), (6, 7, "TIME")]
    assert spans_of(two.schemes[OWN]) == [(0, 1, "QUANTITY")]


def test_ecb_puts_spaces_back(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    words = ["The", "mill", "burned", ",", '"', "he", "said", '"', "."]
    xml = "".join(f'<token t_id="{i}" sentence="1" number="{i}">{w}</token>' for i, w in enumerate(words))
    (tmp_path / "1/one.xml").write_text(f"<Document>{xml}</Document>", encoding="utf8")
    (example,) = ecb.load(tmp_path)
    text = "".join(w + " " * s for w, s in zip(example.words, example.spaces or [], strict=True))
    assert text.strip() == 'The mill burned, "he said".'


def test_wikievents_is_silent_about_other_names(tmp_path: Path) -> None:
    row = {
        "doc_id": "d",
        "sentences": [[[["Police", 0, 6], ["held", 7, 11], ["Ana", 12, 15], ["Rool", 16, 20]], "Police held Ana Rool"]],
        "entity_mentions": [{"start": 2, "end": 4, "entity_type": "PER"}],
    }
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(row), encoding="utf8")
    (example,) = wikievents.load(path)
    assert example.schemes[OWN] == ["?", "O/TIME+QUANTITY+EVENT+MISC", "B-PERSON", "I-PERSON"]
