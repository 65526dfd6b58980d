"""Which actions can be chosen, and which are checked."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.core.settings import Settings, Theme
from app.ui.window.controllers.import_controller import ImportController
from app.ui.window.navigator import Navigator
from app.ui.window.page_stack import PageStack


class ActionState(QObject):
    """Keeps the actions in line with the page on show and the settings.

    Those of the side panels are kept by `SidePanels`, those of undo and redo by Qt.
    """

    def __init__(
        self,
        actions: dict[str, QAction],
        navigator: Navigator,
        centre: PageStack,
        importing: ImportController,
        window: QObject,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._navigator = navigator
        self._centre = centre
        self._importing = importing

    def show_place(self) -> None:
        """Follow the reader to another page."""
        history = self._navigator.history
        self._actions["back"].setEnabled(history.can_go_back)
        self._actions["forward"].setEnabled(history.can_go_forward)
        self.show_summary()

    def show_summary(self, *_: object) -> None:
        """Enable what can be done with the open summary in its present state."""
        reader = self._centre.shown_reader
        trashed = reader is not None and reader.in_trash
        self._actions["restore_summary"].setEnabled(trashed)
        self._actions["delete_for_good"].setEnabled(trashed)
        self._actions["trash_summary"].setEnabled(reader is not None and not trashed)
        self._actions["star"].setChecked(reader is not None and reader.starred)

    def show_settings(self, settings: Settings) -> None:
        """Check what the settings say."""
        for theme in Theme:
            self._actions[f"theme_{theme.value}"].setChecked(theme is settings.theme)
        self._actions["show_highlights"].setChecked(settings.show_highlights)
        self._actions["watch_folder"].setChecked(settings.watched_folder is not None)

    def show_waiting_imports(self) -> None:
        """Offer to go on with an import only while one waits; asked for when a menu opens."""
        self._actions["resume_import"].setEnabled(self._importing.interrupted)
        self._actions["review_watched"].setEnabled(self._importing.left)
