"""Every act of the window in one table: its name, keys, icon and what it says.

Menus, tooltips and the list of keys are all made from here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from app.core.settings import Theme
from app.ui.qt.plain_text import tip_text
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One act. `keys` are its shortcuts; those of one letter work only on the page.

    `also` are words by which the palette finds it as well.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    checkable: bool = False
    also: str = ""


# In the order of the menus; None separates groups.
ACTIONS: Final[tuple[ActionSpec | None, ...]] = (
    ActionSpec("import_files", "Import files…", ("Ctrl+O",), "file-down", "File"),
    ActionSpec("import_folder", "Import a folder…", ("Ctrl+Shift+O",), "folder-open", "File"),
    ActionSpec("paste_import", "Paste a summary…", ("Ctrl+Shift+V",), "clipboard-paste", "File"),
    ActionSpec("watch_folder", "Watch a folder…", (), "eye", "File", checkable=True),
    ActionSpec("review_watched", "Review what the watched folder left", (), "eye", "File"),
    ActionSpec("resume_import", "Resume the interrupted import", (), "rotate-ccw", "File"),
    None,
    ActionSpec("starter_library", "Add the starter library", (), "library", "File"),
    ActionSpec("remove_starter", "Remove the starter library", (), "", "File"),
    None,
    ActionSpec("make_pack", "Share this list as a pack…", (), "layers", "File"),
    None,
    ActionSpec("backups", "Backups…", (), "rotate-ccw", "File", also="restore save copy safety"),
    None,
    ActionSpec("quit", "Quit", ("Ctrl+Q",), "", "File"),
    ActionSpec("copy", "Copy", (), "copy", "Edit"),
    ActionSpec("find", "Find on this page", ("Ctrl+F",), "search", "Edit"),
    ActionSpec("find_next", "Next match", ("F3",), "", "Edit"),
    ActionSpec("find_previous", "Previous match", ("Shift+F3",), "", "Edit"),
    ActionSpec("search", "Search everything", ("Ctrl+Shift+F",), "search", "Edit"),
    None,
    ActionSpec(
        "edit_details",
        "Edit details…",
        ("Ctrl+E",),
        "pencil",
        "Edit",
        also="correct title author date subjects",
    ),
    ActionSpec(
        "edit_text", "Edit text…", ("Ctrl+Shift+E",), "file-text", "Edit", also="correct facts"
    ),
    ActionSpec(
        "earlier_texts",
        "Earlier texts…",
        (),
        "clock",
        "Edit",
        also="history versions revisions compare go back",
    ),
    ActionSpec(
        "edit_subjects", "Subjects…", ("Ctrl+T",), "graduation-cap", "Edit", also="add topic tag"
    ),
    ActionSpec(
        "understand_again",
        "Understand again…",
        (),
        "rotate-ccw",
        "Edit",
        also="parse read reimport correct",
    ),
    None,
    ActionSpec("trash_summary", "Delete this summary", ("Ctrl+Shift+Del",), "trash-2", "Edit"),
    ActionSpec("restore_summary", "Restore this summary", ("Ctrl+Shift+R",), "", "Edit"),
    ActionSpec("delete_for_good", "Delete for good…", (), "", "Edit", also="erase remove trash"),
    ActionSpec("empty_trash", "Empty the trash…", (), "", "Edit", also="delete for good"),
    None,
    ActionSpec("own_words", "Synonyms…", (), "", "Edit"),
    ActionSpec(
        "settings", "Settings…", ("Ctrl+,",), "settings", "Edit", also="options preferences"
    ),
    ActionSpec("highlight", "Highlight", ("Ctrl+H",), "highlighter", "Mark"),
    ActionSpec("underline", "Underline", ("Ctrl+U",), "underline", "Mark"),
    ActionSpec("note", "New note", ("Ctrl+N",), "notebook-pen", "Mark"),
    ActionSpec("delete_mark", "Delete the highlight", (), "trash-2", "Mark"),
    None,
    ActionSpec("next_fact", "Next fact", ("Alt+Down",), "chevron-down", "Mark"),
    ActionSpec("previous_fact", "Previous fact", ("Alt+Up",), "", "Mark"),
    ActionSpec("star_fact", "Star the fact", (), "star", "Mark"),
    None,
    ActionSpec("star", "Star this summary", ("Ctrl+D",), "star", "Mark", checkable=True),
    ActionSpec("mark_unread", "Mark as unread", ("Ctrl+1",), "circle-dot", "Mark"),
    ActionSpec("mark_reading", "Mark as reading", ("Ctrl+2",), "book-open", "Mark"),
    ActionSpec("mark_done", "Mark as done", ("Ctrl+3",), "circle-check", "Mark"),
    ActionSpec("back", "Back", ("Alt+Left",), "arrow-left", "View"),
    ActionSpec("forward", "Forward", ("Alt+Right",), "arrow-right", "View"),
    None,
    ActionSpec("notebook", "Notebook", ("Ctrl+Shift+A",), "notebook-pen", "View"),
    ActionSpec("toggle_library", "Library panel", ("F9",), "library", "View", checkable=True),
    ActionSpec("toggle_notes", "Notes panel", ("F10",), "sticky-note", "View", checkable=True),
    ActionSpec(
        "show_highlights", "Show highlights", ("Ctrl+Shift+H",), "eye", "View", checkable=True
    ),
    None,
    ActionSpec("larger", "Larger text", ("Ctrl++", "Ctrl+="), "", "View", also="font size zoom in"),
    ActionSpec("smaller", "Smaller text", ("Ctrl+-",), "", "View", also="font size zoom out"),
    ActionSpec("normal_size", "Normal text size", ("Ctrl+0",), "", "View"),
    None,
    ActionSpec(
        "theme_light", "Light", (), "sun", "View", checkable=True, also="theme look colours"
    ),
    ActionSpec(
        "theme_sepia",
        "Sepia",
        (),
        "coffee",
        "View",
        checkable=True,
        also="theme look colours paper",
    ),
    ActionSpec(
        "theme_dark", "Dark", (), "moon", "View", checkable=True, also="theme look colours night"
    ),
    None,
    ActionSpec("full_screen", "Full screen", ("F11",), "", "View", checkable=True),
    ActionSpec("palette", "Go to anything…", ("Ctrl+K",), "", "Go"),
    ActionSpec("command_palette", "Run a command…", ("Ctrl+Shift+P",), "", "Go"),
    None,
    ActionSpec("focus_library", "Go to the library", ("F6",), "", "Go"),
    ActionSpec("focus_page", "Go to the page", ("F7",), "", "Go"),
    ActionSpec("focus_notes", "Go to the notes", ("F8",), "", "Go"),
    None,
    ActionSpec("first_fact", "Facts and figures", (), "", "Go"),
    ActionSpec("next_summary", "Next summary in the list", ("Ctrl+PgDown",), "", "Go"),
    ActionSpec("previous_summary", "Previous summary in the list", ("Ctrl+PgUp",), "", "Go"),
    ActionSpec(
        "keys", "Keyboard shortcuts", ("F1", "Shift+?"), "", "Help", also="shortcuts keyboard"
    ),
    ActionSpec("rebuild_index", "Rebuild the search index", (), "rotate-ccw", "Help"),
    ActionSpec("about", "About Bayaz", (), "info", "Help"),
)

# Single letters, which act only while the page has the focus.
PAGE_KEYS: Final = {
    "highlight": "H",
    "underline": "U",
    "note": "N",
    "next_fact": "J",
    "previous_fact": "K",
    "first_fact": "F",
    "star_fact": "S",
    "delete_mark": "Del",
    "find": "/",
}

SECTION_KEYS: Final = 9


def specs() -> Iterable[ActionSpec]:
    """Return the acts without the lines between their groups."""
    return (spec for spec in ACTIONS if spec is not None)


def make_actions(window: QWidget) -> dict[str, QAction]:
    """Return an action for every act, its keys working in the whole window."""
    actions: dict[str, QAction] = {}
    for spec in specs():
        page_key = PAGE_KEYS.get(spec.name)
        shown = " · ".join(filter(None, (page_key, spec.keys[0] if spec.keys else None)))
        # Behind a tab, menus show the keys; without one they show the shortcut, if there is any.
        action = QAction(f"{spec.text}\t{shown}" if page_key else spec.text, window)
        action.setIconText(spec.text)
        # An icon would take the place of the check mark.
        action.setIconVisibleInMenu(not spec.checkable)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(tip_text(f"{spec.text} ({shown})" if shown else spec.text))
        window.addAction(action)
        actions[spec.name] = action
    themes = QActionGroup(window)
    for theme in Theme:
        themes.addAction(actions[f"theme_{theme.value}"])
    return actions


def tint_actions(
    actions: dict[str, QAction], colours: ThemeColours, *, only: Collection[str] = ()
) -> None:
    """Draw the icons of all actions, or of some, in the colours of a theme."""
    for spec in specs():
        if spec.icon and (not only or spec.name in only):
            actions[spec.name].setIcon(icon(spec.icon, colours["muted"], colours["accent"]))
