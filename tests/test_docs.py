"""The documentation: every path, link and name of code in it leads somewhere."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.platforms import reasons_on_windows

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TEXTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted(DOCS.rglob("*.md")),
    ROOT / "app" / "core" / "search" / "index" / "README.md",
]
# What the texts may name of other people's code, beside our own.
LIBRARIES = (
    "builtins", "PySide6.QtCore", "PySide6.QtGui", "whoosh.codec.base", "whoosh.codec.whoosh3",
    "whoosh.columns", "whoosh.fields", "whoosh.filedb.compound", "whoosh.filedb.filestore",
    "whoosh.analysis.analyzers", "whoosh.filedb.structfile", "whoosh.formats", "whoosh.index",
    "whoosh.externalsort", "whoosh.matching.mcore", "whoosh.reading", "whoosh.util.numlists",
    "whoosh.writing",
)  # fmt: skip
_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
# What begins like a folder of the repository is meant as a path in it.
_PATH = re.compile(
    r"(?:app|tests|resources|packaging|docs|library|\.github|\.ci)/[\w./-]*"
    r"|(?:dev\.py|pyproject\.toml|Makefile|[A-Z]+\.md)"
)
# A class, something private, something of the session, or a call; perhaps with what is in it.
_NAME = re.compile(
    r"((?:_?[A-Z]+[a-z]|_[A-Za-z]|session\.)[\w.]*(?<![_.])(?=\(|$)|[a-z_][\w.]*(?=\())(?:\(.*\))?"
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


@cache
def names_of_ours() -> frozenset[str]:
    """Return what the program and its tests define: classes, functions, attributes, constants."""
    found = {"None"}
    for path in (*(ROOT / "app").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "dev.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.add(node.id if isinstance(node, ast.Name) else node.attr)
    return frozenset(found)


@cache
def is_in_a_library(name: str) -> bool:
    """Return whether a library has a class or function, and that what follows its dot."""
    first, _, member = name.partition(".")
    found = [getattr(import_module(library), first, None) for library in LIBRARIES]
    return any(thing is not None and (not member or hasattr(thing, member)) for thing in found)


def unknown_names(text: str) -> list[str]:
    """Return the names of code in running text that name nothing."""
    named = [
        match[1] for code in _CODE.findall(_BLOCK.sub("", text)) if (match := _NAME.fullmatch(code))
    ]
    return [
        name
        for name in named
        if not names_of_ours().issuperset(name.split(".")) and not is_in_a_library(name)
    ]


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


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_every_name_of_code_names_something(path: Path) -> None:
    assert unknown_names(path.read_text(encoding="utf-8")) == []


def test_unknown_names_are_found() -> None:
    text = (
        "`Note` `NoteStore.find` `parse_text(text)` `_NAMES` `session.notes.add` `QTimer.start`\n"
        "`Understanding` `NoteStore.no_such` `understand()` `_NO_SUCH_NAME` `session.notes.no_such`\n"
        "`QTimer.no_such` `*so*` `_so_` `author:` `make run` `A–Z a–z`\n"
        "```\n`InABlock`\n```\n"
    )
    unknown = ["Understanding", "NoteStore.no_such", "understand", "_NO_SUCH_NAME"]
    assert unknown_names(text) == [*unknown, "session.notes.no_such", "QTimer.no_such"]


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


def test_every_reason_for_skipping_on_windows_is_one_that_a_test_has() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__)
    )
    assert len(reasons_on_windows()) > 10
    assert [reason for reason in reasons_on_windows() if reason not in sources] == []
