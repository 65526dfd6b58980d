"""What the command line says to someone who asks for help or mistypes a word."""

import errno
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli import output
from app.cli.parser import make_parser
from tests.cli.conftest import ROOT, environment, errors_without_a_reader, process
from tests.conftest import DATA

FULL_FORM = str(DATA / "full_form.txt")
HIDDEN = re.compile(r"worker|(?<!offline )reader|SUPPRESS")


def listed_commands(help_text: str) -> list[str]:
    _, _, listed = help_text.partition("  COMMAND\n")
    return [line.split()[0] for line in listed.splitlines() if line.strip()]


def test_help_lists_the_commands_that_there_are(bayaz: Any) -> None:
    answer = bayaz("--help")
    assert answer.code == 0
    assert listed_commands(answer.out) == [
        "import", "list", "show", "search", "subjects", "edit", "note", "highlight", "index",
        "backup", "backups", "restore", "sync", "check", "export", "tour",
    ]  # fmt: skip
    assert not HIDDEN.search(answer.out)


@pytest.mark.parametrize("words", [("fly",), ("--libary", "x"), ("list", "--nothing"), ("note",)])
def test_wrong_usage_is_told_on_stderr_and_names_nothing_hidden(
    bayaz: Any, words: tuple[str]
) -> None:
    answer = bayaz(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: bayaz")
    assert not HIDDEN.search(answer.err)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--libary", "x"), "no option --libary here. Did you mean --library?"),
        (("--libary=x", "list"), "no option --libary here. Did you mean --library?"),
        (("list", "--libary", "x"), "no option --libary here. Did you mean --library?"),
        (("note", "add", "x", "--fcat", "y"), "no option --fcat here. Did you mean --fact?"),
        (("-x",), "no option -x here."),
        (("lst",), "no command “lst”. Did you mean “list”?"),
        (("note", "fly"), "no verb “fly”. The verbs are add and list."),
        (("search", "x", "--limit", "two"), "--limit: must be a whole number, at least 1"),
        (("search", "x", "--limit", "0"), "--limit: must be a whole number, at least 1"),
        (("note",), "“bayaz note add” or “bayaz note list”"),
        (("highlight",), "“bayaz highlight add” or “bayaz highlight list”"),
        (("index", "--library", "x"), "“bayaz index rebuild” or “bayaz index status”"),
    ],
)
def test_a_wrong_word_is_named_with_what_was_meant(
    bayaz: Any, words: tuple[str, ...], said: str
) -> None:
    answer = bayaz(*words)
    assert answer.code == 2
    assert said in answer.err


def test_what_looks_like_an_option_and_is_text_is_taken(bayaz: Any) -> None:
    for text in ("-5", "--- a heading", "- a point"):
        assert bayaz("note", "add", text, "--json").json["body"] == text
    assert bayaz("note", "add", "--json", "--", "--x").json["body"] == "--x"
    assert bayaz("list", "--quer", "x", "--json").code == 0


def test_every_command_has_a_help_of_its_own(bayaz: Any) -> None:
    for name, command in make_parser().commands.items():
        assert bayaz(name, "--help").out.startswith(f"usage: bayaz {name} ")
        for verb in command.commands:
            assert bayaz(name, verb, "--help").out.startswith(f"usage: bayaz {name} {verb} ")


def test_the_library_may_be_named_before_or_behind_the_command(bayaz: Any, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    bayaz("note", "add", "in the usual place")
    bayaz("note", "add", "elsewhere", "--library", elsewhere)
    for words in (
        ("--library", elsewhere, "note", "list"),
        ("note", "--library", elsewhere, "list"),
        ("note", "list", f"--library={elsewhere}"),
        ("--library", "/nowhere", "note", "list", "--library", elsewhere),
    ):
        notes = bayaz(*words, "--json").json["notes"]
        assert [note["body"] for note in notes] == ["elsewhere"]


def test_an_empty_library_says_what_to_do(bayaz: Any) -> None:
    answer = bayaz("list")
    assert (answer.code, answer.err) == (0, "")
    assert "bayaz import" in answer.out
    assert bayaz("list", "--json").json == {"summaries": []}
    bayaz("import", FULL_FORM)
    assert "bayaz import" not in bayaz("list").out
    assert bayaz("list", "--subject", "law").out == "No summary matches.\n"


def test_refusals_of_an_import_are_on_stderr(bayaz: Any, tmp_path: Path) -> None:
    nothing = str(tmp_path / "nothing.txt")
    answer = bayaz("import", FULL_FORM, nothing)
    assert answer.code == 0
    assert "imported" in answer.out
    assert nothing not in answer.out
    assert answer.err.startswith(f"refused  {nothing}: ")
    only = bayaz("import", nothing)
    assert (only.code, only.out) == (1, "")
    assert nothing in only.err
    quiet = bayaz("import", nothing, "--json")
    assert (quiet.code, quiet.err) == (1, "")
    assert quiet.json["rejected"][0]["source"] == nothing


def test_the_words_do_not_depend_on_the_locale() -> None:
    said = set()
    for language in ("C", "tr_TR.UTF-8", "ur_PK.UTF-8"):
        for words in (("--help",), ("--libary", "x"), ("note",)):
            done = subprocess.run(
                [sys.executable, "-m", "app", *words], capture_output=True, cwd=ROOT, check=False,
                env={**environment(), "LANG": language, "LC_ALL": language, "LANGUAGE": language},
            )  # fmt: skip
            said.add((words, done.stdout, done.stderr))
    assert len(said) == 3


@pytest.mark.parametrize("words", [("list",), ("subjects", "--json"), ("--help",), ("--version",)])
def test_a_pipe_that_nobody_reads_is_no_error(words: tuple[str, ...]) -> None:
    child = process(*words)
    errors = errors_without_a_reader(child)
    assert (child.returncode, errors) == (0, "")


class _ClosedPipe(io.StringIO):
    """A stream whose reader has left, as Linux or Windows reports it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, _text: str, /) -> int:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EINVAL])
def test_a_closed_pipe_ends_a_command_quietly_on_every_system(
    monkeypatch: pytest.MonkeyPatch, bayaz: Any, number: int
) -> None:
    monkeypatch.setattr(sys, "stdout", _ClosedPipe(number))
    answer = bayaz("subjects")
    assert (answer.code, answer.err) == (0, "")


def test_another_failure_to_print_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", _ClosedPipe(errno.ENOSPC))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        output.print_lines(["x"])
