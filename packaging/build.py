"""Build the stand-alone program into dist/bayaz, and try it as a new user would.

On Windows, or under Wine, into dist/windows/bayaz. With --no-tests it is not tried.
"""

import os
import subprocess
import sys
from pathlib import Path

from notices import notices
from places import BUILD, HERE, ICONS, NOTICES, ROOT, built, version
from version_info import version_info


def main() -> int:
    """Draw the icons, build, try; return the exit code."""
    draw_icons(ICONS)
    information = version_info(version(), NOTICES)
    (BUILD / "version.txt").write_text(information, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN",
            "--distpath", str(built().parent), "--workpath", str(BUILD / f"pyinstaller-{os.name}"),
            str(HERE / "bayaz.spec"),
        ],
        check=False, cwd=ROOT,
    ).returncode  # fmt: skip
    if done:
        return done
    finish(built())
    files = [path for path in built().rglob("*") if path.is_file()]
    size = sum(path.lstat().st_size for path in files) / 1e6
    print(f"{built().relative_to(ROOT)}: {len(files)} files, {size:.0f} MB", flush=True)
    if "--no-tests" in sys.argv:
        return 0
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(ROOT / "tests" / "bundle"), *sys.argv[1:]],
        check=False, cwd=ROOT,
    ).returncode  # fmt: skip


def finish(folder: Path) -> None:
    """Add the licences, and on Windows give the program with a console its name."""
    (folder / "LICENSE.txt").write_bytes((ROOT / "LICENSE").read_bytes())
    (folder / NOTICES).write_text(notices(), encoding="utf-8")
    if os.name == "nt":
        (folder / "bayaz-console.exe").replace(folder / "bayaz.com")
        # The same code as in bayaz.pkg, which serves both.
        (folder / "bayaz-console.pkg").unlink()


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
