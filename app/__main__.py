"""The entry point: the window if there is no command, otherwise the command."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.parser import parse_words, split_files
from app.core.clock import Clock, now


def main(words: Sequence[str] | None = None, clock: Clock = now) -> int:
    """Run what the command line asks for and return the exit code."""
    if sys.stderr is None:
        # The program for clicks on Windows: whatever it would say in a console, nobody sees.
        sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    words = sys.argv[1:] if words is None else words
    first = words[0] if words else None
    # Bayaz starts itself with these, in separate processes: they are not commands for people.
    if first == "worker":
        from app.index_server import serve

        return serve()
    if first == "reader":
        from app.core.importing.sandbox import server as sandbox

        return sandbox.serve()
    words, files = split_files(words)
    arguments = parse_words(words)
    arguments.files = files
    if arguments.command is None or arguments.command == "tour":
        # The one place where the command line meets Qt, and only when a window is wanted.
        from app.ui.qt import lean_start

        lean_start.begin()
        from app.ui import application

        return application.run(arguments)
    from app.cli.run import run_command

    return run_command(arguments, clock)


if __name__ == "__main__":
    sys.exit(main())
