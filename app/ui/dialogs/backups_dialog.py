"""The backups of the library: what each holds, making one, bringing the library back to one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.backup_messages import (
    counts_words,
    difference_words,
    fault_words,
    made_words,
    merge_words,
    reason_words,
)
from app.core.backup.model import SUFFIX, Backup, Reason
from app.ui.qt.plain_text import PlainLabel, message_text, one_line
from app.ui.session.backup_service import BackupService

_COLUMNS: Final = ("Made", "Why", "Summaries", "Notes", "Highlights")
_KINDS: Final = ("summary", "note", "highlight")
_SHOW_EVERY: Final = 100
_ROW_HEIGHT: Final = 28
_MADE_WIDTH: Final = 170


class BackupsDialog(QDialog):
    """Lists the backups; `restored` says afterwards whether the library was brought back to one."""

    def __init__(self, service: BackupService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Backups")
        self._service = service
        self.restored = False
        self.list = QTreeWidget(self)
        self.list.setAccessibleName("Backups, the newest first")
        self.list.setHeaderLabels(_COLUMNS)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.empty = _label("There is no backup yet. Bayaz makes one every day you use it.")
        self.facts = _label("")
        self.copies = _label("")
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.now_button = QPushButton("Back up now", self)
        self.copy_button = QPushButton("Save a backup as…", self)
        self.second_button = QPushButton(self)
        self.restore_button = QPushButton("Restore…", self)
        self.file_button = QPushButton("Restore from a file…", self)
        for button in self.findChildren(QPushButton):
            # Enter in the list restores, and does nothing else.
            button.setAutoDefault(False)
        self._lay_out()
        self.now_button.clicked.connect(self._back_up)
        self.copy_button.clicked.connect(self._save_as)
        self.second_button.clicked.connect(self._choose_second)
        self.restore_button.clicked.connect(self._restore_chosen)
        self.file_button.clicked.connect(self._restore_file)
        self.list.currentItemChanged.connect(self._show_facts)
        self.list.itemActivated.connect(self._restore_chosen)
        service.started.connect(self._show_progress)
        service.progressed.connect(self._set_progress)
        service.finished.connect(self._show_finished)
        service.failed.connect(self._show_failed)
        self._fill()
        self._show_progress() if service.running else self.progress.hide()

    def _lay_out(self) -> None:
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        closing.rejected.connect(self.reject)
        making, bringing = QHBoxLayout(), QHBoxLayout()
        for button in (self.now_button, self.copy_button, self.second_button):
            making.addWidget(button)
        making.addStretch()
        for button in (self.restore_button, self.file_button):
            bringing.addWidget(button)
        bringing.addStretch()
        bringing.addWidget(closing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(
            _label(
                "A backup holds all summaries, notes, highlights and settings. Each is read back"
                " before it counts. Kept are the 5 latest, one for each of 7 days, one for each"
                " of 4 weeks."
            )
        )
        layout.addLayout(making)
        layout.addWidget(self.copies)
        layout.addWidget(self.progress)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.facts)
        layout.addLayout(bringing)
        self.resize(720, 520)

    def _fill(self) -> None:
        self.list.clear()
        for backup in self._service.all():
            item = QTreeWidgetItem(self.list, _cells(backup))
            item.setData(0, Qt.ItemDataRole.UserRole, backup)
            item.setSizeHint(0, QSize(_MADE_WIDTH, _ROW_HEIGHT))
            for column in range(2, len(_COLUMNS)):
                item.setTextAlignment(
                    column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                )
        header = self.list.header()
        header.setMinimumHeight(_ROW_HEIGHT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, _MADE_WIDTH)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        newest = self.list.topLevelItem(0)
        if newest is not None:
            self.list.setCurrentItem(newest)
        self.empty.setVisible(not self.list.topLevelItemCount())
        self.list.setVisible(bool(self.list.topLevelItemCount()))
        second = self._service.second_folder
        self.second_button.setText("Stop copying to it" if second else "Copy to a second folder…")
        self.copies.setText(f"Each is also copied to {second}, if that is there." if second else "")
        self.copies.setVisible(bool(second))
        self._show_facts()

    def _show_facts(self) -> None:
        backup = self._chosen
        usable = backup is not None and backup.usable
        self.restore_button.setEnabled(usable and not self._service.running)
        if backup is None:
            self.facts.setText("")
        elif backup.usable:
            self.facts.setText(f"{counts_words(backup.counts)}\n{backup.path}")
        else:
            self.facts.setText(f"{fault_words(backup)}\n{backup.path}")

    @property
    def _chosen(self) -> Backup | None:
        item = self.list.currentItem()
        chosen: Backup | None = item.data(0, Qt.ItemDataRole.UserRole) if item else None
        return chosen

    # Making

    def _back_up(self) -> None:
        self._service.make(Reason.ASKED)

    def _save_as(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save a backup", f"bayaz{SUFFIX}", f"Backups (*{SUFFIX})"
        )
        if not name:
            return
        path = Path(name) if name.endswith(SUFFIX) else Path(f"{name}{SUFFIX}")
        if path != Path(name) and path.exists():
            self.facts.setText(f"{path.name} is there already. Choose another name.")
            return
        made = self._service.make_at(path)
        if made is not None:
            self.facts.setText(f"Saved and read back: {counts_words(made.counts)}\n{made.path}")

    def _choose_second(self) -> None:
        if self._service.second_folder:
            self._service.set_second_folder(None)
        else:
            name = QFileDialog.getExistingDirectory(self, "Copy every backup to")
            if name:
                self._service.set_second_folder(name)
        self._fill()

    def _show_progress(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        for button in (self.now_button, self.restore_button, self.file_button):
            button.setEnabled(False)

    def _set_progress(self, count: int, total: int) -> None:
        if count % _SHOW_EVERY == 0:
            self.progress.setRange(0, total)
            self.progress.setValue(count)

    def _show_finished(self, _made: Backup) -> None:
        self._end_progress()
        self._fill()

    def _show_failed(self, words: str) -> None:
        self._end_progress()
        self.facts.setText(words)

    def _end_progress(self) -> None:
        self.progress.hide()
        for button in (self.now_button, self.file_button):
            button.setEnabled(True)
        self._show_facts()

    # Restoring

    def _restore_chosen(self) -> None:
        backup = self._chosen
        if backup is not None and backup.usable and not self._service.running:
            self.restore(backup.path)

    def _restore_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Restore a backup", "", f"Backups (*{SUFFIX});;All files (*)"
        )
        if name:
            self.restore(Path(name))

    def restore(self, path: Path) -> None:
        """Say what restoring a backup would change, and do what the reader decides."""
        changes = self._service.preview(path)
        if changes is None:
            self.facts.setText(f"{path.name} cannot be restored: it is damaged or no backup.")
            return
        lines = difference_words(changes)
        if not lines:
            self.facts.setText("The library is what this backup holds already.")
            return
        match self._ask(path, lines):
            case "restore":
                done = self._service.restore(path, self._step) is not None
                self._end_progress()
                said = ["Restored. What was there before is the newest backup in this list."]
            case "merge":
                report = self._service.merge(path)
                done = report is not None
                said = merge_words(report, dry=False) if report is not None else []
            case _:
                return
        if not done:
            self.facts.setText("Nothing was changed.")
            return
        self.restored = True
        self._fill()
        self.facts.setText("\n".join(said))

    def _ask(self, path: Path, lines: Sequence[str]) -> str:
        """Return whether to "restore", to "merge", or '' to do nothing."""
        box = QMessageBox(self)
        box.setWindowTitle("Restore")
        box.setText("Bring the library back to this backup?")
        changes = "\n".join(f"•  {line}" for line in lines)
        box.setInformativeText(
            message_text(
                f"{changes}\n\nMerge only adds what you do not have, and keeps both texts where"
                " something was changed in two places. Restore counts as a change for devices that"
                " you sync with. A backup of what you have now is made first."
            )
        )
        # Qt shows these in a field, as they are.
        box.setDetailedText(one_line(str(path), 1_000))
        restore = box.addButton("Restore", QMessageBox.ButtonRole.AcceptRole)
        merge = box.addButton("Merge", QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return "restore" if clicked is restore else "merge" if clicked is merge else ""

    def _step(self, count: int, total: int) -> bool:
        if count % _SHOW_EVERY == 0:
            self.progress.show()
            self.progress.setRange(0, total)
            self.progress.setValue(count)
            # The transaction is the window's: nothing else may write in the middle of it.
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return True


def _cells(backup: Backup) -> list[str]:
    if backup.about is None:
        return [backup.path.name, fault_words(backup), "", "", ""]
    why = reason_words(backup.about.reason)
    counts = [str(backup.counts.get(kind, 0)) for kind in _KINDS]
    return [made_words(backup.about.made_at), why[:1].upper() + why[1:], *counts]


def _label(words: str) -> PlainLabel:
    return PlainLabel(words, wrap=True)
