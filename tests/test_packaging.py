"""What is published: the wheel holds every file of the package, the source archive all that its tests need."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "recount"
LEFT_OUT = (".pyc", ".pt")
"""Caches and checkpoints: never published."""
NEVER_COPIED = (".*", "__pycache__", "*.pyc", "*.pt", "*.egg-info", "*.case", "work", "build", "dist", "out")
OF_THE_TESTS = (
    "pyproject.toml", "Makefile", "LICENSE", "README.md", "tests/conftest.py", "tests/golden.py",
    "bench/__init__.py", "bench/tally.py", "corpus/__init__.py", "corpus/test.sha256", "training/stages.py",
    "docs/record.schema.json",
)  # fmt: skip


def _files(root: Path, folder: Path) -> set[str]:
    """Return the files under ``folder`` as they are named from ``root``, without caches."""
    return {
        path.relative_to(root).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in LEFT_OUT and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source archive, built from a copy of the tree without a network."""
    if importlib.util.find_spec("setuptools") is None:
        pytest.skip("the build backend is absent: pip install 'setuptools>=77'")
    if int(importlib.metadata.version("setuptools").split(".")[0]) < 77:
        pytest.skip("the build backend is older than pyproject.toml asks: pip install 'setuptools>=77'")
    folder = tmp_path_factory.mktemp("packaging")
    copy, out = folder / "tree", folder / "out"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NEVER_COPIED))
    code = f"from setuptools import build_meta as b; b.build_sdist({str(out)!r}); b.build_wheel({str(out)!r})"
    out.mkdir()
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package_and_no_other(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {f"recount/{name}" for name in _files(SOURCE, SOURCE)}
    assert {Path(name).suffix for name in package} >= {".py", ".yaml", ".txt", ".onnx", ".gz"}
    assert package - names == set()
    assert {name for name in names - package if ".dist-info/" not in name} == set()


@pytest.mark.slow
def test_the_licences_of_words_weights_and_places_are_published(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        licences = {Path(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE.WordNet", "LICENSE.CC-BY-SA-4.0", "LICENSE-GEONAMES.md"}


@pytest.mark.slow
def test_the_source_archive_holds_the_package_and_what_its_tests_need(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert _files(ROOT, SOURCE) - names == set()
    assert _files(ROOT, ROOT / "tests") - names == set()
    assert _files(ROOT, ROOT / "corpus" / "test") - names == set()
    assert set(OF_THE_TESTS) - names == set()
    assert not {name for name in names if "/work/" in name or name.endswith(LEFT_OUT)}
