"""Run one command: open the library, report failures in plain words, return the exit code."""

import argparse
import sys
from collections.abc import Callable

from app.cli import (
    edit_command,
    highlight_command,
    import_command,
    list_command,
    note_command,
    show_command,
    subjects_command,
)
from app.cli.output import OutputClosedError, discard_output, finish_output
from app.cli.safety import (
    backup_command,
    backups_command,
    check_command,
    restore_command,
    sync_command,
)
from app.core.chosen_folder import library_folder
from app.core.clock import Clock
from app.core.errors import BayazError, LibraryAbsentError
from app.core.logs import start_log, stop_log
from app.core.storage.writable import hindrance_of
from app.core.workspace import Workspace
from app.messages import error_words

Command = Callable[[argparse.Namespace, Workspace], int]

DONE, REFUSED = 0, 1

_COMMANDS: dict[str, Command] = {
    "import": import_command.run,
    "check": check_command.run,
    "backup": backup_command.run,
    "backups": backups_command.run,
    "restore": restore_command.run,
    "sync": sync_command.run,
    "list": list_command.run,
    "edit": edit_command.run,
    "show": show_command.run,
    "note": note_command.run,
    "highlight": highlight_command.run,
    "subjects": subjects_command.run,
}


def run_command(arguments: argparse.Namespace, clock: Clock) -> int:
    """Run a command on the chosen library and return its exit code."""
    _use_utf8()
    folder = library_folder(arguments.library)
    if folder.database.exists() and hindrance_of(folder.database) is None:
        # Else the folder may be that of a library that is gone: nothing is made there. Nor is
        # anything beside one that can only be read.
        start_log(folder.logs)
    try:
        if arguments.command == "check" and arguments.repair:
            check_command.repair_file(folder, clock)
        with Workspace(folder, clock, new=arguments.new_library) as workspace:
            code = _command(arguments.command)(arguments, workspace)
        finish_output()
    except BayazError as error:
        _complain(error_words(error))
        if isinstance(error, LibraryAbsentError):
            _complain("--library names another folder; --new-library makes a new library here.")
        return REFUSED
    except OutputClosedError:
        discard_output()
        return DONE
    finally:
        stop_log()
    return code


def _command(name: str) -> Command:
    if name in _COMMANDS:
        return _COMMANDS[name]
    # What these need, Whoosh above all, takes longer to load than the others to run.
    from app.cli import export_command, index_command, search_command

    return {
        "export": export_command.run,
        "index": index_command.run,
        "search": search_command.run,
    }[name]


def _complain(message: str) -> None:
    sys.stderr.write(f"bayaz: {message}\n")


def _use_utf8() -> None:
    """Print Urdu everywhere: some consoles still default to an older encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
