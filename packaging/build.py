"""Build the stand-alone program into dist/bayaz, and try it as a new user would."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PROGRAM = ROOT / "dist" / "bayaz" / ("bayaz.exe" if os.name == "nt" else "bayaz")


def main() -> int:
    """Draw the icons, build, try; return the exit code."""
    draw_icons(ROOT / "build" / "icons")
    built = subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN",
            "--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "pyinstaller"),
            str(HERE / "bayaz.spec"),
        ],
        check=False, cwd=ROOT,
    ).returncode  # fmt: skip
    if built:
        return built
    files = [path for path in PROGRAM.parent.rglob("*") if path.is_file()]
    size = sum(path.lstat().st_size for path in files) / 1e6
    print(f"{PROGRAM.parent.relative_to(ROOT)}: {len(files)} files, {size:.0f} MB", flush=True)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(ROOT / "tests" / "bundle"), *sys.argv[1:]],
        check=False, cwd=ROOT,
    ).returncode  # fmt: skip


def draw_icons(folder: Path) -> None:
    """Save the program's icon in the forms that Windows and macOS want."""
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    image = QImage(QSize(256, 256), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "bayaz.svg")).render(painter)
    painter.end()
    for form in ("png", "ico", "icns"):
        image.save(str(folder / f"bayaz.{form}"))
    del application


if __name__ == "__main__":
    sys.exit(main())
