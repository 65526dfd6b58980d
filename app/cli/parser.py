"""The command line as argparse knows it: which commands there are and what they take."""

import argparse
from collections.abc import Callable, Sequence

from app import __version__
from app.cli.usage import Parser, check_words
from app.core.notes.model import Colour
from app.core.search.kinds import HitKind


def parse_words(words: Sequence[str]) -> argparse.Namespace:
    """Return what the words of a command line ask for.

    Wrong usage ends the process with 2 after a message, `--help` and `--version` with 0.
    """
    parser = make_parser()
    check_words(parser, words)
    return parser.parse_args(words)


def make_parser() -> Parser:
    """Return the parser of the whole command line."""
    parser = Parser(
        prog="bayaz",
        description="An offline reader and notebook for CSS aspirants. Without a command the"
        " window opens.",
    )
    parser.add_argument("--library", metavar="DIR", help="the data folder to use")
    parser.add_argument("--version", action="version", version=f"Bayaz {__version__}")
    parser.add_commands("command", "command")
    for add in (_reading, _notes, _highlights, _index, _safety, _sharing, _program):
        add(parser.add_command)
    return parser


_AddCommand = Callable[[str, str | None], Parser]


def _reading(add: _AddCommand) -> None:
    command = _json(add("import", "import files, or every text file of a folder"))
    command.add_argument("paths", nargs="+", metavar="PATH")
    command.add_argument(
        "--date-order", choices=("auto", "mdy", "dmy"), default="auto",
        help="how dates such as 06/02/2025 are to be read",
    )  # fmt: skip
    command.add_argument(
        "--dry-run", action="store_true", help="say what would come, store nothing"
    )
    command = _json(add("list", "list the summaries"))
    command.add_argument("--subject", metavar="ID")
    command.add_argument("--query", metavar="Q", help="words of the title, author or publication")
    command = _json(add("show", "print a summary"))
    command.add_argument("id", metavar="ID")
    command = _json(add("search", "search summaries, facts, highlights and notes"))
    command.add_argument("query", metavar="QUERY")
    command.add_argument("--kind", choices=[kind.value for kind in HitKind])
    command.add_argument("--subject", metavar="ID")
    command.add_argument("--limit", type=_positive, default=20, metavar="N")
    command.add_argument("--exact", action="store_true", help="no other spellings or word forms")
    _json(add("subjects", "list FPSC's subjects and topics"))


def _notes(add: _AddCommand) -> None:
    group = add("note", "add and list notes")
    group.add_commands("verb", "verb")
    command = _json(group.add_command("add", "add a note"))
    command.add_argument("text", metavar="TEXT")
    command.add_argument("--summary", action="append", default=[], metavar="ID")
    command.add_argument("--fact", action="append", default=[], metavar="ID")
    command.add_argument("--subject", action="append", default=[], metavar="ID")
    command = _json(group.add_command("list", "list notes"))
    command.add_argument("--subject", metavar="ID")
    command.add_argument("--fact", metavar="ID")


def _highlights(add: _AddCommand) -> None:
    group = add("highlight", "add and list highlights")
    group.add_commands("verb", "verb")
    command = _json(group.add_command("add", "highlight a passage"))
    command.add_argument("summary_id", metavar="SUMMARY_ID")
    command.add_argument("text", metavar="TEXT", help="the passage, word for word")
    command.add_argument("--colour", choices=[colour.value for colour in Colour], default="yellow")
    command = _json(group.add_command("list", "list highlights"))
    command.add_argument("--summary", metavar="ID")


def _index(add: _AddCommand) -> None:
    group = add("index", "the search index")
    group.add_commands("verb", "verb")
    _json(group.add_command("rebuild", "make it anew"))
    _json(group.add_command("status", "say how it stands"))


def _safety(add: _AddCommand) -> None:
    # Not listed: they are not there yet, and say so.
    command = add("backup", None)
    command.add_argument("path", nargs="?", metavar="PATH")
    command = add("restore", None)
    command.add_argument("path", metavar="PATH")
    command = _json(add("check", None))
    command.add_argument("--repair", action="store_true")


def _sharing(add: _AddCommand) -> None:
    command = _json(add("export", "write summaries into a pack for a friend"))
    command.add_argument("--pack", metavar="FILE", required=True, help="the file to write")
    command.add_argument("--subject", metavar="ID")
    command.add_argument("--query", metavar="Q", help="words of the title, author or publication")
    command.add_argument("--with-highlights", action="store_true", help="let highlights go along")
    command.add_argument(
        "--with-notes", action="store_true", help="let the notes on these summaries go along"
    )
    command.add_argument("--sender", metavar="NAME", default="", help="who it is from")


def _program(add: _AddCommand) -> None:
    command = add("tour", "do the main job once in a real window and keep pictures of it")
    command.add_argument("--screenshots", metavar="DIR")


def _json(command: Parser) -> Parser:
    command.add_argument("--json", action="store_true", help="print one JSON object")
    return command


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
