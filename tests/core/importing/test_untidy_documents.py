"""Documents as programs and people make them: what can be read is read, its figures unchanged."""

from pathlib import Path

import pytest

from app.core.importing.drafting.batch import Batch, drafts_from_file, resolve_dates
from app.core.importing.model import Draft
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY
from tests.compilation import Telling, compilation
from tests.office_files import (
    STRICT_WORD,
    WORD,
    book,
    chapter,
    drawn_box,
    either,
    notes_part,
    old_box,
    open_body,
    open_content,
    open_file,
    package,
    paragraph,
    rtf_body,
    rtf_file,
    word_body,
    word_file,
    zip_of,
)

ONE, TWO = compilation(2)
SYLLABUS = load_syllabus()
FACTS = "".join(paragraph(f"• {fact}") for fact in ONE.facts)
PLAIN_FACTS = "".join(paragraph(fact) for fact in ONE.facts)


def read(folder: Path, name: str, data: bytes) -> Batch:
    path = folder / name
    path.write_bytes(data)
    return resolve_dates(drafts_from_file(path, SYLLABUS), TODAY)


def same(draft: Draft, telling: Telling) -> None:
    """Check that a draft says what the telling says, its figures unchanged."""
    assert draft.title == telling.title
    assert draft.author == telling.author
    assert draft.posted_on == telling.posted
    assert [fact.text for fact in draft.facts] == list(telling.facts)
    text = " ".join(" ".join(section.markdown.split()) for section in draft.sections)
    for paragraph_ in (*telling.summary, telling.overview, telling.conclusion):
        assert " ".join(paragraph_.split()) in text
        assert text.count(" ".join(paragraph_.split())) == 1
    assert "|" not in text


def noted(facts: tuple[str, ...], reference: str) -> str:
    """Return facts as paragraphs, each with the number of a note behind its first figure."""
    out = []
    for fact in facts:
        figure, rest = fact.split(" ", maxsplit=1)
        out.append(
            f"<w:p><w:r><w:t>• {figure}</w:t></w:r><w:r>{reference}</w:r>"
            f'<w:r><w:t xml:space="preserve"> {rest}</w:t></w:r></w:p>'
        )
    return "".join(out)


BOOK = {"c1.xhtml": chapter(ONE), "c2.xhtml": chapter(TWO)}
NOTES = notes_part("footnote", {2: "World Bank, 2023"})
PACKAGE_TYPE = '<!DOCTYPE package PUBLIC "+//ISBN//DTD OEB 1.2//EN" "http://openebook.org/x.dtd"{}>'

WORD_FILES = {
    "numbered main part": word_file(word_body(ONE), "word/document3.xml"),
    "main part elsewhere": word_file(word_body(ONE), "docs/main.xml", "/docs/main.xml"),
    "drawn box": word_file(
        word_body(ONE, paragraph("", run=drawn_box(PLAIN_FACTS)).replace('<w:r><w:t xml:space="preserve"></w:t></w:r>', ""))
    ),
    "box in two forms": word_file(
        word_body(ONE, paragraph("", run=either(drawn_box(FACTS), old_box(FACTS))))
    ),
    "footnotes": word_file(
        word_body(ONE, noted(ONE.facts, '<w:footnoteReference w:id="2"/>')),
        more={"word/footnotes.xml": NOTES}, relations={"footnotes": "footnotes.xml"},
    ),
    "strict": word_file(
        word_body(ONE, noted(ONE.facts, '<w:footnoteReference w:id="2"/>')), "word/document.xml", strict=True,
        more={"word/notes1.xml": NOTES.replace(WORD, STRICT_WORD)}, relations={"footnotes": "notes1.xml"},
    ),
    "fields and directions": word_file(
        word_body(ONE).replace("<w:r>", '<w:fldSimple w:instr="x"><w:r>').replace("</w:r>", "</w:r></w:fldSimple>")
    ),
}  # fmt: skip
BOOKS = {
    "type in the package": book(package(BOOK, PACKAGE_TYPE.format("")), BOOK),
    "empty type": book(package(BOOK, PACKAGE_TYPE.format(" []")), BOOK),
    "no namespace": book(package(BOOK, root="package version='2.0'"), BOOK),
    "prefix that is not declared": book(
        package(BOOK, metadata="<dcx:creator opf:role='aut'>A & B &copy;</dcx:creator>"), BOOK
    ),
    "old media type": book(package(BOOK, kind="text/x-oeb1-document"), BOOK),
    "absolute": book(package(f"/OEBPS/{name}" for name in BOOK), BOOK),
    "other case": book(package(name.upper() for name in BOOK), BOOK),
    "no container": zip_of([
        ("mimetype", "application/epub+zip"), ("content.opf", package(BOOK)), *BOOK.items()
    ]),
    "colon": book(package(["a:1.xhtml", "./a:2.xhtml"]), dict(zip(("a:1.xhtml", "a:2.xhtml"), BOOK.values(), strict=True))),
}  # fmt: skip
RICH = {
    "raised note": rtf_file(
        rtf_body(ONE, "".join(
            rf"\pard\bullet  {fact.split(' ', 1)[0]}{{\super 2}} {fact.split(' ', 1)[1]}\par" for fact in ONE.facts
        ))
    ),
    "bullets of lists": rtf_file(
        rtf_body(ONE, "".join(
            rf"{{\listtext\f1 \'b7\tab}}\ls1\ilvl0 {fact}\par" for fact in ONE.facts
        ))
    ),
}  # fmt: skip
OPEN = {
    "plain": open_file(open_content(open_body(ONE))),
    "notes": open_file(open_content(open_body(ONE, "".join(
        f"<text:p>• {fact.split(' ', 1)[0]}<text:note text:note-class='footnote'><text:note-citation>2"
        "</text:note-citation><text:note-body><text:p>World Bank</text:p></text:note-body></text:note>"
        f" {fact.split(' ', 1)[1]}</text:p>" for fact in ONE.facts
    )))),
}  # fmt: skip
ZIPS = {
    "texts": zip_of([("notes/a.txt", ONE.text()), ("notes/b.md", TWO.text())]),
    "android chat": zip_of([
        ("IMG-20250612-WA0001.jpg", b"\xff\xd8\xff" * 900),
        ("WhatsApp Chat with CSS 2026.txt",
         "12/06/2025, 9:00 pm - Ali: Salam\n12/06/2025, 9:41 pm - Sana: " + ONE.text()
         + "\n12/06/2025, 9:50 pm - Ali: IMG-20250612-WA0001.jpg (file attached)\n"
         "12/06/2025, 9:52 pm - Sana: " + TWO.text()),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", WORD_FILES)
def test_word_files(tmp_path: Path, name: str) -> None:
    (sourced,) = read(tmp_path, "a.docx", WORD_FILES[name]).drafts
    same(sourced.draft, ONE)


@pytest.mark.parametrize("name", BOOKS)
def test_books(tmp_path: Path, name: str) -> None:
    first, second = read(tmp_path, "a.epub", BOOKS[name]).drafts
    same(first.draft, ONE)
    same(second.draft, TWO)


@pytest.mark.parametrize("name", RICH)
def test_rich_text(tmp_path: Path, name: str) -> None:
    (sourced,) = read(tmp_path, "a.rtf", RICH[name]).drafts
    same(sourced.draft, ONE)


@pytest.mark.parametrize("name", OPEN)
def test_open_document_texts(tmp_path: Path, name: str) -> None:
    (sourced,) = read(tmp_path, "a.odt", OPEN[name]).drafts
    same(sourced.draft, ONE)


@pytest.mark.parametrize("name", ZIPS)
def test_zips_are_read_like_folders(tmp_path: Path, name: str) -> None:
    batch = read(tmp_path, "a.zip", ZIPS[name])
    assert not batch.rejected
    first, second = batch.drafts
    same(first.draft, ONE)
    same(second.draft, TWO)
