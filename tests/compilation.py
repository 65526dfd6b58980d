"""A compilation of summaries, as people make them, in every format that Bayaz reads."""

import csv
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path

from docx import Document as WordDocument
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_WORDS = [
    "the",
    "state",
    "has",
    "long",
    "held",
    "that",
    "policy",
    "must",
    "follow",
    "the",
    "law",
    "while",
    "provinces",
    "ask",
    "for",
    "a",
    "larger",
    "share",
    "of",
    "water",
    "and",
    "power",
    "and",
    "the",
    "courts",
    "hear",
    "cases",
    "on",
    "rights",
    "that",
    "parliament",
    "has",
    "yet",
    "to",
    "settle",
    "in",
    "public",
    "debate",
    "over",
    "debt",
    "energy",
    "schools",
    "climate",
    "trade",
    "borders",
    "cities",
    "farmers",
    "and",
    "the",
    "press",
]
_TOPICS = {
    "Current Affairs": ("Climate change", "Economy of Pakistan", "Foreign policy"),
    "Pakistan Affairs": ("Hydro politics", "Energy problems", "Local government"),
    "International Relations": ("Nuclear proliferation", "United Nations", "Globalization"),
    "Gender Studies": ("Feminist movements", "Violence against women", "Development"),
}
_NAMES = ("Ayesha", "Bilal", "Hina", "Kamran", "Nadia", "Omar", "Rabia", "Saad", "Tariq", "Zainab")
_FAMILIES = ("Qureshi", "Baloch", "Afridi", "Mirza", "Shah", "Memon", "Khattak", "Bhutto")
_SUBJECTS_OF_TITLES = (
    "Rivers",
    "Schools",
    "Courts",
    "Cities",
    "Farms",
    "Borders",
    "Grids",
    "Ports",
)
_TURNS = ("at risk", "in need", "under debt", "without plans", "after rain", "on paper", "in doubt")


@dataclass(frozen=True)
class Telling:
    """One summary of the compilation: what a careful person would understand from its text."""

    title: str
    author: str
    posted: date
    summary: tuple[str, ...]
    overview: str
    subjects: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[str, ...]
    conclusion: str

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of its text, each with what it is: title, meta, label, text, point."""
        yield "mark", "Editorial Summary"
        yield "title", f"{self.title} _ Author – {self.author}"
        yield "meta", f"- {self.posted:%m/%d/%Y}"
        yield "meta", "- Posted by: cssplatformbytha.com"
        yield "meta", "- Category: Dawn Editorial Summary"
        for paragraph in self.summary:
            yield "text", paragraph
        yield "label", "Overview:"
        yield "text", self.overview
        yield "label", "Relevant CSS Subjects and Topics:"
        for subject, topics in self.subjects:
            yield "point", f"{subject} – {', '.join(topics)}"
        yield "label", "Facts and Figures:"
        for fact in self.facts:
            yield "point", fact
        yield "text", self.conclusion

    def text(self) -> str:
        return "\n".join(f"- {line}" if kind == "point" else line for kind, line in self.lines())


def compilation(count: int, seed: int = 7) -> list[Telling]:
    """Return this many summaries, no two the same."""
    chance = random.Random(seed)

    def sentence(least: int = 9) -> str:
        words = chance.choices(_WORDS, k=chance.randint(least, least + 12))
        return " ".join(words).capitalize() + "."

    def paragraph(sentences: int) -> str:
        return " ".join(sentence() for _ in range(sentences))

    made = []
    for number in range(count):
        facts = tuple(
            f"{chance.randint(2, 9_000):,} {' '.join(chance.choices(_WORDS, k=7))} in {2001 + at}"
            for at in range(chance.randint(3, 8))
        )
        made.append(Telling(
            title=f"{chance.choice(_SUBJECTS_OF_TITLES)} {chance.choice(_TURNS)} {_spelt(number)}",
            author=f"{chance.choice(_NAMES)} {chance.choice(_FAMILIES)}",
            posted=date(2025, 1, 13) + timedelta(days=number * 3),
            summary=(paragraph(5), paragraph(4)),
            overview=paragraph(3),
            subjects=tuple(
                (name, tuple(chance.sample(_TOPICS[name], 2)))
                for name in chance.sample(sorted(_TOPICS), 2)
            ),
            facts=facts,
            conclusion=f"To sum up, {paragraph(2).lower()}",
        ))  # fmt: skip
    return made


def _spelt(number: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in f"{number:03}").title()


# One writer a format


def as_text(tellings: list[Telling]) -> bytes:
    return "\n\n\n".join(telling.text() for telling in tellings).encode()


def as_html(tellings: list[Telling]) -> bytes:
    """A saved archive page: menus, a sidebar, scripts, comments, one article after another."""
    articles = "".join(f"<article>{_html(telling)}</article>" for telling in tellings)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Dawn Editorial Summary</title>"
        "<script>window.x = '<p>Overview:</p>';</script><style>p {color: red}</style></head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/css'>CSS Notes</a></li></ul></nav>"
        f"<main>{articles}</main><aside><h3>Recent Posts</h3><ul><li>Another one</li></ul></aside>"
        "<footer>© 2025 All rights reserved</footer></body></html>"
    ).encode()


def _html(telling: Telling) -> str:
    out, in_list = [], False
    for kind, line in telling.lines():
        point = kind in ("point", "meta")
        if point != in_list:
            out.append("<ul>" if point else "</ul>")
            in_list = point
        words = escape(line.removeprefix("- "))
        tag = {"title": "h2", "label": "h3"}.get(kind, "li" if point else "p")
        out.append(f"<{tag}>{words}</{tag}>")
    return "\n".join([*out, "</ul>" if in_list else ""])


def as_docx(tellings: list[Telling]) -> bytes:
    document = WordDocument()
    for telling in tellings:
        for kind, line in telling.lines():
            if kind == "title":
                document.add_heading(line, level=1)
            elif kind == "label":
                document.add_paragraph().add_run(line).bold = True
            elif kind == "point":
                document.add_paragraph(line, style="List Bullet")
            else:
                document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(tellings: list[Telling]) -> bytes:
    """Hard-wrapped lines on pages with a running head and numbers, as office programs make them."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    page = 0
    height = 0.0

    def begin() -> None:
        nonlocal page, height
        if page:
            canvas.showPage()
        page += 1
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 815, "Monthly Compilation of Editorial Summaries")
        canvas.drawString(290, 20, f"Page {page}")
        canvas.setFont("Helvetica", 11)
        height = 780.0

    begin()
    for telling in tellings:
        for kind, line in telling.lines():
            words = f"• {line}" if kind == "point" else line
            size = 14 if kind == "title" else 11
            for part in _wrapped(words, canvas, size):
                if height < 50:
                    begin()
                canvas.setFont(
                    "Helvetica-Bold" if kind in ("title", "label") else "Helvetica", size
                )
                canvas.drawString(60, height, part)
                height -= size * 1.3
            height -= 8 if kind == "text" else 3
        height -= 20
    canvas.save()
    return stream.getvalue()


def _wrapped(words: str, canvas: Canvas, size: int) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}".strip()
        if canvas.stringWidth(longer, "Helvetica", size) > 470:
            yield line
            line = word
        else:
            line = longer
    yield line


def as_epub(tellings: list[Telling]) -> bytes:
    """One chapter a summary, a cover and a contents page."""
    pages = {"cover": "<h1>Editorials</h1>", "contents": "<h1>Contents</h1>"} | {
        f"chapter{number}": _html(telling) for number, telling in enumerate(tellings)
    }
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in pages
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<?xml version="1.0"?><container version="1.0" xmlns='
        '"urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path='
        '"OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "OEBPS/book.opf": '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        f'version="3.0"><manifest>{items}</manifest><spine>{spine}</spine></package>',
    } | {
        f"OEBPS/text/{name}.xhtml": '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
        for name, body in pages.items()
    }
    return zipped(files)


def as_android_chat(tellings: list[Telling]) -> bytes:
    return "\n".join(_messages(tellings, "{:%d/%m/%Y}, {} pm - ")).encode()


def as_iphone_chat(tellings: list[Telling]) -> bytes:
    return "\n".join(_messages(tellings, "[{:%d/%m/%Y}, {}:07 PM] ")).encode()


def _messages(tellings: list[Telling], stamp: str) -> Iterator[str]:
    first = tellings[0].posted
    yield stamp.format(first, "9:00") + "Messages and calls are end-to-end encrypted."
    yield stamp.format(first, "9:01") + "Ustad created group “CSS 2026”"
    for telling in tellings:
        day = telling.posted
        yield stamp.format(day, "9:02") + "Ali Raza: Salam everyone, has the summary come?"
        yield stamp.format(day, "9:03") + "Ali Raza: <Media omitted>"
        bold = "\n".join(
            f"*{line}*" if kind in ("label", "title") else f"• {line}" if kind == "point" else line
            for kind, line in telling.lines()
        )
        yield stamp.format(day, "9:14") + f"Ustad: {bold}"
        yield stamp.format(day, "9:20") + "Sana: JazakAllah 👍"


def as_csv(tellings: list[Telling]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(
        ["Title", "Author", "Newspaper", "Category", "Posted on", "Summary", "Overview",
         "Relevant CSS Subjects and Topics", "Facts and Figures", "Conclusion"]
    )  # fmt: skip
    for telling in tellings:
        writer.writerow([
            telling.title, telling.author, "Dawn", "Dawn Editorial Summary",
            telling.posted.isoformat(), "\n".join(telling.summary), telling.overview,
            "\n".join(f"- {name} – {', '.join(topics)}" for name, topics in telling.subjects),
            "\n".join(f"- {fact}" for fact in telling.facts), telling.conclusion,
        ])  # fmt: skip
    return stream.getvalue().encode("utf-8-sig")


def as_json(tellings: list[Telling]) -> bytes:
    return json.dumps([
        {
            "title": telling.title, "author": telling.author, "publication": "Dawn",
            "category": "Dawn Editorial Summary", "posted_on": telling.posted.isoformat(),
            "summary": "\n".join(telling.summary), "overview": telling.overview,
            "subjects": [{"name": name, "topics": list(topics)} for name, topics in telling.subjects],
            "facts": [{"text": fact} for fact in telling.facts], "conclusion": telling.conclusion,
        }
        for telling in tellings
    ]).encode()  # fmt: skip


def zipped(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


WRITERS: dict[str, Callable[[list[Telling]], bytes]] = {
    "text.txt": as_text, "page.html": as_html, "word.docx": as_docx, "pages.pdf": as_pdf,
    "book.epub": as_epub, "android.txt": as_android_chat, "iphone.txt": as_iphone_chat,
    "table.csv": as_csv, "list.json": as_json,
}  # fmt: skip


def write(folder: Path, name: str, tellings: list[Telling]) -> Path:
    path = folder / name
    path.write_bytes(WRITERS[name](tellings))
    return path
