"""The signals by which every panel hears what has changed in the library and the notebook."""

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """Everything the session announces. The session emits; panels only connect.

    Signals:
        library_changed(): summaries were added, removed, or given other subjects.
        summary_changed(SummaryRow): one summary's reading state or star changed.
        fact_changed(Fact): a fact was starred or unstarred.
        notes_changed(): notes were added, removed, or changed.
        note_added(Note), note_changed(Note), note_removed(str): the same, note by note.
        highlights_changed(HighlightChange): highlights were added, removed, or changed.
        colours_renamed(): the reader gave a colour another name.
        message_shown(str): something was done, and can be undone, that is worth a toast.
        told(str): something was done that cannot be undone, and is worth a toast.
        failed(str): something could not be done; the text says why in plain words.
    """

    library_changed = Signal()
    summary_changed = Signal(object)
    fact_changed = Signal(object)
    notes_changed = Signal()
    note_added = Signal(object)
    note_changed = Signal(object)
    note_removed = Signal(str)
    highlights_changed = Signal(object)
    colours_renamed = Signal()
    message_shown = Signal(str)
    told = Signal(str)
    failed = Signal(str)
