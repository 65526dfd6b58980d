"""Acts on several summaries at once: each is one step, to be undone as one."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance

from app.core.library.filters import LibraryFilter
from app.core.library.model import SummaryRow
from app.core.workspace import Workspace


class BulkEdits:
    """A part of the session: it calls, and lets the session announce what has changed."""

    def __init__(
        self,
        workspace: Workspace,
        do: Callable[[str, Callable[[], None], Callable[[], None]], bool],
        library_changed: Callable[[], None],
        summary_changed: SignalInstance,
        said: SignalInstance,
    ) -> None:
        self._workspace = workspace
        self._do = do
        self._library_changed = library_changed
        self._summary_changed = summary_changed
        self._said = said

    def rows(self, summary_ids: list[str]) -> list[SummaryRow]:
        """Return those of these summaries that are not in the trash, in their order."""
        if not summary_ids:
            return []
        chosen = LibraryFilter(ids=tuple(summary_ids))
        rows = {row.id: row for row in self._workspace.library.rows(chosen)}
        return [rows[summary_id] for summary_id in summary_ids if summary_id in rows]

    def star(self, summary_ids: list[str]) -> None:
        """Star those that have no star; if all have one, take the stars away."""
        rows = self.rows(summary_ids)
        starred = not all(row.starred for row in rows)
        wanted = [row.id for row in rows if row.starred is not starred]

        def act(value: bool) -> None:  # noqa: FBT001
            self._workspace.library.star_all(wanted, starred=value)
            for row in self.rows(wanted):
                self._summary_changed.emit(row)

        what = _counted(len(wanted))
        done = self._do(
            f"{'star' if starred else 'unstar'} {what}",
            lambda: act(starred),
            lambda: act(not starred),
        )
        if done:
            self._said.emit(f"{what.capitalize()} {'starred' if starred else 'without star now'}.")

    def add_subject(self, summary_ids: list[str], subject_id: str) -> None:
        """Let summaries serve one subject more."""
        library = self._workspace.library
        name = self._workspace.syllabus.subject(subject_id).name
        wanted = [
            row.id
            for row in self.rows(summary_ids)
            if subject_id not in library.subjects_of(row.id)
        ]
        if not wanted:
            self._said.emit(f"All of them are under {name} already.")
            return

        def act() -> None:
            library.add_subject(wanted, subject_id)
            self._library_changed()

        def undo() -> None:
            library.remove_subject(wanted, subject_id)
            self._library_changed()

        what = _counted(len(wanted))
        if self._do(f"add {name} to {what}", act, undo):
            self._said.emit(f"{what.capitalize()} put under {name}.")


def _counted(count: int) -> str:
    return "1 summary" if count == 1 else f"{count} summaries"
