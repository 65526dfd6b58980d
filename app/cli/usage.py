"""Report wrong usage in plain words, before argparse sees it.

argparse takes the value of an unknown option for the command and complains about that, and it lists
every command it has, including those that are not available yet. So the words are checked here
first; none of these messages is made from argparse's own.
"""

import argparse
import contextlib
import re
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final, NoReturn

from app.cli.output import OutputClosedError, finish_output

WRONG_USAGE: Final = 2
_NUMBER: Final = re.compile(r"-\d+$|-\d*\.\d+$")


class Parser(argparse.ArgumentParser):
    """A parser that reports errors on stderr and exits with 2, as the contract says.

    `commands` holds the parsers of the words that may come next, including those that the help
    does not list; `noun` is what such a word is called.
    """

    def __init__(self, **settings: Any) -> None:
        self.commands: dict[str, Parser] = {}
        self.listed: list[str] = []
        self.noun = "command"
        # Each option with whether a value follows it.
        self.options: dict[str, bool] = {}
        super().__init__(**settings)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Add an argument and remember its name."""
        action = super().add_argument(*names, **settings)
        self.options.update(dict.fromkeys(action.option_strings, action.nargs != 0))
        return action

    def add_commands(self, dest: str, noun: str) -> None:
        """Expect one of several words next; `arguments.<dest>` holds it, or None."""
        self.noun = noun
        self._choices = self.add_subparsers(
            dest=dest, metavar=noun.upper(), title=f"{noun}s", parser_class=Parser
        )

    def add_command(self, name: str, text: str | None) -> "Parser":
        """Add a word that may come next; the help lists it only if it has a text."""
        # Without a help at all argparse leaves a command out of the list.
        settings: dict[str, Any] = {} if text is None else {"help": text}
        settings["description"] = f"{_capital(text)}." if text else None
        command: Parser = self._choices.add_parser(name, **settings)
        # After the command too; if it is not given there, the one before the command counts.
        command.add_argument(
            "--library", metavar="DIR", default=argparse.SUPPRESS, help="the data folder to use"
        )
        command.add_argument(
            "--new-library",
            action="store_true",
            default=argparse.SUPPRESS,
            help="make a new library where the one that was there is gone",
        )
        self.commands[name] = command
        if text is not None:
            self.listed.append(name)
        return command

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, and exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: {message}\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Exit, quietly even if nobody reads what was printed."""
        with contextlib.suppress(OutputClosedError):
            finish_output()
        super().exit(status, message)


def check_words(parser: Parser, words: Sequence[str]) -> None:
    """Exit with a plain message if a word is unknown or one is missing at the end."""
    known = dict(parser.options)
    is_value = False
    for word in words:
        if is_value:
            is_value = False
        elif word == "--":
            return
        elif _is_option(word):
            name, equals, _ = word.partition("=")
            full = _full_name(name, known)
            if full is None:
                parser.error(_unknown_option(name, list(known)))
            if full in ("-h", "--help", "--version"):
                return
            is_value = known[full] and not equals
        elif parser.commands:
            if word not in parser.commands:
                parser.error(_unknown_command(word, parser))
            parser = parser.commands[word]
            # Options of the whole command line count only before the command.
            known = dict(parser.options)
    if parser.commands and parser.noun != "command":
        choices = " or ".join(f"“{parser.prog} {verb}”" for verb in parser.listed)
        parser.error(f"say what to do: {choices}. “{parser.prog} VERB --help” explains each.")


def _is_option(word: str) -> bool:
    # As argparse sees it: what has a space in it, or is a number, is text.
    return len(word) > 1 and word[0] == "-" and " " not in word and not _NUMBER.match(word)


def _full_name(name: str, known: Iterable[str]) -> str | None:
    """Return the option that a name means, which may be shortened; None for none or several."""
    if name in known:
        return name
    found = [option for option in known if name.startswith("--") and option.startswith(name)]
    return found[0] if len(found) == 1 else None


def _unknown_option(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.7)
    return f"there is no option {name} here." + (f" Did you mean {near[0]}?" if near else "")


def _unknown_command(word: str, parser: Parser) -> str:
    near = get_close_matches(word, parser.listed, n=1)
    guess = f" Did you mean “{near[0]}”?" if near else ""
    known = _all_of(parser.listed)
    return f"there is no {parser.noun} “{word}”.{guess} The {parser.noun}s are {known}."


def _all_of(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
