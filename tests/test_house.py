"""The rules of the house that a tool can check: imports, no case in code, no network, nothing of a machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "recount"
NETWORK = re.compile(
    r"^\s*(?:import|from)\s+(?:requests|urllib3?|http|socket|httpx|aiohttp|ftplib|smtplib)\b", re.MULTILINE
)


def test_imports_point_down_only() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_module_imports_a_network_client_but_the_one_that_asks_a_named_service() -> None:
    found = [path for path in SOURCE.rglob("*.py") if NETWORK.search(path.read_text(encoding="utf-8"))]
    assert found == [SOURCE / "pipeline" / "stamping.py"]
    code = "import sys, recount.cli; print('urllib.request' in sys.modules, 'http.client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_command_starts_without_the_inference_runtime() -> None:
    code = "import sys, recount.cli; print('onnxruntime' in sys.modules, 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_one_module_alone_knows_the_databases() -> None:
    clients = re.compile(r"^\s*(?:import|from)\s+(?:sqlite3|sqlcipher3)\b", re.MULTILINE)
    found = [path for path in SOURCE.rglob("*.py") if clients.search(path.read_text(encoding="utf-8"))]
    assert found == [SOURCE / "record" / "driver.py"]


def test_every_vocabulary_says_what_it_lists() -> None:
    files = sorted((SOURCE / "vocabulary").glob("*.yaml"))
    assert files
    for path in files:
        assert path.read_text(encoding="utf-8").startswith("#"), path.name


def test_every_vocabulary_is_read_by_somebody() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))
    read = set(re.findall(r"""\bload\(["'](\w+)["']\)""", code))
    read |= set(re.findall(r"""\bwords_of\(\w+, ["'](\w+)["']\)""", code))
    read |= set(re.findall(r"""["'](\w+)\.txt["']""", code))
    files = [path for path in (SOURCE / "vocabulary").iterdir() if path.suffix in (".yaml", ".txt")]
    assert sorted(path.name for path in files if path.stem not in read) == []


def test_every_module_opens_with_what_it_is_for() -> None:
    for path in SOURCE.rglob("*.py"):
        assert path.read_text(encoding="utf-8").lstrip().startswith('"""'), path


def test_no_text_of_the_accounts_is_in_the_repository(shared: Path) -> None:
    words = re.compile(r"\w+")

    def shingles(text: str) -> set[tuple[str, ...]]:
        found = [word.lower() for word in words.findall(text)]
        return {tuple(found[i : i + 10]) for i in range(len(found) - 9)}

    known: set[tuple[str, ...]] = set()
    for path in sorted((shared / "accounts").rglob("*.txt")):
        known |= shingles(path.read_text(encoding="utf-8"))
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    if not listed:
        pytest.skip("not a git checkout")
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.suffix in (".py", ".md", ".txt", ".yaml", ".toml", ".json", ".jsonl") and path.is_file():
            if path.stat().st_size < 2_000_000:
                assert not shingles(path.read_text(encoding="utf-8")) & known, name
