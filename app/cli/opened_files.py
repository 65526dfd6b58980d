"""`bayaz FILE…`: files that are to be shown in the window, as a file manager names them."""

import os
from collections.abc import Sequence
from pathlib import Path

from app.cli.parser import make_parser


def split_files(words: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Return the words of a command line without the files for the window, and these.

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
