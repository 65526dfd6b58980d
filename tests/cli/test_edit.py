"""Correcting a summary from the command line."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATA

FULL_FORM = DATA / "full_form.txt"


@pytest.fixture
def summary(bayaz: Any) -> dict[str, Any]:
    (imported,) = bayaz("import", str(FULL_FORM), "--json").json["imported"]
    found: dict[str, Any] = imported
    return found


def test_details_are_corrected_and_the_summary_printed(bayaz: Any, summary: Any) -> None:
    answer = bayaz(
        "edit", summary["id"][:8], "--title", "داعش بلوچستان میں", "--author", "M. A. Rana",
        "--publication", "The News", "--category", "Terrorism", "--published", "1 June 2025",
        "--posted-on", "2/6/2025", "--subject", "pakistan-affairs", "--subject", "sociology",
        "--state", "done", "--json",
    )  # fmt: skip
    assert answer.code == 0
    assert answer.json == {
        **summary,
        "title": "داعش بلوچستان میں",
        "author": "M. A. Rana",
        "publication": "The News",
        "category": "Terrorism",
        "published_on": "2025-06-01",
        "posted_on": "2025-06-02",
        "subjects": [
            next(one for one in summary["subjects"] if one["id"] == "pakistan-affairs"),
            {"id": "sociology", "name": "Sociology", "topics": []},
        ],
    }
    shown = bayaz("show", summary["id"], "--json").json
    assert shown["title"] == "داعش بلوچستان میں"
    assert bayaz("search", "داعش", "--json").json["results"][0]["summary_id"] == summary["id"]


def test_what_is_not_named_stays_and_what_is_empty_goes(bayaz: Any, summary: Any) -> None:
    answer = bayaz("edit", summary["id"], "--author", "", "--posted", "", "--json")
    assert answer.json == {**summary, "author": None, "posted_on": None}
    answer = bayaz("edit", summary["id"])
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"unchanged  {summary['id'][:8]}  IS-K in Balochistan")


def test_subjects_are_added_and_taken_away(bayaz: Any, summary: Any) -> None:
    first = summary["subjects"][0]["id"]
    answer = bayaz(
        "edit", summary["id"], "--add-subject", "sociology", "--remove-subject", first, "--json"
    )
    ids = [one["id"] for one in answer.json["subjects"]]
    assert ids == [*(one["id"] for one in summary["subjects"][1:]), "sociology"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--published", "31 June 2025"), "“31 June 2025”: There is no such day"),
        (("--posted", "13 June"), "The year is missing"),
        (("--posted", "soon"), "This is not a date. Write one such as 13 June 2025."),
        (("--subject", "alchemy"), "There is no subject “alchemy”."),
        (("--remove-subject", "alchemy"), "There is no subject “alchemy”."),
        (("--text", "nowhere.txt"), "nowhere.txt cannot be read as text. Nothing was changed."),
        (("--text", "empty.txt"), "A summary needs some text."),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_changed(
    bayaz: Any,
    summary: Any,
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_text("\n\n", encoding="utf-8")
    answer = bayaz("edit", summary["id"], "--title", "Another", *words, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert bayaz("show", summary["id"], "--json").json["title"] == summary["title"]


def test_the_text_is_corrected_from_a_file(bayaz: Any, summary: Any, tmp_path: Path) -> None:
    facts = summary["facts"]
    shown = bayaz("show", summary["id"]).out
    path = tmp_path / "text.txt"
    path.write_text(shown, encoding="utf-8")
    assert bayaz("edit", summary["id"], "--text", str(path)).out.startswith("unchanged")
    path.write_text(shown.replace("33 attacks", "34 attacks"), encoding="utf-8-sig")
    answer = bayaz("edit", summary["id"], "--text", str(path), "--json")
    assert answer.code == 0
    assert [fact["id"] for fact in answer.json["facts"]] == [fact["id"] for fact in facts]
    assert any("34 attacks" in fact["text"] for fact in answer.json["facts"])
    assert answer.json["sections"] == summary["sections"]


def test_a_spelling_that_is_corrected_is_known_at_the_next_import(
    bayaz: Any, summary: Any, tmp_path: Path
) -> None:
    bayaz("edit", summary["id"], "--author", "M. Amir Rana")
    other = tmp_path / "other.md"
    body = "The water table falls by a metre every year, and nobody pays for what he pumps out."
    other.write_text(
        f"---\ntitle: Thirst\nauthor: Muhammad Amir Rana\n---\n{body}\n", encoding="utf-8"
    )
    (imported,) = bayaz("import", str(other), "--json").json["imported"]
    assert imported["author"] == "M. Amir Rana"


def test_the_same_file_again_is_a_duplicate_whatever_was_corrected(
    bayaz: Any, summary: Any, tmp_path: Path
) -> None:
    bayaz("edit", summary["id"], "--title", "Mine")
    other = tmp_path / "other.txt"
    text = FULL_FORM.read_text(encoding="utf-8").replace("Muhammad Amir Rana", "Zahid Hussain")
    other.write_text(text, encoding="utf-8")
    for words in (("--dry-run",), ()):
        answer = bayaz("import", str(FULL_FORM), str(other), *words, "--json").json
        assert answer["imported"] == []
        assert [one["of"] for one in answer["duplicates"]] == [summary["id"]] * 2
    shown = bayaz("show", summary["id"], "--json").json
    assert (shown["title"], shown["author"]) == ("Mine", "Muhammad Amir Rana")
