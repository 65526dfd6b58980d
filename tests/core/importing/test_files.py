"""Files to text: encodings, and what is not text."""

import json
from pathlib import Path

import pytest

from app.core.importing.files.reader import (
    MAX_BYTES,
    FileRefusedError,
    files_in,
    read_document,
)
from app.core.importing.refusal import Refusal
from app.core.workspace import Workspace


def text_of(path: Path) -> str:
    (part,) = read_document(path).parts
    return part.text


TEXT = "Pakistan’s آئین – café"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    path.write_bytes((mark + TEXT).encode(encoding))
    assert text_of(path).lstrip("\ufeff") == TEXT


def test_an_older_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("The naïve view of Pakistan’s economy – a café talk. " * 5).encode("cp1252"))
    assert "naïve view of Pakistan’s" in text_of(path)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", Refusal.DAMAGED),
        (b"PK\x03\x04....", Refusal.DAMAGED),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Refusal.NOT_TEXT),
        (b"x" * (MAX_BYTES + 1), Refusal.TOO_LARGE),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: Refusal) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(FileRefusedError) as refused:
        text_of(path)
    assert refused.value.reason is reason


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError) as refused:
        text_of(tmp_path / "nowhere.txt")
    assert refused.value.reason is Refusal.UNREADABLE


def test_a_folder_gives_its_text_files_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.md", "1.txt", "x.png", "b/3.TXT"):
        (tmp_path / name).write_text("x")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)]
    assert sorted(found) == ["1.txt", "b/2.md", "b/3.TXT"]


@pytest.mark.parametrize(
    "front",
    ["---\n!!python/object/apply:os.system [id]\n---\n", "---\n- a\n- b\n---\n", "---\na: [\n---\n",
     "---\npublished_on: 2026-99-99\n---\n", "---\n" + "a: &a [*a, *a]\n" * 3 + "---\n",
     "---\n" + "x: y\n" * 30_000 + "---\n"],
)  # fmt: skip
def test_bad_front_matter_is_refused(workspace: Workspace, front: str) -> None:
    batch = workspace.importer.read_text(f"{front}\nText.\n", "x.md")
    assert batch.drafts == ()
    assert batch.rejected[0].reason is Refusal.BAD_FRONT_MATTER


@pytest.mark.parametrize(
    ("below", "reason"),
    [
        ("", Refusal.NOTHING_BELOW),
        ("…\n", Refusal.NOTHING_BELOW),
        ("Buy milk and two pens.", Refusal.NO_SUMMARY),
        ("Admissions are open! Register now and get 20% off the fee. Call us.", Refusal.ADVERT),
    ],
    ids=["nothing", "a sign", "a few words", "an advert"],
)
@pytest.mark.parametrize(
    "front",
    ["---\naliases: [Thirst]\ntags: [water]\n---\n", '+++\nweight = 1\nmood = "A"\n+++\n'],
    ids=["YAML", "TOML"],
)
def test_below_sound_front_matter_the_reason_is_that_of_the_text(
    workspace: Workspace, front: str, below: str, reason: Refusal
) -> None:
    (rejected,) = workspace.importer.read_text(f"{front}{below}", "x.md").rejected
    assert rejected.reason is reason
    assert (rejected.draft is None) is (reason is Refusal.NOTHING_BELOW)


def test_own_front_matter_with_hardly_a_word_below_it_is_not_called_bad(
    workspace: Workspace,
) -> None:
    text = "---\nid: abc-1\ntitle: Thirst\n---\nTwo words\n"
    (rejected,) = workspace.importer.read_text(text, "x.md").rejected
    assert rejected.reason is Refusal.NOTHING_BELOW


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.json", '{"id": 1, "notes": "words"}'), ("a.csv", "a,b\n1,2\n"), ("a.json", "[]")],
)
def test_a_table_of_something_else_is_refused_as_a_whole(
    workspace: Workspace, tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    batch = workspace.importer.read_files([path])
    assert not batch.drafts
    assert [rejected.reason for rejected in batch.rejected] == [Refusal.NO_LIST]


def test_a_bad_row_is_named_and_the_good_ones_come_in(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    rows = [{"title": "One", "text": TEXT}, {"title": "Two", "text": "word " * 40}]
    path.write_text(json.dumps(rows), encoding="utf-8")
    batch = workspace.importer.read_files([path])
    assert [sourced.draft.title for sourced in batch.drafts] == ["Two"]
    assert [rejected.source for rejected in batch.rejected] == [f"{path} (row 1)"]
