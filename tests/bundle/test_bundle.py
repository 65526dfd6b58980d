"""The built program, tried from outside: no Python, no checkout, an empty home.

`make bundle` builds it and runs these.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.core.paths import CACHE_VARIABLE, DRAFTS_VARIABLE, LIBRARY_VARIABLE
from tests.compilation import WRITERS, compilation

ROOT = Path(__file__).resolve().parents[2]
# The one for Windows may have been built under Wine, beside the other.
BUILT = ROOT / "dist" / ("windows/bayaz" if os.name == "nt" else "bayaz")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, moved to a path with a space and Urdu in it."""
    place = tmp_path_factory.mktemp("away") / "my بیاض"
    shutil.copytree(BUILT, place, symlinks=True)
    return place / ("bayaz.exe" if os.name == "nt" else "bayaz")


def run(program: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it with only what every desktop has in the environment."""
    kept = ("SYSTEMROOT", "TEMP", "LANG") if os.name == "nt" else ("LANG",)
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"HOME": str(home), "USERPROFILE": str(home), "PATH": "/usr/bin:/bin"}
    if os.name == "nt":
        # Windows tells a program where its user is, whatever the environment says.
        environment |= {
            name: str(home / name.lower())
            for name in (LIBRARY_VARIABLE, CACHE_VARIABLE, DRAFTS_VARIABLE)
        }
    return subprocess.run(
        [str(program), *words],
        env=environment, cwd=home, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_it_takes_its_tour(program: Path, tmp_path: Path) -> None:
    done = run(program, tmp_path, "tour", "--screenshots", str(tmp_path / "pictures"))
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "pictures").glob("*.png"))) >= 8


def test_the_command_line_imports_and_finds(program: Path, tmp_path: Path) -> None:
    source = ROOT / "library"
    done = run(program, tmp_path, "import", str(source), "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["imported"]) >= 24
    found = json.loads(run(program, tmp_path, "search", "constitution", "--json").stdout)
    assert found["total"] > 5


def test_every_format_is_read(program: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, (name, telling) in enumerate(zip(WRITERS, compilation(len(WRITERS)), strict=True)):
        (texts / f"{number}-{name}").write_bytes(WRITERS[name]([telling]))
    answer = json.loads(run(program, tmp_path, "import", str(texts), "--json").stdout)
    assert answer["rejected"] == []
    assert len(answer["imported"]) == len(WRITERS)


def test_nothing_is_written_beside_the_program(program: Path, tmp_path: Path) -> None:
    before = sorted(program.parent.rglob("*"))
    assert run(program, tmp_path, "--version").returncode == 0
    run(program, tmp_path, "subjects")
    assert sorted(program.parent.rglob("*")) == before
