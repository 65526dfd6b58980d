"""The process that reads pages, watched by strace: no connection, and no file but those it needs."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.self_command import self_command, self_environment

ROOT = Path(__file__).resolve().parents[3]
SUMMARY = (
    "Editorial Summary\nThe last ferry _ Author – Khurram Husain\n- 06/13/2025\n"
    "- Posted by: cssplatformbytha.com\n- Category: Dawn Editorial Summary\n\n"
    "The ferry at the old crossing has been out of repair since spring, and those who used it now"
    " walk nine miles to a bridge that was built for carts and not for crowds.\nOverview:\n"
    "The article asks who is to repair a ferry that nobody owns and that everybody needs to cross.\n"
)
# Where hostile pages point: another computer, and a file beside the page by all its names.
TARGETS = ("http://192.0.2.7/{bait}", "//192.0.2.7/share/{bait}", "{uri}", "{path}", "{bait}")
SHAPES = (
    '<img src="{0}"><img srcset="{0} 1x, {0} 2x"><picture><source srcset="{0}"></picture>',
    '<iframe src="{0}"></iframe><frameset><frame src="{0}"></frameset>',
    '<script src="{0}"></script><script>fetch("{0}"); import("{0}")</script>',
    '<link rel="stylesheet" href="{0}"><link rel="preload" as="image" href="{0}">',
    '<style>@import "{0}"; @font-face {{ src: url({0}) }} p {{ background: url("{0}") }}</style>',
    '<meta http-equiv="refresh" content="0; url={0}"><base href="{0}"><img src="x.png">',
    '<svg><use href="{0}#a"/><image xlink:href="{0}"/><foreignObject><img src="{0}"/></svg>',
    '<object data="{0}"><embed src="{0}"></object><applet archive="{0}"></applet>',
    '<video src="{0}" poster="{0}"><track src="{0}"></video><audio src="{0}"></audio>',
    '<p style="background:url({0})"><table background="{0}"><body background="{0}">',
    '<a href="{0}" ping="{0}">ferry</a><form action="{0}"><input type="image" src="{0}"></form>',
    '<img src="data:image/svg+xml,<svg><image href=\'{0}\'/></svg>">'
    '<iframe srcdoc="<img src=\'{0}\'>"></iframe><!--#include file="{0}"--><?xml-stylesheet href="{0}"?>',
)  # fmt: skip
_OPENED = re.compile(r'open(?:at)?\((?:[^,"]*, )?"(?P<path>(?:[^"\\]|\\.)*)", (?P<flags>[A-Z_|]+)')
_NETWORK = re.compile(r"\b(?:socket|connect|sendto|sendmsg|bind|getaddrinfo)\(")


def traceable() -> bool:
    strace = shutil.which("strace")
    # A library that is put before all others, as faketime does, opens files of its own.
    if strace is None or "LD_PRELOAD" in os.environ:
        return False
    probe = [strace, "-f", "-o", "/dev/null", "true"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def pages(folder: Path) -> Iterator[str]:
    bait = folder / "secret.css"
    bait.write_text("secret { color: red }")
    body = "".join(f"<p>{line}</p>" for line in SUMMARY.split("\n") if line)
    for target in TARGETS:
        where = target.format(bait=bait.name, uri=bait.as_uri(), path=bait)
        for shape in SHAPES:
            hostile = shape.format(where)
            yield (
                f"<!DOCTYPE html><html><head>{hostile}</head><body>{hostile}{body}{hostile}</html>"
            )


def requests(folder: Path) -> Iterator[dict[str, str]]:
    """Yield each page as a file, and its hostile part pasted as text and as Markdown."""
    for number, page in enumerate(pages(folder)):
        path = folder / f"page{number}.html"
        path.write_text(page, encoding="utf-8")
        yield {"path": str(path)}
        hostile = page.partition("<head>")[2].partition("</head>")[0]
        image = f"![a](<{folder}/secret.css>)\n{hostile}\n"
        yield {"text": SUMMARY + image, "source": "pasted"}


def needed(path: str, folder: Path) -> bool:
    """Return whether the process needs a file: its own code, the system's libraries, the pages."""
    homes = {
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        str(ROOT),
        str(Path(sys.prefix).resolve()),
    }
    homes |= {str(Path(home).resolve()) for home in homes}
    system = ("/usr/lib", "/usr/local/lib", "/usr/share/zoneinfo", "/usr/share/locale", "/lib",
              "/lib64", "/etc/ld.so", "/proc/self", "/proc/sys", "/proc/meminfo", "/proc/stat",
              "/sys/devices/system/cpu", "/sys/fs/cgroup", "/dev/null", "/dev/urandom",
              "/etc/localtime", "/etc/mime.types")  # fmt: skip
    if path.startswith(f"{folder}/"):
        return re.fullmatch(r"page\d+\.html", path.removeprefix(f"{folder}/")) is not None
    return path.startswith((*homes, *system)) or path == "/proc"


@pytest.mark.skipif(not traceable(), reason="strace is missing here, or may not watch a process")
def test_sixty_hostile_pages_open_no_connection_and_no_foreign_file(tmp_path: Path) -> None:
    folder, log = tmp_path / "pages", tmp_path / "trace.txt"
    folder.mkdir()
    asked = list(requests(folder))
    assert sum("path" in request for request in asked) == 60
    done = subprocess.run(
        ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=network,?open,openat,execve,?creat",
         "-o", str(log), *self_command("reader")],
        input="".join(json.dumps(request) + "\n" for request in asked).encode(),
        env=self_environment(), cwd=folder, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(asked)
    for request, answer in zip(asked, answers, strict=True):
        # Each was read to its end, and nothing of another file is in it.
        titles = [found["draft"]["title"] for found in answer["drafts"]]
        reasons = [rejected["reason"] for rejected in answer["rejected"]]
        source = titles == [] and reasons == ["page-source"]
        assert titles == ["The last ferry"] or ("text" in request and source)
        assert "color: red" not in json.dumps(answer)

    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert [line for line in lines if _NETWORK.search(line)] == []
    assert sum(" execve(" in line for line in lines) == 1
    # Those that failed as well: a file that is not there was looked for.
    opened = [match for line in lines if (match := _OPENED.search(line))]
    assert sum("/page" in match["path"] for match in opened) >= 60
    foreign = {match["path"] for match in opened if not needed(match["path"], folder)}
    assert foreign == set()
    written = {
        match["path"]
        for match in opened
        if re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", match["flags"])
    }
    assert {path for path in written if "__pycache__" not in path and path != "/dev/null"} == set()
