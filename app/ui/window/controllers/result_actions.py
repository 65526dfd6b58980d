"""What can be done with several results of a search at once."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.atomic import write_file
from app.core.library.model import SummaryRow
from app.messages import untitled
from app.ui.dialogs import confirmations as questions
from app.ui.session.session import Session
from app.ui.widgets.toast import Toast
from app.ui.window.controllers.library_actions import LibraryActions

if TYPE_CHECKING:
    from app.core.search.results.results import Hit
    from app.core.sharing.result_export import ListedHit

_MARKDOWN: Final = "Markdown (*.md)"
_TABLE: Final = "Table for a spreadsheet (*.csv)"


class ResultActions(QObject):
    """Acts on the picked results, or on the summaries they belong to.

    Signals:
        list_wanted(list[str]): show these summaries as the list of the library.
    """

    list_wanted = Signal(object)

    def __init__(
        self, session: Session, library_actions: LibraryActions, toast: Toast, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._library_actions = library_actions
        self._toast = toast
        self._window = window

    def act(self, name: str, hits: "list[Hit]") -> None:
        """Do what a button of the search page says."""
        ids = [row.id for row in self._rows(hits)]
        match name:
            case "copy":
                self._copy(hits)
            case "export":
                self._export(hits)
            case _ if not ids:
                self._session.changes.failed.emit("None of these results belongs to a summary.")
            case "star":
                self._session.bulk.star(ids)
            case "subject":
                self._add_subject(ids)
            case "pack":
                self._library_actions.give_away(ids)
            case "open":
                self.list_wanted.emit(ids)

    # Inside

    def _rows(self, hits: "list[Hit]") -> list[SummaryRow]:
        """Return the summaries to which results belong, in the order of the results."""
        ids = dict.fromkeys(hit.summary_id for hit in hits if hit.summary_id)
        return self._session.bulk.rows(list(ids))

    def _add_subject(self, ids: list[str]) -> None:
        from app.ui.dialogs.subject_dialog import ask_subject

        subject_id = ask_subject(self._session.workspace.syllabus, self._window)
        if subject_id:
            self._session.bulk.add_subject(ids, subject_id)

    def _copy(self, hits: "list[Hit]") -> None:
        from app.core.sharing.result_export import as_text

        QGuiApplication.clipboard().setText(as_text(self._listed(hits)))
        self._toast.show_message(f"{_counted(len(hits))} copied.")

    def _export(self, hits: "list[Hit]") -> None:
        from app.core.sharing.result_export import as_csv, as_markdown

        name, chosen = QFileDialog.getSaveFileName(
            self._window, "Export the list", "results.md", f"{_MARKDOWN};;{_TABLE}"
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".md", ".csv"):
            path = path.with_name(f"{path.name}{'.csv' if chosen == _TABLE else '.md'}")
        if not questions.confirm_replace(self._window, Path(name), path):
            return
        listed = self._listed(hits)
        if path.suffix.lower() == ".csv":
            data = as_csv(listed)
        else:
            data = as_markdown(listed, f"{_counted(len(hits))} of a search").encode()
        try:
            write_file(path, data)
        except OSError as error:
            self._session.changes.failed.emit(
                f"The list could not be written to {path.parent}: {error.strerror}. Choose another"
                " place."
            )
            return
        self._toast.show_message(f"{_counted(len(hits))} saved in {path.name}.")

    def _listed(self, hits: "list[Hit]") -> "list[ListedHit]":
        from app.core.sharing.result_export import ListedHit

        rows = {row.id: row for row in self._rows(hits)}
        listed = []
        for hit in hits:
            row = rows.get(hit.summary_id)
            title = hit.title or (untitled(row.opening) if row else "Note")
            author, paper = (row.author or "", row.publication or "") if row else ("", "")
            day = row.date if row else None
            listed.append(ListedHit(title, author, paper, day, hit.excerpt.text))
        return listed


def _counted(count: int) -> str:
    return "1 result" if count == 1 else f"{count} results"
