"""The whole program in a process of its own, with a note that was typed a moment ago.

Run as a script with what is to be typed, and `full` if the disk is to be full by then, or `text` if
it is to be typed into the text of a summary that is being corrected, or `details` into its title.
"""

import os
import signal
import sys
from argparse import Namespace


def main() -> None:
    """Open the window, type into a new note, and say so on stdout."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLineEdit

    from app.ui import application
    from app.ui.editing.edit_dialog import EditDialog
    from app.ui.editing.text_dialog import TextDialog
    from app.ui.window.main_window import MainWindow
    from tests.torture.full_disk import FullDisk

    # Whoever runs the tests may ignore them, as `nohup` does, and what they start would too.
    for name in ("SIGHUP", "SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    words, full, text = sys.argv[1], "full" in sys.argv[2:], "text" in sys.argv[2:]
    details = "details" in sys.argv[2:]
    start = MainWindow.start

    def start_and_type(window: MainWindow) -> None:
        start(window)
        if full:
            FullDisk(window.session.workspace).fill()

        def write() -> None:
            window.note_controller.write_free()
            editor = window.notes.editor
            editor.text.setPlainText(words)
            # As if it had been typed this very moment.
            for timer in (editor.saver.pause, editor.saver.limit):
                timer.setInterval(3_600_000)
                timer.start()
            os.write(1, b"typed\n")

        def correct() -> None:
            importer = window.session.workspace.importer
            accepted = importer.accept(importer.read_starter_library().drafts[0])
            QTimer.singleShot(0, window, type_into)
            if text:
                window.edit_controller.edit_text(accepted.summary_id)
            else:
                window.edit_controller.edit_details(accepted.summary_id)

        def type_into() -> None:
            for dialog in window.findChildren(EditDialog):
                if isinstance(dialog, TextDialog):
                    dialog.text.setPlainText(words)
                else:
                    dialog.findChildren(QLineEdit)[0].setText(words)
                os.write(1, b"typed\n")

        QTimer.singleShot(0, window, correct if text or details else write)

    MainWindow.start = start_and_type  # type: ignore[method-assign]
    sys.exit(
        application.run(Namespace(command=None, library=None, screenshots=None, new_library=False))
    )


if __name__ == "__main__":
    main()
