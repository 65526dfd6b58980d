"""More documents as people have them: boxes, tables, changes, lost chapters, zips of all kinds."""

from pathlib import Path

import pytest

from app.core.importing.files.reader import read_document
from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal
from app.core.library.model import WarningKind
from app.messages import refusal_words
from tests.core.importing.test_untidy_documents import BOOK, FACTS, ONE, TWO, noted, read, same
from tests.office_files import (
    CONTAINER,
    WORD,
    book,
    chapter,
    compound_file,
    drawn_box,
    notes_part,
    old_box,
    open_body,
    open_content,
    open_file,
    open_meta,
    package,
    paragraph,
    rtf_body,
    rtf_file,
    rtf_words,
    table,
    word_body,
    word_file,
    zip_of,
)

ENDNOTES = notes_part("endnote", {4: "Census 2023"})
BULLETS = "".join(paragraph(fact, "ListBullet") for fact in ONE.facts)
STYLES = (
    f'<?xml version="1.0"?><w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" '
    'w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" '
    'w:styleId="Mine"><w:name w:val="My label"/><w:basedOn w:val="b2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="heading 2"/></w:style></w:styles>'
)
CHANGED = "".join(
    f'<w:p><w:r><w:t xml:space="preserve">• </w:t></w:r><w:ins w:id="1"><w:r><w:t>{fact}</w:t>'
    '</w:r></w:ins><w:del w:id="2"><w:r><w:delText>99 more</w:delText></w:r></w:del>'
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>77 hidden</w:t></w:r></w:p>"
    for fact in ONE.facts
)
HTML = (
    "<html><body>" + chapter(ONE).partition("<body>")[2].partition("</body>")[0] + "</body></html>"
)
PAGES = dict(zip(("a/one.html", "a/two.html"), BOOK.values(), strict=True))


def styled(style: str) -> str:
    """Return the summary with its labels in a style and its title as one."""
    out = []
    for kind, line in ONE.lines():
        name = {"title": "Titel", "label": style}.get(kind, "")
        out.append(paragraph(f"• {line}" if kind == "point" else line, name))
    return "".join(out)


WORD_FILES = {
    "old box": word_file(word_body(ONE, f"<w:p>{old_box(FACTS)}</w:p>")),
    "box in a cell": word_file(
        word_body(ONE, table([[f"<w:p>{drawn_box(FACTS)}</w:p>"]]) + paragraph(""))
    ),
    "endnotes": word_file(
        word_body(ONE, noted(ONE.facts, '<w:endnoteReference w:id="4"/>')),
        more={"word/e.xml": ENDNOTES}, relations={"endnotes": "e.xml"},
    ),
    "changes and hidden text": word_file(word_body(ONE, CHANGED)),
    "styles": word_file(styled("Mine"), more={"word/s.xml": STYLES}, relations={"styles": "s.xml"}),
    "page inside": word_file(
        '<w:altChunk r:id="r0"/>', more={"word/x.htm": HTML}, relations={"aFChunk": "x.htm"}
    ),
    "letter inside": word_file(
        '<w:altChunk r:id="r0"/>',
        more={"word/x.mht": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"
              f"Content-Type: text/html; charset=utf-8\n\n{HTML}\n--B--\n"},
        relations={"aFChunk": "x.mht"},
    ),
    "backslashes": word_file(word_body(ONE), "word\\document.xml", "word\\document.xml"),
    "contents": word_file(
        "<w:sdt><w:sdtContent>" + paragraph("Rivers ........ 3", "TOC1") + "</w:sdtContent></w:sdt>"
        + word_body(ONE),
        more={"word/styles.xml": STYLES.replace("</w:styles>", '<w:style w:type="paragraph" '
              'w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>')},
    ),
    "formula": word_file(
        word_body(ONE, "".join(
            f"<w:p><w:r><w:t>• </w:t></w:r><m:oMath><m:r><m:t>{fact.split(' ', 1)[0]}</m:t></m:r></m:oMath>"
            f'<w:r><w:t xml:space="preserve"> {fact.split(" ", 1)[1]}</w:t></w:r></w:p>' for fact in ONE.facts
        ))
    ),
}  # fmt: skip
BOOKS = {
    "broken package": book(package(BOOK).replace("</spine></package>", ""), BOOK),
    "names of html": book(package(BOOK, metadata="<dc:title>A&nbsp;&mdash; B & C</dc:title>"), BOOK),
    "no package": zip_of([("mimetype", "application/epub+zip"), *PAGES.items()]),
    "renamed": book(package(["one.xhtml", "two.xhtml"]), BOOK),
    "other ending": book(package(["c1.html", "c2.html"]), BOOK),
    "percent": book(package(["chapter%201.xhtml", "chapter%202.xhtml"]),
                    dict(zip(("chapter 1.xhtml", "chapter 2.xhtml"), BOOK.values(), strict=True))),
    "folder above": zip_of([
        ("My book/META-INF/container.xml", CONTAINER.format("OEBPS/content.opf")),
        ("My book/OEBPS/content.opf", package(BOOK)),
        *((f"My book/OEBPS/{name}", text) for name, text in BOOK.items()),
    ]),
    "two bytes": zip_of([
        ("META-INF/container.xml", CONTAINER.format("content.opf")),
        ("content.opf", package(BOOK).replace("UTF-8", "UTF-16").encode("utf-16")), *BOOK.items(),
    ]),
    "twins": book(package(BOOK), {"c1.xhtml": "<p>old</p>", "c2.xhtml": BOOK["c2.xhtml"]},
                  ("OEBPS/c1.xhtml", BOOK["c1.xhtml"])),
    "climbing links": zip_of([
        ("META-INF/container.xml", CONTAINER.format("/OEBPS/x/content.opf")),
        ("OEBPS/x/content.opf", package(["../text/c1.xhtml?x=1", "..\\text\\c2.xhtml#a"])),
        *((f"OEBPS/text/{name}", text) for name, text in BOOK.items()),
    ]),
    "drives": zip_of([
        ("C:\\book\\META-INF\\container.xml", CONTAINER.format("OEBPS/content.opf")),
        ("C:\\book\\OEBPS\\content.opf", package(BOOK)),
        *((f"C:\\book\\OEBPS\\{name}", text) for name, text in BOOK.items()),
    ]),
}  # fmt: skip
RICH = {
    "rows": rtf_file(rtf_body(ONE, r"\pard\intbl " + r"\cell\row\pard\intbl ".join(ONE.facts) + r"\cell\row\pard ")),
    "head, foot, picture, note": rtf_file(
        rtf_body(ONE, "".join(
            rf"\pard\bullet  {fact.split(' ', 1)[0]}{{\footnote \chftn World Bank, 2023}} "
            rf"{fact.split(' ', 1)[1]}\par" for fact in ONE.facts
        )),
        r"{\header Page 1 of 9\par}{\footer 99\par}{\pict\wmetafile8 010009000003}{\*\bkmkstart a}",
    ),
    "hidden and deleted": rtf_file(
        rtf_body(ONE, "".join(rf"\pard\bullet  {fact}{{\v 77}}{{\deleted 88}}\par" for fact in ONE.facts))
    ),
    "lines that end in a backslash": rtf_file(
        "\n".join(f"{rtf_words(f'• {line}' if kind == 'point' else line)}\\" for kind, line in ONE.lines()) + "\n"
    ),
}  # fmt: skip
OPEN = {
    "changes": open_file(open_content(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>99 lost</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>" + open_body(ONE)
    )),
    "box": open_file(open_content(open_body(ONE, "<text:p><draw:frame><draw:text-box><text:list>" + "".join(
        f"<text:list-item><text:p>{fact}</text:p></text:list-item>" for fact in ONE.facts
    ) + "</text:list></draw:text-box></draw:frame></text:p>"))),
    "spaces": open_file(open_content(open_body(ONE).replace(" in 200", "<text:s/>in<text:s text:c='1'/>200"))),
    "one piece": open_content(open_body(ONE), root="document").encode(),
}  # fmt: skip
ZIPS = {
    "documents": zip_of([("1.docx", word_file(word_body(ONE))), ("2.epub", book(package(["c2.xhtml"]), BOOK)),
                         ("__MACOSX/._1.docx", b"\0\5\x16\7"), (".DS_Store", b"\0")]),
    "zip inside": zip_of([("a.txt", ONE.text()), ("b.zip", zip_of([("c.txt", TWO.text())]))]),
    "odd names": zip_of([("C:\\notes\\a:1.txt", ONE.text()), ("/root/b.txt", TWO.text())]),
    "twins": zip_of([("A.txt", ONE.text()), ("a.TXT", TWO.text())]),
    "pictures": zip_of([(f"IMG-{n}.jpg", b"\xff\xd8" * 50) for n in range(2500)]
                       + [("1.txt", ONE.text()), ("2.rtf", rtf_file(rtf_body(TWO)))]),
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


def test_urdu_in_rich_text_keeps_its_letters(tmp_path: Path) -> None:
    words = "پاکستان كا پانى اور معاشرہ"
    coded = "".join(f"\\'{byte:02x}" for byte in words.encode("cp1256"))
    data = (
        rb"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset178 Arial;}}"
        rb"\pard\f1 "
        + coded.encode()
        + rb"\par\f0 "
        + rtf_words(words).encode()
        + rb" caf\'e9\par}"
    )
    path = tmp_path / "a.rtf"
    path.write_bytes(data)
    (part,) = read_document(path).parts
    assert part.text == f"{words}\n\n{words} café"


def test_what_a_book_lacks_is_said(tmp_path: Path) -> None:
    data = book(package(["c0.xhtml", "c1.xhtml", "c2.xhtml"]), BOOK)
    first, second = read(tmp_path, "a.epub", data).drafts
    assert [(w.kind, w.found) for w in first.draft.warnings] == [
        (WarningKind.PART_MISSING, "c0.xhtml")
    ]
    assert not second.draft.warnings


def test_books_say_who_made_them(tmp_path: Path) -> None:
    contents = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Rivers'
        ' at risk</text></navLabel><content src="c1.xhtml#top"/></navPoint></navMap></ncx>'
    )
    opf = package(
        BOOK,
        metadata="<dc:title>Weekly</dc:title><dc:publisher>Dawn</dc:publisher><dc:creator>calibre"
        "</dc:creator><dc:date>2025-06-12T00:00:00+05:00</dc:date>",
        more='<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
    )
    path = tmp_path / "a.epub"
    path.write_bytes(
        book(opf, {"c1.xhtml": chapter(ONE, heading=False), "c2.xhtml": BOOK["c2.xhtml"]},
             ("OEBPS/toc.ncx", contents))
    )  # fmt: skip
    first, second = (part.stated for part in read_document(path).parts)
    assert first
    assert second
    assert (first.title, first.publication, first.author) == ("Rivers at risk", "Dawn", None)
    assert first.posted == "2025-06-12T00:00:00+05:00"
    assert second.title is None


@pytest.mark.parametrize(
    ("title", "stated"),
    [("Schools without roofs", "Schools without roofs"), ("Document1", None), ("a.docx", None),
     ("Microsoft Word - a", None), ("", None), ("New water policy", "New water policy")],
)  # fmt: skip
def test_properties_state_a_title_that_a_person_gave(
    tmp_path: Path, title: str, stated: str | None
) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Typist'
        f"</dc:creator><dc:title>{title}</dc:title></cp:coreProperties>"
    )
    inner = (
        f"<meta:creation-date>2025-06-12T10:00:00</meta:creation-date><dc:title>{title}</dc:title>"
    )
    word, open_text = tmp_path / "a.docx", tmp_path / "a.odt"
    word.write_bytes(word_file(word_body(ONE), more={"docProps/core.xml": core}))
    open_text.write_bytes(
        open_file(open_content(open_body(ONE)), more={"meta.xml": open_meta(inner)})
    )
    (part,) = read_document(word).parts
    assert (part.stated.title if part.stated else None) == stated
    (part,) = read_document(open_text).parts
    assert part.stated
    assert (part.stated.title, part.stated.author) == (stated, None)
    assert part.stated.posted == "2025-06-12T10:00:00"


LOCKED = bytearray(zip_of([("a.txt", "words " * 50)]))
LOCKED[6] |= 1
LOCKED[LOCKED.index(b"PK\1\2") + 8] |= 1
DRM = (
    '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
    'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e:EncryptedData></encryption>'
)
NAMED = {
    "old.doc": (compound_file("WordDocument"), Refusal.OLD_WORD),
    "a.xls": (compound_file("Workbook"), Refusal.SPREADSHEET),
    "a.ppt": (compound_file("PowerPoint Document"), Refusal.SLIDES),
    "locked.docx": (compound_file("EncryptionInfo", "EncryptedPackage"), Refusal.ENCRYPTED),
    "a.msg": (compound_file("__nameid_version1.0"), Refusal.OUTLOOK_MESSAGE),
    "a.wps": (compound_file("MatOST"), Refusal.WORKS),
    "a.xlsx": (zip_of([("xl/workbook.xml", "<a/>")]), Refusal.SPREADSHEET),
    "a.pptx": (zip_of([("ppt/presentation.xml", "<a/>")]), Refusal.SLIDES),
    "a.pages": (zip_of([("Index/Document.iwa", "x")]), Refusal.APPLE_DOCUMENT),
    "a.ods": (open_file("<a/>", "spreadsheet"), Refusal.OPEN_SPREADSHEET),
    "a.odp": (open_file("<a/>", "presentation"), Refusal.OPEN_SLIDES),
    "a.odg": (open_file("<a/>", "graphics"), Refusal.OPEN_DRAWING),
    "locked.odt": (
        zip_of([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "\7"),
                ("META-INF/manifest.xml", "<m><encryption-data/></m>")]),
        Refusal.ENCRYPTED,
    ),
    "locked.zip": (bytes(LOCKED), Refusal.ENCRYPTED),
    "a.rar": (b"Rar!\x1a\x07\x01\x00....", Refusal.OTHER_ARCHIVE),
    "a.7z": (b"7z\xbc\xaf\x27\x1c....", Refusal.OTHER_ARCHIVE),
    "a.mobi": (b"x" * 60 + b"BOOKMOBI" + b"\0" * 50, Refusal.KINDLE_BOOK),
    "empty.zip": (zip_of([("a.jpg", "x")]), Refusal.EMPTY_ARCHIVE),
    "drm.epub": (book(package(BOOK), BOOK, ("META-INF/encryption.xml", DRM)), Refusal.COPY_PROTECTED),
    "bad.docx": (zip_of([("a.txt", ONE.text())]), Refusal.DAMAGED),
    "deep.zip": (
        zip_of([("a.zip", zip_of([("b.zip", zip_of([("c.txt", ONE.text())]))]))]),
        Refusal.OTHER_ARCHIVE,
    ),
    "bomb.odt": (open_file(open_content("<text:p>" + " " * 60_000_000)), Refusal.HOSTILE),
    "types.odt": (
        open_file('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + open_content("&f;")),
        Refusal.HOSTILE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    data, reason = NAMED[name]
    batch = read(tmp_path, name, data)
    assert not batch.drafts
    assert [rejected.reason for rejected in batch.rejected] == [reason]
    assert refusal_words(reason)


@pytest.mark.parametrize("data", [b"{\\rtf1" + b"{" * 100_000, b"{\\rtf1\\bin99999999 x"])
def test_broken_rich_text_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    batch = read(tmp_path, "a.rtf", data)
    assert batch.rejected
    assert not batch.drafts


def test_a_file_in_a_zip_is_named_when_it_is_refused(tmp_path: Path) -> None:
    data = zip_of([("notes/a.txt", ONE.text()), ("notes/b.docx", b"PK\3\4 broken")])
    batch = read(tmp_path, "a.zip", data)
    assert [sourced.source for sourced in batch.drafts] == [f"{tmp_path / 'a.zip'} (notes › a.txt)"]
    (rejected,) = batch.rejected
    assert rejected.source == f"{tmp_path / 'a.zip'} (notes › b.docx)"
    assert rejected.reason is Refusal.DAMAGED


def test_a_zip_name_that_climbs_out_is_hostile(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of([("../a.txt", ONE.text())]))
    with pytest.raises(FileRefusedError) as refused:
        read_document(path)
    assert refused.value.reason is Refusal.HOSTILE


def test_a_table_with_bullets_in_a_cell_is_no_table_in_the_text(tmp_path: Path) -> None:
    rows = table([[paragraph("Facts and Figures:"), BULLETS]])
    path = tmp_path / "a.docx"
    path.write_bytes(word_file(rows))
    (part,) = read_document(path).parts
    assert all(fact in part.text for fact in ONE.facts)


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1f", "&#1;", "&#11;", "&#xfffe;"])
def test_control_characters_in_a_table_are_no_text(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><table><tr><td>one{sign} </td><td>two</td></tr></table></html>")
    (part,) = read_document(path).parts
    assert "one" in part.text
    assert sign not in part.text
