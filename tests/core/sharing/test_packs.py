"""Packs: what is exported can be imported again, complete and unaltered, or not at all."""

import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.core.importing.drafting.batch import Batch
from app.core.importing.outcome import Outcome
from app.core.importing.refusal import Refusal
from app.core.library.filters import LibraryFilter
from app.core.library.model import Summary
from app.core.paths import DataFolder
from app.core.sharing.pack import write_pack
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.compilation import compilation
from tests.conftest import DATA


@pytest.fixture
def stored(workspace: Workspace) -> list[Summary]:
    texts = [telling.text() for telling in compilation(60)]
    texts += [p.read_text(encoding="utf-8") for p in sorted((DATA / "inputs").glob("0[05]*.txt"))]
    for text in texts:
        for sourced in workspace.importer.read_text(text, "t").drafts:
            workspace.importer.accept(sourced)
    for sourced in workspace.importer.read_starter_library().drafts:
        workspace.importer.accept(sourced)
    return [workspace.library.summary(row.id) for row in workspace.library.rows(LibraryFilter())]


def pack(workspace: Workspace, stored: list[Summary], folder: Path) -> Path:
    path = folder / "friends.bayaz"
    assert write_pack(path, stored, workspace.syllabus, "Sana", workspace.clock()) == len(stored)
    return path


def bare(summary: Summary) -> Summary:
    """A summary without what belongs to one library only."""
    facts = tuple(replace(fact, id="") for fact in summary.facts)
    return replace(summary, facts=facts, revision_id="", source="", warnings=())


def test_a_round_trip_loses_no_field(
    workspace: Workspace, stored: list[Summary], tmp_path: Path, clock: Clock
) -> None:
    path = pack(workspace, stored, tmp_path)
    with Workspace(DataFolder(tmp_path / "other"), clock) as other:
        batch = other.importer.read_files([path])
        assert not batch.rejected
        assert all(sourced.source.endswith("from Sana") for sourced in batch.drafts)
        for sourced in batch.drafts:
            assert other.importer.accept(sourced).outcome is Outcome.ADDED
        for summary in stored:
            assert bare(other.library.summary(summary.id)) == bare(summary)


@pytest.mark.parametrize(
    ("moment", "dated"),
    [
        ("2027-01-01T00:30+05:00", (2026, 12, 31, 19, 30, 0)),
        ("1970-01-01T00:00+00:00", (1980, 1, 1, 0, 0, 0)),
    ],
    ids=["new year in Karachi", "a clock without battery"],
)
def test_a_pack_bears_the_date_it_is_given_and_not_the_machine_s(
    workspace: Workspace, seed: str, tmp_path: Path, moment: str, dated: tuple[int, ...]
) -> None:
    path, at = tmp_path / "dated.bayaz", datetime.fromisoformat(moment)
    write_pack(path, [workspace.library.summary(seed)], workspace.syllabus, "Sana", at)
    with zipfile.ZipFile(path) as made:
        assert {entry.date_time for entry in made.infolist()} == {dated}
        assert json.loads(made.read("manifest.json"))["created_at"] == at.isoformat()


def test_a_pack_comes_in_once(workspace: Workspace, stored: list[Summary], tmp_path: Path) -> None:
    batch = workspace.importer.read_files([pack(workspace, stored, tmp_path)])
    outcomes = {workspace.importer.accept(sourced).outcome for sourced in batch.drafts}
    assert outcomes == {Outcome.DUPLICATE}


def altered(path: Path, name: str, old: bytes, new: bytes) -> Path:
    made = path.with_name("altered.bayaz")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w") as out:
        for member in source.namelist():
            content = source.read(member)
            out.writestr(member, content.replace(old, new) if name in member else content)
    return made


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (".md", b"the", b"tho", Refusal.DAMAGED),
        ("manifest", b"bayaz-pack", b"other", Refusal.DAMAGED),
        ("manifest", b'"version": 1', b'"version": 2', Refusal.NEWER_PACK),
        ("manifest", b"summaries/", b"nowhere/", Refusal.DAMAGED),
        ("manifest", b"{", b"[", Refusal.DAMAGED),
    ],
)
def test_an_altered_pack_is_refused_whole(
    workspace: Workspace, stored: list[Summary], tmp_path: Path,
    name: str, old: bytes, new: bytes, reason: Refusal,
) -> None:  # fmt: skip
    path = altered(pack(workspace, stored, tmp_path), name, old, new)
    batch: Batch = workspace.importer.read_files([path])
    assert not batch.drafts
    assert [rejected.reason for rejected in batch.rejected] == [reason]


def test_a_pack_that_cannot_be_written_leaves_the_old_one(
    workspace: Workspace, stored: list[Summary], tmp_path: Path
) -> None:
    path = pack(workspace, stored[:2], tmp_path)
    before = path.read_bytes()
    with pytest.raises(OSError, match="friends"):
        write_pack(path / "inside", stored, workspace.syllabus, "Sana", workspace.clock())
    assert path.read_bytes() == before
    with zipfile.ZipFile(path) as whole:
        assert len(json.loads(whole.read("manifest.json"))["summaries"]) == 2
