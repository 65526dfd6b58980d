"""The right side of the import page: the form of one draft, or a sentence in its place."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.importing.drafting.review import ReviewItem
from app.core.library.syllabus import Syllabus
from app.ui.importing.draft_form import DraftForm
from app.ui.style.theme import ThemeColours
from app.ui.widgets.empty_state import EmptyState


class DraftPane(QStackedWidget):
    """Shows a draft to be corrected, or says why there is none."""

    def __init__(self, syllabus: Syllabus, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = DraftForm(syllabus, self)
        self._reason = EmptyState("clipboard-paste", self)
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
        self.form.show_draft(item.draft)
        self.setCurrentWidget(self.form)

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a draft."""
        self._reason.say(sentence)
        self.setCurrentWidget(self._reason)
