"""The description of packs in docs/pack-format.md: its own examples make a pack that can be imported."""

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest

from app.core.importing.files.formats import pack
from app.core.importing.files.formats.zipped import MAX_ENTRIES, MAX_ENTRY, MAX_RATIO, MAX_TOTAL
from app.core.importing.files.reader import MAX_BYTES
from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal
from app.core.library.filters import LibraryFilter
from app.core.library.model import Question, SectionKind, SubjectTopics
from app.core.notes.model import CONTEXT_LENGTH, Colour, LinkKind
from app.core.notes.shared_annotations import (
    FACT_LENGTH,
    HEADING_LENGTH,
    LONGEST_TEXT,
    MOST_HIGHLIGHTS,
    MOST_LINKS,
    MOST_NOTES,
    NAME_LENGTH,
)
from app.core.workspace import Workspace

TEXT = (Path(__file__).parents[3] / "docs" / "pack-format.md").read_text(encoding="utf-8")
# A block of code whose first line names the file of the pack that it is.
EXAMPLE = re.compile(r"^```\w+ (?P<name>\S+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
DIGEST = re.compile(r"<digest of (?P<name>[^>]+)>")


def examples() -> dict[str, str]:
    return {match["name"]: match["content"] for match in EXAMPLE.finditer(TEXT)}


def write_by_hand(path: Path, files: dict[str, str]) -> Path:
    """Write a pack as someone would who has only the description of the format."""

    def digest(match: re.Match[str]) -> str:
        return hashlib.sha256(files[match["name"]].encode()).hexdigest()

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, DIGEST.sub(digest, content) if name == pack.MANIFEST else content)
    return path


def test_the_examples_make_a_pack_that_comes_in_whole(workspace: Workspace, tmp_path: Path) -> None:
    batch = workspace.importer.read_files([write_by_hand(tmp_path / "a.bayaz", examples())])
    assert batch.rejected == ()
    (sourced,) = batch.drafts
    assert sourced.source.endswith("from Sana")
    workspace.importer.accept(sourced)

    (row,) = workspace.library.rows(LibraryFilter())
    summary = workspace.library.summary(row.id)
    assert summary.id == "0b9f6a52-6c1e-4f4e-9c57-3f1f5a1c2d01"
    assert (summary.title, summary.author, summary.publication, summary.category) == (
        "The Indus Waters Treaty", "Sana Malik", "Dawn", "Editorial summary",
    )  # fmt: skip
    assert str(summary.published_on) == "2025-05-02"
    assert [(section.kind, section.heading) for section in summary.sections] == [
        (SectionKind.SUMMARY, None),
        (SectionKind.FACTS, "Facts and Figures"),
    ]
    assert [(fact.text, fact.source, fact.as_of) for fact in summary.facts] == [
        ("The treaty was signed on 19 September 1960.", "World Bank", "1960"),
        ("Pakistan received the three western rivers.", None, None),
    ]
    assert [word.word for word in summary.vocabulary] == ["arbitration"]
    options = ("The United Nations", "The World Bank")
    assert summary.questions == (Question("Who brokered the treaty?", options, "B"),)
    assert summary.subjects == (SubjectTopics("pakistan-affairs", ("Water disputes",)),)
    assert summary.warnings == ()

    (highlight,) = workspace.notebook.highlights()
    assert (highlight.colour, highlight.origin) == (Colour.GREEN, "Sana")
    text = workspace.library.text_of(summary)
    assert highlight.anchor.start == text.index("outlasted three wars")
    (note,) = workspace.notebook.notes()
    assert note.origin == "Sana"
    assert [(link.kind, link.id) for link in note.links] == [
        (LinkKind.FACT, summary.facts[0].id),
        (LinkKind.HIGHLIGHT, highlight.id),
        (LinkKind.SUBJECT, "english-essay"),
    ]


def test_every_key_of_an_annotation_is_needed_as_described(tmp_path: Path) -> None:
    files = examples()
    (name,) = (name for name in files if name.startswith("notebook/"))
    assert pack.read(write_by_hand(tmp_path / "a.bayaz", files).read_bytes()).parts
    for kind in ("highlights", "notes"):
        for key in json.loads(files[name])[kind][0]:
            less = json.loads(files[name])
            del less[kind][0][key]
            path = write_by_hand(tmp_path / "a.bayaz", {**files, name: json.dumps(less)})
            with pytest.raises(FileRefusedError) as refused:
                pack.read(path.read_bytes())
            assert refused.value.reason is Refusal.DAMAGED, key


def test_unknown_keys_are_ignored_as_described(workspace: Workspace, tmp_path: Path) -> None:
    files = {
        name: content.replace('"sender"', '"mood": [1], "sender"', 1)
        for name, content in examples().items()
    }
    assert files != examples()
    batch = workspace.importer.read_files([write_by_hand(tmp_path / "a.bayaz", files)])
    assert len(batch.drafts) == 1


@pytest.mark.parametrize(
    "number",
    [
        MAX_BYTES, MAX_ENTRIES, MAX_ENTRY, MAX_TOTAL, MOST_HIGHLIGHTS, MOST_NOTES, MOST_LINKS,
        LONGEST_TEXT, FACT_LENGTH, HEADING_LENGTH, NAME_LENGTH, CONTEXT_LENGTH, MAX_RATIO,
    ],
)  # fmt: skip
def test_the_limits_are_those_of_the_code(number: int) -> None:
    assert re.search(rf"\b{number:,}\b", TEXT)


def test_the_kinds_are_those_of_the_code() -> None:
    for word in (*SectionKind, *Colour, *LinkKind):
        assert f"`{word.value}`" in TEXT
    assert f'`"{pack.FORMAT}"`' in TEXT
    assert f"version {pack.VERSION}\n" in TEXT
