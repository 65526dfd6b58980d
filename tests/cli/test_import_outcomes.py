"""What an import sets aside, as the command line tells it: apart from what is refused."""

from pathlib import Path
from typing import Any

import pytest

from tests.compilation import compilation

ADVERT = "Admissions are open! Register now and get 20% off the fee: Rs 5000. Call us now."


@pytest.fixture
def advert(tmp_path: Path) -> str:
    path = tmp_path / "advert.txt"
    path.write_text(ADVERT, encoding="utf-8")
    return str(path)


@pytest.fixture
def summary(tmp_path: Path) -> str:
    path = tmp_path / "summary.txt"
    path.write_text(compilation(1)[0].text(), encoding="utf-8")
    return str(path)


def test_reasons_are_on_stderr_with_what_to_do(bayaz: Any, advert: str, tmp_path: Path) -> None:
    blank = tmp_path / "blank.txt"
    blank.write_text("12 – 34", encoding="utf-8")
    answer = bayaz("import", advert, str(blank))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines() == [
        f"set aside  {advert}: This looks like an advertisement.",
        f"refused  {blank}: There are no words in it to read.",
        "To import what was set aside as it is, add --all.",
    ]
    assert "--all" not in bayaz("import", str(blank)).err


def test_the_exit_code_is_0_if_anything_came_in(bayaz: Any, advert: str, summary: str) -> None:
    assert bayaz("import", advert).code == 1
    assert bayaz("import", advert, summary).code == 0
    again = bayaz("import", advert, summary, "--json")
    assert (again.code, again.err) == (0, "")
    assert list(again.json) == ["imported", "duplicates", "set_aside", "rejected"]
    assert again.json["set_aside"] == [
        {"source": advert, "reason": "This looks like an advertisement."}
    ]
    assert (again.json["imported"], again.json["rejected"]) == ([], [])


def test_all_takes_what_is_set_aside_and_nothing_that_is_refused(
    bayaz: Any, advert: str, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\x00\x00")
    dry = bayaz("import", advert, str(picture), "--all", "--dry-run", "--json")
    assert (dry.code, len(dry.json["imported"])) == (0, 1)
    assert bayaz("list", "--json").json["summaries"] == []
    answer = bayaz("import", advert, str(picture), "--all")
    assert answer.code == 0
    assert answer.out.startswith("imported  ")
    assert [line.split()[0] for line in answer.err.splitlines()] == ["refused"]
    assert len(bayaz("list", "--json").json["summaries"]) == 1
    again = bayaz("import", advert, "--all", "--json")
    assert (again.code, len(again.json["duplicates"])) == (0, 1)


def test_the_help_says_how(bayaz: Any) -> None:
    assert "texts that are set aside" in " ".join(bayaz("import", "--help").out.split())
