"""The one entry: the window without a command, else the command."""

import sys
from collections.abc import Sequence

from app.cli.parser import make_parser


def main(words: Sequence[str] | None = None) -> int:
    """Run what the words of the command line ask for and return the exit code."""
    arguments = make_parser().parse_args(words)
    if arguments.command is None or arguments.command == "tour":
        # The one place where the command line meets Qt, and only when a window is wanted.
        from app.ui import application

        return application.run(arguments)
    if arguments.command == "worker":
        from app.index_server import serve

        return serve()
    if arguments.command == "reader":
        from app.core.importing.sandbox import server as sandbox

        return sandbox.serve()
    from app.cli.run import run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
