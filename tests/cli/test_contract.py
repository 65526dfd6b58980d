"""The command line as scripts use it: outputs, exit codes, and nothing lost."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, environment, errors_without_a_reader, process
from tests.compilation import compilation
from tests.conftest import DATA

FULL_FORM = str(DATA / "full_form.txt")


@pytest.fixture
def seed_json(bayaz: Any) -> dict[str, Any]:
    answer = bayaz("import", FULL_FORM, "--json")
    assert answer.code == 0
    (summary,) = answer.json["imported"]
    found: dict[str, Any] = summary
    return found


def test_import_gives_the_whole_summary(seed_json: dict[str, Any]) -> None:
    assert list(seed_json) == [
        "id", "title", "author", "publication", "category", "published_on", "posted_on",
        "subjects", "facts", "sections", "warnings", "source",
    ]  # fmt: skip
    assert seed_json["title"] == "IS-K in Balochistan"
    assert (seed_json["published_on"], seed_json["posted_on"]) == (None, "2025-06-02")
    assert seed_json["subjects"][0] == {
        "id": "current-affairs",
        "name": "Current Affairs",
        "topics": ["Non-State Actors", "Internal Security"],
    }
    assert sum(len(subject["topics"]) for subject in seed_json["subjects"]) == 8
    assert [section["kind"] for section in seed_json["sections"]] == [
        "summary", "overview", "notes", "subjects", "beginners", "facts", "conclusion",
    ]  # fmt: skip
    assert len(seed_json["facts"]) == 7
    assert seed_json["source"] == FULL_FORM


def test_imported_twice_it_is_one_summary_and_one_duplicate(bayaz: Any, seed_json: Any) -> None:
    answer = bayaz("import", FULL_FORM, "--json")
    assert answer.code == 0
    assert answer.json == {
        "imported": [],
        "duplicates": [{"source": FULL_FORM, "of": seed_json["id"]}],
        "set_aside": [],
        "rejected": [],
    }
    assert len(bayaz("list", "--json").json["summaries"]) == 1


def test_a_dry_run_stores_nothing_and_gives_no_ids(bayaz: Any) -> None:
    answer = bayaz("import", FULL_FORM, FULL_FORM, "--dry-run", "--json")
    (summary,) = answer.json["imported"]
    assert summary["id"] is None
    assert all(fact["id"] is None for fact in summary["facts"])
    assert answer.json["duplicates"] == [{"source": FULL_FORM, "of": None}]
    assert bayaz("list", "--json").json == {"summaries": []}


def test_a_folder_gives_all_its_files_and_says_what_it_refused(bayaz: Any) -> None:
    answer = bayaz("import", str(DATA / "inputs"), "--json")
    assert answer.code == 0
    assert len(answer.json["imported"]) == 25
    refused = {Path(entry["source"]).name[:3] for entry in answer.json["rejected"]}
    assert {"015", "030", "067"} <= refused
    assert all(entry["reason"] for entry in answer.json["rejected"])


def test_what_is_no_summary_is_refused_and_nothing_is_stored(bayaz: Any) -> None:
    (path,) = (DATA / "inputs").glob("030*.txt")
    nowhere = str(Path("/nowhere/at/all.txt"))
    answer = bayaz("import", str(path), nowhere, "--json")
    assert answer.code == 1
    assert answer.json["imported"] == []
    (aside,), (refused,) = answer.json["set_aside"], answer.json["rejected"]
    assert aside["source"] == str(path)
    assert "advert" in aside["reason"]
    assert refused["source"] == nowhere
    assert bayaz("list", "--json").json == {"summaries": []}


def test_what_is_set_aside_comes_in_as_it_is_when_asked_for(bayaz: Any) -> None:
    (path,) = (DATA / "inputs").glob("030*.txt")
    answer = bayaz("import", str(path), "--all", "--json")
    assert answer.code == 0
    assert len(answer.json["imported"]) == 1
    assert answer.json["set_aside"] == answer.json["rejected"] == []


def test_questions_are_given_where_there_are_any(bayaz: Any, tmp_path: Path) -> None:
    text = Path(FULL_FORM).read_text(encoding="utf-8")
    asked = "MCQs:\n1. Where was it?\n(a) Mastung\n(b) Turbat\nAnswer: A\n"
    (tmp_path / "asked.txt").write_text(f"{text}\n{asked}", encoding="utf-8")
    (summary,) = bayaz("import", str(tmp_path / "asked.txt"), "--json").json["imported"]
    assert summary["questions"] == [
        {
            "text": "Where was it?",
            "options": ["Mastung", "Turbat"],
            "answer": "A",
            "explanation": None,
        }
    ]
    assert [section["kind"] for section in summary["sections"]][-1] == "conclusion"
    assert bayaz("show", summary["id"], "--json").json["questions"] == summary["questions"]
    shown = bayaz("show", summary["id"]).out
    assert "1. Where was it?\n   A. Mastung\n   B. Turbat\n   Answer: A\n" in shown
    found = bayaz("search", "Turbat", "--json").json["results"]
    assert [result["id"] for result in found] == [summary["id"]]


def test_the_order_of_dates_can_be_said(bayaz: Any) -> None:
    answer = bayaz("import", FULL_FORM, "--date-order", "dmy", "--json")
    assert answer.json["imported"][0]["posted_on"] == "2025-02-06"


def test_list_and_show(bayaz: Any, seed_json: dict[str, Any]) -> None:
    assert bayaz("list", "--subject", "political-science", "--json").json["summaries"] == [
        seed_json
    ]
    assert bayaz("list", "--subject", "law", "--json").json == {"summaries": []}
    assert bayaz("list", "--query", "rana", "--json").json["summaries"] == [seed_json]
    shown = bayaz("show", seed_json["id"], "--json").json
    assert {**shown, "sections": None} == {**seed_json, "sections": None}
    facts = next(section for section in shown["sections"] if section["kind"] == "facts")
    assert list(facts) == ["kind", "heading", "markdown"]
    assert facts["markdown"].startswith("- 33 attacks in Balochistan since 2016")
    assert "IS-K in Balochistan" in bayaz("show", seed_json["id"][:8]).out


def test_search(bayaz: Any, seed_json: dict[str, Any]) -> None:
    answer = bayaz("search", "Mastung", "--json").json
    assert list(answer) == ["query", "total", "took_ms", "did_you_mean", "results"]
    assert answer["total"] == len(answer["results"]) == 2
    first = answer["results"][0]
    assert list(first) == ["kind", "id", "summary_id", "title", "excerpt", "subjects", "score"]
    assert (first["kind"], first["summary_id"]) == ("fact", seed_json["id"])
    assert "**Mastung**" in first["excerpt"]
    assert bayaz("search", "Mastung", "--kind", "summary", "--json").json["total"] == 1
    assert bayaz("search", "Mastung", "--subject", "law", "--json").json["total"] == 0
    assert len(bayaz("search", "the", "--limit", "1", "--json").json["results"]) == 1
    assert bayaz("search", "Mastnug", "--json").json["did_you_mean"] == "mastung"


def test_notes(bayaz: Any, seed_json: dict[str, Any]) -> None:
    fact = seed_json["facts"][1]["id"]
    note = bayaz(
        "note", "add", "Spread to three districts", "--fact", fact,
        "--subject", "international-relations", "--subject", "pakistan-affairs", "--json",
    ).json  # fmt: skip
    assert list(note) == ["id", "body", "subjects", "links", "created_at", "updated_at"]
    assert note["subjects"] == ["international-relations", "pakistan-affairs"]
    assert note["links"][0] == {"kind": "fact", "id": fact}
    assert bayaz("note", "list", "--json").json == {"notes": [note]}
    for words in (("--subject", "pakistan-affairs"), ("--fact", fact)):
        assert bayaz("note", "list", *words, "--json").json == {"notes": [note]}
    assert bayaz("note", "list", "--subject", "law", "--json").json == {"notes": []}
    (hit,) = bayaz("search", "three districts", "--json").json["results"]
    assert (hit["kind"], hit["id"], hit["summary_id"]) == ("note", note["id"], seed_json["id"])


def test_highlights(bayaz: Any, seed_json: dict[str, Any]) -> None:
    words = ("highlight", "add", seed_json["id"], "Mastung, Kalat and Bolan", "--json")
    made = bayaz(*words, "--colour", "pink").json
    assert (made["colour"], made["quote"]) == ("pink", "Mastung, Kalat and Bolan")
    assert bayaz("highlight", "list", "--summary", seed_json["id"], "--json").json == {
        "highlights": [made]
    }
    assert bayaz("highlight", "add", seed_json["id"], "Mastung", "--json").code == 1


def test_subjects(bayaz: Any) -> None:
    subjects = bayaz("subjects", "--json").json["subjects"]
    assert len(subjects) == 52
    assert {"id", "name", "group", "marks", "aliases", "topics"} <= set(subjects[0])


@pytest.mark.usefixtures("seed_json")
def test_the_index(bayaz: Any) -> None:
    assert not bayaz("index", "status", "--json").json["usable"]
    rebuilt = bayaz("index", "rebuild", "--json").json
    assert rebuilt["usable"]
    assert rebuilt["up_to_date"]
    assert rebuilt["pending"] == 0
    bayaz("note", "add", "One thing more")
    behind = bayaz("index", "status", "--json").json
    assert (behind["up_to_date"], behind["pending"]) == (False, 1)


@pytest.mark.parametrize(
    "words",
    [
        ("show", "nothing"), ("note", "add", "  "), ("note", "add", "x", "--subject", "magic"),
        ("note", "add", "x", "--fact", "nothing"), ("list", "--subject", "magic"),
        ("search", "x", "--subject", "magic"), ("highlight", "list", "--summary", "nothing"),
        ("restore", "x"), ("sync", "/nowhere"), ("import", "/nowhere"),
    ],
)  # fmt: skip
def test_a_refusal_has_a_reason_in_plain_words_and_exit_code_1(
    bayaz: Any, words: tuple[str]
) -> None:
    answer = bayaz(*words)
    assert answer.code == 1
    assert answer.err.strip()
    assert answer.out == ""
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "words",
    [("fly",), ("show",), ("search", "x", "--kind", "dream"), ("note",), ("import",),
     ("search", "x", "--limit", "0"), ("import", "x", "--date-order", "ymd"), ("--nothing",)],
)  # fmt: skip
def test_wrong_usage_has_exit_code_2(bayaz: Any, words: tuple[str]) -> None:
    assert bayaz(*words).code == 2


def test_where_the_window_holds_the_library_it_says_so(bayaz: Any, workspace: Any) -> None:
    answer = bayaz("note", "add", "x")
    assert answer.code == 1
    assert "window" in answer.err
    assert workspace.notebook.notes() == []


def test_what_was_acknowledged_survives_a_kill(bayaz: Any, seed_json: dict[str, Any]) -> None:
    """The process is killed the moment it has answered: the note is there."""
    for number in range(8):
        fact = seed_json["facts"][number % 7]["id"]
        child = process("note", "add", f"survivor {number}", "--fact", fact, "--json")
        assert child.stdout is not None
        acknowledged = child.stdout.readline()
        child.kill()
        child.communicate()
        assert acknowledged.startswith("{")
        bodies = {note["body"] for note in bayaz("note", "list", "--json").json["notes"]}
        assert f"survivor {number}" in bodies
    assert bayaz("search", "survivor", "--json").json["total"] == 8


def test_an_import_that_is_killed_leaves_nothing_half_and_is_finished_by_the_next(
    bayaz: Any, tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    tellings = compilation(40)
    for number, telling in enumerate(tellings):
        (texts / f"{number}.txt").write_text(telling.text(), encoding="utf-8")
    facts = {telling.title: len(telling.facts) for telling in tellings}
    for pause in (0.5, 0.7, 0.8, 0.9, 1.0):
        child = process("import", str(texts), "--json")
        time.sleep(pause)
        child.kill()
        child.communicate()
        for row in bayaz("list", "--json").json["summaries"]:
            shown = bayaz("show", row["id"], "--json").json
            assert len(shown["facts"]) == facts[shown["title"]]
            assert len(shown["sections"]) == 5
            assert len(shown["subjects"]) == 2
    answer = bayaz("import", str(texts), "--json").json
    assert len(answer["imported"]) + len(answer["duplicates"]) == 40
    assert len(bayaz("list", "--json").json["summaries"]) == 40


@pytest.mark.usefixtures("seed_json")
def test_a_reader_that_has_enough_is_no_error() -> None:
    child = process("subjects", "--json")
    assert child.stdout is not None
    child.stdout.read(10)
    assert "Traceback" not in errors_without_a_reader(child)


def test_the_command_line_loads_no_qt() -> None:
    script = (
        "import sys; from app.__main__ import main; main(['subjects', '--json']);"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken')) for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0


def test_a_pack_goes_out_with_what_is_asked_for_and_comes_in_elsewhere(
    bayaz: Any, seed_json: dict[str, Any], tmp_path: Path
) -> None:
    fact = seed_json["facts"][1]
    bayaz("highlight", "add", seed_json["id"], "spill into Sindh", "--colour", "pink")
    bayaz("note", "add", "یاد رکھیں: 436", "--fact", fact["id"], "--subject", "current-affairs")
    path = str(tmp_path / "friend.bayaz")
    bare = bayaz("export", "--pack", path, "--json")
    assert bare.json == {"pack": path, "summaries": 1, "highlights": 0, "notes": 0}
    plain = bayaz("--library", str(tmp_path / "first"), "import", path, "--json")
    assert set(plain.json) == {"imported", "duplicates", "set_aside", "rejected"}

    words = ("--with-notes", "--with-highlights", "--sender", "Sana Mir")
    answer = bayaz(
        "export", "--pack", path, "--subject", "current-affairs", *words, "--json", "--replace"
    )
    assert answer.json == {"pack": path, "summaries": 1, "highlights": 1, "notes": 1}
    other = ("--library", str(tmp_path / "second"))
    dry = bayaz(*other, "import", path, "--dry-run", "--json").json
    assert (dry["highlights"], dry["notes"]) == (1, 1)
    assert bayaz(*other, "note", "list", "--json").json == {"notes": []}
    came = bayaz(*other, "import", path, "--json").json
    assert (came["highlights"], came["notes"]) == (1, 1)
    (note,) = bayaz(*other, "note", "list", "--json").json["notes"]
    (highlight,) = bayaz(*other, "highlight", "list", "--json").json["highlights"]
    assert (note["from"], highlight["from"]) == ("Sana Mir", "Sana Mir")
    assert note["body"] == "یاد رکھیں: 436"
    linked = [link["id"] for link in note["links"] if link["kind"] == "fact"]
    assert linked == [came["imported"][0]["facts"][1]["id"]]
    assert (highlight["quote"], highlight["colour"]) == ("spill into Sindh", "pink")
    assert "highlights" not in bayaz(*other, "import", path, "--json").json


@pytest.mark.usefixtures("seed_json")
def test_a_pack_that_cannot_be_made_is_refused_with_its_reason(bayaz: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    refused = bayaz("export", "--pack", str(tmp_path / "file" / "x.bayaz"))
    assert (refused.code, "cannot write" in refused.err) == (1, True)
    nothing = bayaz("export", "--pack", str(tmp_path / "x.bayaz"), "--query", "nowhere")
    assert (nothing.code, "no summary" in nothing.err) == (1, True)
    assert bayaz("export").code == 2
