"""The lines above the results: how many there are, a suggestion, and the options."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.qt.plain_text import PlainLabel, set_button_text, tip_text
from app.ui.style.icons import icon, pixmap
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import chip, tool_button

if TYPE_CHECKING:
    from app.core.search.results.results import Results

_SIMILAR_TIP = (
    "On: also finds other spellings, related words and likely typing errors.\n"
    "Off: finds only the words exactly as you typed them."
)


class ResultHeader(QWidget):
    """Shows the number of results, and the options of this search.

    Signals:
        meant_taken(str): search for these words instead.
        save_toggled(bool): save this search, or forget it.
        similar_toggled(bool): allow similar words, or not.
        own_words_wanted(): edit the reader's own words.
        narrow_opening(QMenu): the menu of the facets is about to show.
    """

    meant_taken = Signal(str)
    save_toggled = Signal(bool)
    similar_toggled = Signal(bool)
    own_words_wanted = Signal()
    narrow_opening = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: ThemeColours | None = None
        self.line = PlainLabel(self)
        self.line.setObjectName("meta")
        self.line.setWordWrap(True)
        self.star = tool_button(self, tip="Save this search", checkable=True)
        self.star.clicked.connect(self.save_toggled)
        self.star.toggled.connect(self._draw_star)
        self.similar = chip(self, "Include similar words", tip=_SIMILAR_TIP, checkable=True)
        self.similar.setChecked(True)
        self.similar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.similar.toggled.connect(self.similar_toggled)
        self.own_words = tool_button(
            self, text="Synonyms…", tip="Words that mean the same to you, such as khi = karachi"
        )
        self.own_words.clicked.connect(self.own_words_wanted)
        self.narrow = chip(self, "Filters", tip="Filter the results by subject, paper, year …")
        self.narrow.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.narrow)
        self._menu.aboutToShow.connect(self._menu_opens)
        self.narrow.setMenu(self._menu)
        for button in (self.star, self.own_words, self.narrow):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.meant = QPushButton(self)
        self.meant.setProperty("flat", True)  # noqa: FBT003
        self.meant.clicked.connect(self._take_meant)
        self.meant.hide()
        self._meant_words = ""
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.line, 1)
        for widget in (self.star, self.narrow, self.similar, self.own_words):
            first.addWidget(widget)
        layout = QVBoxLayout(self)
        # A flat button has its padding inside: its words begin where those of the line do.
        layout.setContentsMargins(10, 10, 8, 0)
        self.line.setContentsMargins(6, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addWidget(self.meant, alignment=Qt.AlignmentFlag.AlignLeft)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._colours = colours
        self.narrow.setIcon(icon("chevron-down", colours["muted"]))
        self.narrow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._draw_star()

    def show_narrow(self, *, shown: bool) -> None:
        """Show or hide the button that opens the facets as a menu."""
        self.narrow.setVisible(shown)

    def show_saved(self, *, saved: bool) -> None:
        """Show whether this search is saved."""
        self.star.setChecked(saved)
        tip = "Forget this saved search" if saved else "Save this search"
        self.star.setToolTip(tip_text(tip))
        self.star.setAccessibleName(tip)

    def show_similar(self, *, similar: bool) -> None:
        """Show whether similar words are included, without searching again."""
        before = self.similar.blockSignals(True)  # noqa: FBT003
        self.similar.setChecked(similar)
        self.similar.blockSignals(before)

    def say(self, results: "Results") -> None:
        """Show how much was found, and what else may have been meant."""
        ignored = results.query.ignored
        parts = ["1 result" if results.total == 1 else f"{results.total:,} results"]
        if results.plain:
            parts.append("The index is being built; these are simple word matches")
        if ignored:
            parts.append(f"ignored: {', '.join(ignored)}")
        self.line.setText(" · ".join(parts))
        self._meant_words = results.did_you_mean or ""
        set_button_text(self.meant, f"Did you mean “{self._meant_words}”?")
        self.meant.setVisible(bool(self._meant_words))

    # Inside

    def _menu_opens(self) -> None:
        self.narrow_opening.emit(self._menu)

    def _draw_star(self, *_: object) -> None:
        if self._colours is not None:
            on = self.star.isChecked()
            colour = self._colours["accent" if on else "muted"].name()
            self.star.setIcon(pixmap("star", colour, 18, self.devicePixelRatioF(), filled=on))

    def _take_meant(self) -> None:
        self.meant_taken.emit(self._meant_words)
