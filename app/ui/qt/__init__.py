"""Small gaps in Qt and PySide6, each filled once."""
