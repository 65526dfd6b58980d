"""Define the commands and the options they take."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from app import __version__
from app.cli.usage import Parser, check_words
from app.core.library.model import ReadingState
from app.core.notes.model import Colour
from app.core.search.kinds import HitKind


def parse_words(words: Sequence[str]) -> argparse.Namespace:
    """Return the parsed words of a command line.

    Exits with 2 and a message on wrong usage, with 0 after `--help` and `--version`.
    """
    parser = make_parser()
    check_words(parser, words)
    return parser.parse_args(words)


def split_files(words: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Return the words of a command line without the files for the window, and these.

    `bayaz FILE…` is how a file manager names them.

    They are files only if the first word that is no option is no command, and all of them exist;
    else the words are left for the parser to complain of.
    """
    parser = make_parser()
    for number, word in enumerate(words):
        if word in parser.commands:
            break
        before = words[number - 1] if number else ""
        if word.startswith("-") or parser.options.get(before):
            continue
        files = words[number:]
        if all(os.path.exists(one) for one in files):  # noqa: PTH110 - says no to any odd name
            return list(words[:number]), [Path(one).absolute() for one in files]
        break
    return list(words), []


def make_parser() -> Parser:
    """Return the parser for the whole command line."""
    parser = Parser(
        prog="bayaz",
        description="An offline reader and notebook for CSS aspirants. Without a command, the"
        " window opens.",
    )
    parser.add_argument("--library", metavar="DIR", help="the data folder to use")
    parser.add_argument(
        "--new-library",
        action="store_true",
        help="make a new library where the one that was there is gone",
    )
    parser.add_argument("--version", action="version", version=f"Bayaz {__version__}")
    parser.add_commands("command", "command")
    for add in (_reading, _correcting, _notes, _highlights, _index, _safety, _sharing, _program):
        add(parser.add_command)
    return parser


_AddCommand = Callable[[str, str | None], Parser]


def _reading(add: _AddCommand) -> None:
    command = _json(add("import", "import files or whole folders"))
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
    command.add_argument(
        "--date-order", choices=("auto", "mdy", "dmy"), default="auto",
        help="how to read dates such as 06/02/2025",
    )  # fmt: skip
    command.add_argument(
        "--dry-run", action="store_true", help="show what would be imported and store nothing"
    )
    command.add_argument(
        "--all",
        action="store_true",
        help="also import, as they are, texts that are set aside: adverts, contents, word lists …",
    )
    command.add_argument(
        "--corrections",
        action="store_true",
        help="also let files correct the text of summaries that you have",
    )
    command = _json(add("list", "list the summaries"))
    command.add_argument("--subject", metavar="ID", help="only summaries on this subject")
    command.add_argument("--query", metavar="Q", help="words from the title, author or publication")
    command = _json(add("show", "print a summary"))
    command.add_argument("id", metavar="ID", help="the id of a summary or the beginning of it")
    command = _json(add("search", "search summaries, facts, highlights and notes"))
    command.add_argument("query", metavar="QUERY", help="what to look for")
    command.add_argument(
        "--kind", choices=[kind.value for kind in HitKind], help="only results of this kind"
    )
    command.add_argument("--subject", metavar="ID", help="only results on this subject")
    command.add_argument(
        "--limit", type=_positive, default=20, metavar="N", help="how many results (default: 20)"
    )
    command.add_argument("--exact", action="store_true", help="match only the words as typed")
    _json(add("subjects", "list the FPSC subjects and their topics"))


def _correcting(add: _AddCommand) -> None:
    command = _json(add("edit", "correct the details or the text of a summary"))
    command.add_argument("id", metavar="ID", help="the id of a summary or the beginning of it")
    for name in ("title", "author", "publication", "category"):
        command.add_argument(
            f"--{name}", metavar="WORDS", help=f"the {name}; an empty one takes it away"
        )
    for name, text in (("published", "the article appeared"), ("posted", "it was posted")):
        command.add_argument(
            f"--{name}-on", f"--{name}", metavar="DATE",
            help=f"when {text}, such as 2025-06-13 or “13 June 2025”",
        )  # fmt: skip
    for name, text in (
        ("subject", "the subjects, in place of those that it has"),
        ("add-subject", "a subject to add"),
        ("remove-subject", "a subject to take away"),
    ):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar="ID",
            help=f"{text}; may be given more than once",
        )  # fmt: skip
    command.add_argument(
        "--state", choices=[state.value for state in ReadingState], help="how far it has been read"
    )
    command.add_argument(
        "--text", metavar="FILE",
        help="the sections and facts in a file: “## Heading” lines, facts as “- ” points",
    )  # fmt: skip


def _notes(add: _AddCommand) -> None:
    group = add("note", "add and list notes")
    group.add_commands("verb", "verb")
    command = _json(group.add_command("add", "add a note"))
    command.add_argument("text", metavar="TEXT", help="the note, in Markdown")
    for name in ("summary", "fact", "subject"):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar="ID",
            help=f"link the note to this {name}; may be given more than once",
        )  # fmt: skip
    command = _json(group.add_command("list", "list notes"))
    command.add_argument("--subject", metavar="ID", help="only notes linked to this subject")
    command.add_argument("--fact", metavar="ID", help="only notes linked to this fact")


def _highlights(add: _AddCommand) -> None:
    group = add("highlight", "add and list highlights")
    group.add_commands("verb", "verb")
    command = _json(group.add_command("add", "highlight a passage"))
    command.add_argument("summary_id", metavar="SUMMARY_ID", help="the summary to highlight in")
    command.add_argument("text", metavar="TEXT", help="the passage, word for word")
    command.add_argument(
        "--colour", choices=[colour.value for colour in Colour], default="yellow",
        help="the colour (default: yellow)",
    )  # fmt: skip
    command = _json(group.add_command("list", "list highlights"))
    command.add_argument("--summary", metavar="ID", help="only highlights in this summary")


def _index(add: _AddCommand) -> None:
    group = add("index", "rebuild the search index or show its state")
    group.add_commands("verb", "verb")
    _json(group.add_command("rebuild", "rebuild the search index"))
    _json(group.add_command("status", "show whether the index is up to date"))


def _safety(add: _AddCommand) -> None:
    command = _json(add("backup", "make a backup of the library"))
    command.add_argument(
        "path", nargs="?", metavar="PATH", help="the file or folder; without it, beside the library"
    )
    _json(add("backups", "list the backups and what they hold"))
    command = _json(add("restore", "bring the library back to a backup"))
    command.add_argument("path", metavar="PATH", help="the backup")
    command.add_argument(
        "--dry-run", action="store_true", help="say what would change and change nothing"
    )
    command.add_argument(
        "--merge",
        action="store_true",
        help="take in what the backup has and keep everything else; nothing is removed",
    )
    command = _json(add("sync", "exchange changes with your other devices through a folder"))
    command.add_argument("folder", metavar="DIR", help="a folder that is kept the same on them")
    command = _json(add("check", "check that everything is what was stored"))
    command.add_argument(
        "--repair", action="store_true",
        help="bring back what is damaged: from the file itself and from the newest backup",
    )  # fmt: skip
    command.add_argument(
        "--accept", action="append", default=[], metavar="ID",
        help="take this damaged record as it is now for right; may be given more than once",
    )  # fmt: skip


def _sharing(add: _AddCommand) -> None:
    command = _json(add("export", "put summaries into a pack to share"))
    command.add_argument("--pack", metavar="FILE", required=True, help="the file to write")
    command.add_argument("--subject", metavar="ID", help="only summaries on this subject")
    command.add_argument("--query", metavar="Q", help="words from the title, author or publication")
    command.add_argument("--with-highlights", action="store_true", help="include highlights")
    command.add_argument(
        "--with-notes", action="store_true", help="include the notes on these summaries"
    )
    command.add_argument("--sender", metavar="NAME", default="", help="who the pack is from")
    command.add_argument("--replace", action="store_true", help="replace the file if there is one")


def _program(add: _AddCommand) -> None:
    command = add("tour", "run a short tour in a real window and save pictures of it")
    command.add_argument("--screenshots", metavar="DIR", help="the folder for the pictures")


def _json(command: Parser) -> Parser:
    command.add_argument("--json", action="store_true", help="print one JSON object")
    return command


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number, at least 1")
    return int(text)
