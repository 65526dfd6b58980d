"""The documentation: every path and every link in it leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TEXTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted(DOCS.rglob("*.md")),
]
_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
# What begins like a folder of the repository is meant as a path in it.
_PATH = re.compile(
    r"(?:app|tests|resources|packaging|docs|library|\.github|\.ci)/[\w./-]*"
    r"|(?:dev\.py|pyproject\.toml|Makefile|[A-Z]+\.md)"
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_ELSEWHERE = re.compile(r"[a-z]+:|#")
_DECISION = re.compile(r"(\d{4})-[a-z0-9-]+\.md")


def paths_in(text: str) -> Iterator[str]:
    """Yield every path of the repository that is in backticks in running text."""
    return filter(_PATH.fullmatch, _CODE.findall(_BLOCK.sub("", text)))


def links_in(text: str) -> Iterator[str]:
    """Yield every link to a file, without the heading that it may point to."""
    found = _LINK.findall(_BLOCK.sub("", text))
    return (link.partition("#")[0] for link in found if not _ELSEWHERE.match(link))


def dead_ends(path: Path, text: str) -> list[str]:
    """Return the paths and links of a text that lead nowhere."""
    missing = [name for name in paths_in(text) if not (ROOT / name).exists()]
    broken = [link for link in links_in(text) if not (path.parent / link).exists()]
    return missing + broken


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_every_path_and_link_leads_somewhere(path: Path) -> None:
    assert dead_ends(path, path.read_text(encoding="utf-8")) == []


def test_dead_ends_are_found() -> None:
    text = (
        "`app/core/clock.py` `app/core/` `app/nowhere.py` `tests/nowhere/` `NOWHERE.md` `make run`\n"
        "[a](README.md#heading) [b](decisions/9999-no.md) [c](https://example.org/d) [e](#there)\n"
        "```\n`app/in_a_block.py` [f](in-a-block.md)\n```\n"
    )
    nowhere = ["app/nowhere.py", "tests/nowhere/", "NOWHERE.md", "decisions/9999-no.md"]
    assert dead_ends(DOCS / "README.md", text) == nowhere


def test_contributing_and_architecture_name_the_tree() -> None:
    """The two documents that explain the tree name paths that are tested here."""
    for path in (ROOT / "CONTRIBUTING.md", DOCS / "architecture.md"):
        assert len(set(paths_in(path.read_text(encoding="utf-8")))) >= 10


def test_every_page_is_in_its_index() -> None:
    for folder in (DOCS, DOCS / "decisions"):
        index = set(links_in((folder / "README.md").read_text(encoding="utf-8")))
        pages = {path.name for path in folder.glob("*.md")} - {"README.md"}
        assert pages <= index


def test_decisions_are_numbered_and_complete() -> None:
    decisions = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.stem != "README")
    numbers = []
    for path in decisions:
        match = _DECISION.fullmatch(path.name)
        assert match, path.name
        numbers.append(int(match[1]))
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {match[1]}. ")
        headings = [line for line in lines if line.startswith("## ")]
        assert headings == ["## Context", "## Decision", "## Consequences"], path.name
    assert numbers == list(range(1, len(numbers) + 1))
