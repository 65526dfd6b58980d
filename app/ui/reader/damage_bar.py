"""The bar above a page of which something is not what was stored."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.core.storage.checking.checksums import DamagedRecord
from app.messages import damage_words
from app.ui.qt.plain_text import PlainLabel
from app.ui.session.session import Session

_TIP = "Take what is stored now for right, so that it can be changed again"


class DamageBar(QWidget):
    """Says what is damaged of a summary, its highlights and notes, and offers to keep it so."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._damaged: tuple[DamagedRecord, ...] = ()
        self.setObjectName("trashBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = PlainLabel(self)
        self.label.setWordWrap(True)
        self.keep = QPushButton("Keep as it is", self)
        self.keep.setToolTip(_TIP)
        self.keep.clicked.connect(self._keep)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.keep)
        self.hide()

    def look_at(self, summary_id: str) -> None:
        """Show what is damaged of a summary; hide if nothing is."""
        self._damaged = self._session.integrity.damage_of(summary_id)
        words = [damage_words(one) for one in self._damaged[:3]]
        if len(self._damaged) > 3:
            words.append(f"And {len(self._damaged) - 3} more.")
        self.label.setText(" ".join((*words, "Nothing is written over it.")))
        self.setVisible(bool(self._damaged))

    def _keep(self) -> None:
        if self._session.integrity.accept(self._damaged):
            self.hide()
