"""Kills and power cuts: tests 2 to 5 of reliability, on the model in `power_cut`.

What a reader's acts write is written down once, and cut at many moments. Without strace, nothing is
run.
"""

import logging
import random
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from app.core.backup.backups import Backups
from app.core.backup.recovery import recover
from app.core.errors import BayazError
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.torture.acts import state_of
from tests.torture.aftermath import (
    ABSENT,
    TORN,
    backup_state,
    expected_states,
    index_state,
    judge,
    memory_folder,
    pack_state,
    settings_state,
)
from tests.torture.figures import Table
from tests.torture.power_cut import Step, can_trace, cut_at, killed_at, lay_down, traced

_LYING_STEPS = 25


def power_cuts(
    home: Path, steps: Sequence[Step], states: Sequence[str], count: int, *, lying: int = 0
) -> Counter[str]:
    """Cut the power at moments by chance and start again: tests 3 and 4."""
    chance = random.Random(3 + lying)
    found: Counter[str] = Counter()
    for number in range(count):
        moment = chance.randint(1, len(steps))
        files, told = cut_at(steps, moment, chance, lying=lying)
        # Another place each time: this machine must not know the library from before.
        place = home / f"cut-{lying}-{number}"
        lay_down(files, home / "traced", place)
        folder = DataFolder(place / "data")
        how = "lost" if told >= 0 else "right"
        if folder.database.exists():
            how = judge(folder, states, told)
        if how == "damaged" and told > 0:
            found["recovered"] += _recovered(folder, states)
        found[how if told > 0 or how == "right" else f"{how} at the first start"] += 1
        shutil.rmtree(place, ignore_errors=True)
    return found


def kills(home: Path, steps: Sequence[Step], states: Sequence[str], every: int) -> Counter[str]:
    """Kill the process after every so many steps, start again and write on: test 2."""
    found: Counter[str] = Counter()
    for moment in range(1, len(steps) + 1, every):
        files, told = killed_at(steps, moment)
        place = home / f"kill-{moment}"
        lay_down(files, home / "traced", place)
        folder = DataFolder(place / "data")
        how = "lost" if told >= 0 else "right"
        if folder.database.exists():
            how = judge(folder, states, told)
        if how == "right" and folder.database.exists() and not _goes_on(folder):
            how = "stuck"
        found[how] += 1
        shutil.rmtree(place, ignore_errors=True)
    return found


def _goes_on(folder: DataFolder) -> bool:
    """Return whether a library takes another note and is whole then."""
    with Workspace(folder, Clock()) as workspace:
        workspace.notebook.add_note("after the kill")
        return workspace.checks.run().whole


def _recovered(folder: DataFolder, states: Sequence[str]) -> bool:
    """Return whether the ladder brings a damaged library back, whole."""
    try:
        recover(folder.database, Backups(folder.backups), rebuild=True)
        with Workspace(folder, Clock()) as workspace:
            return workspace.checks.run().whole and state_of(workspace) != states[0]
    except BayazError:
        return False


FILES: dict[str, Callable[[Path], str]] = {
    "settings": lambda place: settings_state(DataFolder(place / "data")),
    "pack": lambda place: pack_state(DataFolder(place / "data")),
    "back up": lambda place: backup_state(DataFolder(place / "data")),
    "index": lambda place: index_state(place / "cache"),
}


def cut_files(home: Path, steps: Sequence[Step], count: int) -> dict[str, Counter[str]]:
    """Cut the power while files are written: each is an old or a new one, never torn: test 5."""
    chance = random.Random(5)
    found: dict[str, Counter[str]] = {name: Counter() for name in FILES}
    first = next(number for number, step in enumerate(steps) if step.data.endswith(b" settings"))
    for _ in range(count):
        moment = chance.randint(first - 20, len(steps))
        files, _ = cut_at(steps, moment, chance)
        told = {
            step.data.split(b" ", 3)[3].decode() for step in steps[:moment] if step.kind == "told"
        }
        place = home / "cut"
        lay_down(files, home / "traced-files", place)
        for name, look in FILES.items():
            state = look(place)
            if state == ABSENT and name in told and name != "index":
                state = "gone"
            found[name][state] += 1
        shutil.rmtree(place, ignore_errors=True)
    return found


def figures(*, cuts: int = 2_000, lies: int = 3_000, files: int = 1_000, every: int = 1) -> bool:
    """Print what was found of each; return whether all hold."""
    table = Table()
    # A torn file of settings is said in the log each time.
    logging.disable()
    try:
        return _fill(table, cuts, lies, files, every)
    finally:
        logging.disable(logging.NOTSET)


def _fill(table: Table, cuts: int, lies: int, files: int, every: int) -> bool:
    if not can_trace():
        table.add("2-5", "kills and power cuts", "0 lost", "not run: no strace", holds=False)
        return table.holds
    with memory_folder() as home:
        steps, states = traced(home / "traced"), expected_states(home / "whole")
        syncs = sum(step.kind == "sync" for step in steps)
        found = kills(home, steps, states, every)
        points = found.total()
        table.add(
            "2", "killed after each write, sync, rename and removal: lost, damaged, half done, stuck",
            f"0, 0, 0, 0 of {points}",
            f"{found['lost']}, {found['damaged']}, {found['half']}, {found['stuck']} of {points}",
            holds=found["right"] == points,
        )  # fmt: skip
        found = power_cuts(home, steps, states, cuts)
        table.add(
            "3", f"power cuts in {len(steps)} steps, {syncs} syncs: lost, damaged, half done",
            f"0, 0, 0 of {cuts}",
            f"{found['lost']}, {found['damaged']}, {found['half']} of {cuts}",
            holds=found["right"] == cuts,
        )  # fmt: skip
        found = power_cuts(home, steps, states, lies, lying=_LYING_STEPS)
        bad = found["damaged"]
        early = found["damaged at the first start"]
        table.add(
            "4", "the same on a disk that lies about the last 25 steps: damaged, not recovered",
            f"at most {lies // 1000}, 0 of {lies}",
            f"{bad}, {bad - found['recovered']} of {lies}"
            f" ({found['lost']} lost; {early} more damaged while still empty)",
            holds=bad <= lies / 1000 and bad == found["recovered"],
        )  # fmt: skip
        steps = traced(home / "traced-files", "files")
        for name, states_found in cut_files(home, steps, files).items():
            torn = states_found[TORN] + states_found["gone"]
            table.add("5", f"power cuts while files are written ({name}): torn or gone",
                      f"0 of {files}", f"{torn} of {files}"
                      f" ({states_found['whole']} whole)", holds=not torn)  # fmt: skip
    return table.holds


if __name__ == "__main__":
    figures()
