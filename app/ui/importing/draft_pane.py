"""The right side of the import page: the form of one draft, or a sentence in its place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.importing.drafting.batch import Rejection
from app.core.importing.drafting.review import ReviewItem
from app.core.importing.refusal import Refusal
from app.core.library.syllabus import Syllabus
from app.messages import refusal_words
from app.ui.importing.draft_form import DraftForm
from app.ui.style.theme import ThemeColours
from app.ui.widgets.empty_state import EmptyState


class DraftPane(QStackedWidget):
    """Shows a draft to be corrected, or says why there is none.

    Signals:
        take_asked(): the text that is shown as set aside is to be taken as it is.
    """

    take_asked = Signal()

    def __init__(self, syllabus: Syllabus, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = DraftForm(syllabus, self)
        self._reason = EmptyState("clipboard-paste", self)
        self.take = self._reason.button
        self._reason.action_chosen.connect(self.take_asked)
        self.addWidget(self._reason)
        self.addWidget(self.form)

    @property
    def shows_draft(self) -> bool:
        """Whether a draft is in sight, and not a sentence."""
        return self.currentWidget() is self.form

    @property
    def sentence(self) -> str:
        """The sentence that was said last."""
        return self._reason.sentence

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self.form.set_colours(colours)
        self._reason.set_colours(colours)

    def show_draft(self, item: ReviewItem) -> None:
        """Show a draft."""
        self.form.show_draft(item.draft, _why_aside(item))
        self.setCurrentWidget(self.form)

    def update_draft(self, item: ReviewItem) -> None:
        """Show the same draft after it was read again; corrections stay."""
        self.form.update_draft(item.draft, _why_aside(item))
        self.setCurrentWidget(self.form)

    def show_aside(self, aside: Rejection) -> None:
        """Say why a text was set aside, and offer to take it."""
        self._reason.say(f"Set aside. {refusal_words(aside.reason)}", "Take as it is")
        self.setCurrentWidget(self._reason)

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a draft."""
        self._reason.say(sentence)
        self.setCurrentWidget(self._reason)


def _why_aside(item: ReviewItem) -> Refusal | None:
    return item.aside.reason if item.aside else None
