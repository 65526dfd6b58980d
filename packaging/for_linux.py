"""What is handed out for Linux: bayaz.tar.xz, to unpack anywhere, and a .deb."""

import io
import lzma
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from linked import depends
from places import (
    BUILT,
    DESCRIPTION,
    HANDED_OUT,
    HERE,
    ICONS,
    MAINTAINER,
    NOTICES,
    ROOT,
    moment,
    version,
)
from tree import Tree

PARTS = HERE / "linux"
INSTALLED_IN = "usr/lib/bayaz"
# The first turns jumps in the programs' code into a form that packs better: a sixth less.
FILTERS = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9}]
CONTROL = """\
Package: bayaz
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: education
Priority: optional
Description: {description}
 Bayaz understands pasted web pages, chats, PDF and Word files as summaries of editorials with their
 facts and subjects. They can be read, highlighted, annotated and searched, in English and Urdu.
"""
# Qt opens these by itself when a window is drawn by X; without a display, none of them is needed.
FOR_X11 = "libegl1, libgl1, libxcb-shm0, libxcb-shape0, shared-mime-info, desktop-file-utils"


def pack_for_linux() -> list[Path]:
    """Write the two files and return where they are."""
    HANDED_OUT.mkdir(parents=True, exist_ok=True)
    return [tar_xz(), deb()]


def tar_xz() -> Path:
    """Write the program with what a desktop needs to know it into one folder to unpack."""
    tree = Tree()
    tree.add_folder(BUILT, "bayaz")
    for name, content in desktop_files().items():
        tree.files[f"bayaz/share/{name}"] = content
    path = HANDED_OUT / f"bayaz-{version()}-linux-x86_64.tar.xz"
    path.write_bytes(packed(tree))
    return path


def deb() -> Path:
    """Write the Debian package."""
    tree = Tree()
    tree.add_folder(BUILT, INSTALLED_IN)
    tree.links["usr/bin/bayaz"] = "../lib/bayaz/bayaz"
    tree.files["usr/share/doc/bayaz/copyright"] = copyright_file()
    for name, content in desktop_files().items():
        tree.files[f"usr/share/{name}"] = content
    control = Tree()
    control.files["control"] = CONTROL.format(
        version=version(), maintainer=MAINTAINER, size=-(-tree.size() // 1024),
        depends=depends(BUILT), recommends=FOR_X11, description=DESCRIPTION,
    ).encode()  # fmt: skip
    path = HANDED_OUT / f"bayaz_{version()}_amd64.deb"
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": packed(control, "./"),
        "data.tar.xz": packed(tree, "./"),
    }
    path.write_bytes(b"!<arch>\n" + b"".join(map(ar_member, members, members.values())))
    return path


def desktop_files() -> dict[str, Path | bytes]:
    """Return by their place below share/: the menu's entry, kinds of files, metadata, icons."""
    day = datetime.fromtimestamp(moment(), UTC).date().isoformat()
    metainfo = (PARTS / "bayaz.metainfo.xml").read_text(encoding="utf-8")
    metainfo = metainfo.replace("@VERSION@", version()).replace("@DATE@", day)
    return {
        "applications/bayaz.desktop": PARTS / "bayaz.desktop",
        "mime/packages/bayaz.xml": PARTS / "bayaz-mime.xml",
        "metainfo/bayaz.metainfo.xml": metainfo.encode(),
        "icons/hicolor/256x256/apps/bayaz.png": ICONS / "bayaz.png",
        "icons/hicolor/scalable/apps/bayaz.svg": ROOT / "resources" / "icons" / "bayaz.svg",
    }


def copyright_file() -> bytes:
    """Return our licence and where the others' notices are."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return f"{licence}\nWhat others wrote: /{INSTALLED_IN}/{NOTICES}\n".encode()


def packed(tree: Tree, root: str = "") -> bytes:
    """Return a tree as tar.xz; `root` stands before each name."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as archive:
        tree.write(archive, root)
    return lzma.compress(stream.getvalue(), format=lzma.FORMAT_XZ, filters=FILTERS)


def ar_member(name: str, data: bytes) -> bytes:
    """Return one member of the archive that a .deb is."""
    owner = f"{name:<16}{moment():<12}{0:<6}{0:<6}{0o100644:<8o}{len(data):<10}`\n"
    return owner.encode() + data + b"\n" * (len(data) % 2)
