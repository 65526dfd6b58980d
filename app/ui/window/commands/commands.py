"""The commands of all menus together, and the way an action finds its own."""

from dataclasses import dataclass

from PySide6.QtGui import QAction

from app.ui.actions import specs
from app.ui.window.commands.edit import EditCommands
from app.ui.window.commands.file import FileCommands
from app.ui.window.commands.go import GoCommands
from app.ui.window.commands.help import HelpCommands
from app.ui.window.commands.mark import MarkCommands
from app.ui.window.commands.view import ViewCommands


@dataclass(frozen=True, slots=True)
class Commands:
    """One field for each menu, called as the menu is."""

    file: FileCommands
    edit: EditCommands
    mark: MarkCommands
    view: ViewCommands
    go: GoCommands
    help: HelpCommands

    def connect_actions(self, actions: dict[str, QAction]) -> None:
        """Connect every action with the method `do_<name of the action>` of its menu."""
        for spec in specs():
            menu = getattr(self, spec.menu.lower())
            actions[spec.name].triggered.connect(getattr(menu, f"do_{spec.name}"))
