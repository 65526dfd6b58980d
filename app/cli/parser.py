"""The command line as argparse knows it: which commands there are and what they take."""

import argparse
from collections.abc import Callable
from typing import NoReturn

from app import __version__
from app.core.notes.model import Colour
from app.core.search.kinds import HitKind


class Parser(argparse.ArgumentParser):
    """Says what is wrong and leaves with 2, as the contract has it."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and the message."""
        self.print_usage()
        self.exit(2, f"{self.prog}: {message}\n")


def make_parser() -> Parser:
    """Return the parser of the whole command line."""
    parser = Parser(
        prog="bayaz",
        description="An offline reader and notebook for CSS aspirants. Without a command the"
        " window opens.",
    )
    parser.add_argument("--library", metavar="DIR", help="the data folder to use")
    parser.add_argument("--version", action="version", version=f"Bayaz {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for add in (_reading, _notes, _highlights, _index, _safety, _sharing, _program):
        add(commands.add_parser)
    return parser


_AddParser = Callable[..., argparse.ArgumentParser]


def _reading(add: _AddParser) -> None:
    command = _json(add("import", help="import files, or every text file of a folder"))
    command.add_argument("paths", nargs="+", metavar="PATH")
    command.add_argument(
        "--date-order", choices=("auto", "mdy", "dmy"), default="auto",
        help="how dates such as 06/02/2025 are to be read",
    )  # fmt: skip
    command.add_argument(
        "--dry-run", action="store_true", help="say what would come, store nothing"
    )
    command = _json(add("list", help="list the summaries"))
    command.add_argument("--subject", metavar="ID")
    command.add_argument("--query", metavar="Q", help="words of the title, author or publication")
    command = _json(add("show", help="print a summary"))
    command.add_argument("id", metavar="ID")
    command = _json(add("search", help="search summaries, facts, highlights and notes"))
    command.add_argument("query", metavar="QUERY")
    command.add_argument("--kind", choices=[kind.value for kind in HitKind])
    command.add_argument("--subject", metavar="ID")
    command.add_argument("--limit", type=_positive, default=20, metavar="N")
    command.add_argument("--exact", action="store_true", help="no other spellings or word forms")
    _json(add("subjects", help="list FPSC's subjects and topics"))


def _notes(add: _AddParser) -> None:
    verbs = add("note", help="add and list notes").add_subparsers(
        dest="verb", metavar="VERB", required=True, parser_class=Parser
    )
    command = _json(verbs.add_parser("add", help="add a note"))
    command.add_argument("text", metavar="TEXT")
    command.add_argument("--summary", action="append", default=[], metavar="ID")
    command.add_argument("--fact", action="append", default=[], metavar="ID")
    command.add_argument("--subject", action="append", default=[], metavar="ID")
    command = _json(verbs.add_parser("list", help="list notes"))
    command.add_argument("--subject", metavar="ID")
    command.add_argument("--fact", metavar="ID")


def _highlights(add: _AddParser) -> None:
    verbs = add("highlight", help="add and list highlights").add_subparsers(
        dest="verb", metavar="VERB", required=True, parser_class=Parser
    )
    command = _json(verbs.add_parser("add", help="highlight a passage"))
    command.add_argument("summary_id", metavar="SUMMARY_ID")
    command.add_argument("text", metavar="TEXT", help="the passage, word for word")
    command.add_argument("--colour", choices=[colour.value for colour in Colour], default="yellow")
    command = _json(verbs.add_parser("list", help="list highlights"))
    command.add_argument("--summary", metavar="ID")


def _index(add: _AddParser) -> None:
    verbs = add("index", help="the search index").add_subparsers(
        dest="verb", metavar="VERB", required=True, parser_class=Parser
    )
    _json(verbs.add_parser("rebuild", help="make it anew"))
    _json(verbs.add_parser("status", help="say how it stands"))


def _safety(add: _AddParser) -> None:
    command = add("backup", help="copy the library to one file")
    command.add_argument("path", nargs="?", metavar="PATH")
    command = add("restore", help="bring a backup back")
    command.add_argument("path", metavar="PATH")
    command = _json(add("check", help="check the library"))
    command.add_argument("--repair", action="store_true")


def _sharing(add: _AddParser) -> None:
    command = _json(add("export", help="write summaries into a pack for a friend"))
    command.add_argument("--pack", metavar="FILE", required=True, help="the file to write")
    command.add_argument("--subject", metavar="ID")
    command.add_argument("--query", metavar="Q", help="words of the title, author or publication")
    command.add_argument("--with-highlights", action="store_true", help="let highlights go along")
    command.add_argument(
        "--with-notes", action="store_true", help="let the notes on these summaries go along"
    )
    command.add_argument("--sender", metavar="NAME", default="", help="who it is from")


def _program(add: _AddParser) -> None:
    command = add("tour", help="do the main job once in a real window and keep pictures of it")
    command.add_argument("--screenshots", metavar="DIR")
    add("worker", help=argparse.SUPPRESS)
    add("reader", help=argparse.SUPPRESS)


def _json(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--json", action="store_true", help="print one JSON object")
    return command


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
