"""Web pages of odd shapes: all of a summary is kept, and nothing of the page around it."""

from collections.abc import Callable

import pytest

from app.core.importing.files.formats import html
from app.core.importing.files.formats.web.page import looks_like_page
from app.core.importing.files.reader import document_of

PROSE = (
    "The columnist holds that the orchards above the lake were planted on credit, and that the"
    " bank which lent the money never asked where the water would come from in a dry year.",
    "Packers in the valley say that a crate now costs more than the fruit in it, so that half of"
    " the harvest is fed to cattle while the city imports its apples by the shipload.",
    "He asks for a cold store in every tehsil, and for a price that is posted before the picking"
    " begins, since a grower who knows nothing can only sell to the man with the lorry.",
)
FACTS = (
    "3.7 million crates left the valley in 2018",
    "214 cold stores were promised, 19 of them stand",
    "Rs 2.9 billion of loans were written off in 2021",
)
END = "In the end, the piece argues for posting prices before anything is built."
POST = "<li>05/21/2024</li><li>Posted by: cssnotes.example</li><li>Category: Dawn Editorial Summary</li>"


def items(lines: tuple[str, ...] = FACTS) -> str:
    return "".join(f"<li>{line}</li>" for line in lines)


def summary(facts: str = f"<h3>Facts and Figures:</h3><ul>{items()}</ul>") -> str:
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    return (
        "<p>Editorial Summary</p><h2>Apples on credit _ Author – Rubina Mirza</h2>"
        f"<ul>{POST}</ul>{prose}<h3>Overview:</h3><p>A dry and careful column on debt and fruit.</p>"
        "<h3>Relevant CSS Subjects and Topics:</h3><ul><li>Pakistan Affairs – Agriculture</li>"
        f"<li>Economics – Rural credit</li></ul>{facts}<p>{END}</p>"
    )


NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/jobs'>Jobs in Lahore</a></li></ul></nav>"
SIDE = (
    "<aside><h3>Recent Posts</h3><ul><li><a href='/a'>Salt of the coast</a></li>"
    "<li><a href='/b'>A bridge too short</a></li></ul></aside>"
)
FOOT = "<footer><p>Hosted by Pixel Barn. All rights reserved.</p></footer>"
AROUND = ("Jobs in Lahore", "Salt of the coast", "Pixel Barn", "Recent Posts")


def page(body: str, head: str = "<title>Apples on credit | CSS Notes</title>") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    )


def text_of(source: str | bytes) -> str:
    data = source.encode() if isinstance(source, str) else source
    return "\n\n".join(part.text for part in html.read(data).parts)


def holds_all(text: str, facts: tuple[str, ...] = FACTS) -> None:
    for line in (*PROSE, END, "Overview:", "Relevant CSS Subjects and Topics:", "05/21/2024",
                 "Apples on credit", "Economics – Rural credit"):  # fmt: skip
        assert line in text, line
    lines = text.split("\n")
    for fact in facts:
        assert f"- {fact}" in [line.strip() for line in lines], fact
    assert "Facts and Figures" in text
    assert "|" not in text


def row(number: int, fact: str) -> str:
    return f"<tr><td>{number}</td><td>{fact}</td></tr>"


ROWS = "".join(row(n, fact) for n, fact in enumerate(FACTS, start=1))
LABEL = "<h3>Facts and Figures:</h3>"

SHAPES: dict[str, Callable[[], str]] = {
    "an article": lambda: f"{NAV}<article>{summary()}</article>{SIDE}{FOOT}",
    "a form around all": lambda: (
        f"<form action='x.aspx'><input type=hidden name=v>{NAV}<div id=c>{summary()}</div>{SIDE}"
        f"<input type=submit value=Go>{FOOT}</form>"
    ),
    "a form in a form": lambda: (
        f"<form><div><fieldset>{NAV}<div>{summary()}</div></fieldset></div></form>{SIDE}{FOOT}"
    ),
    "a page without a program": lambda: (
        f"{NAV}<div id=root></div><noscript><div>{summary()}</div></noscript>{SIDE}{FOOT}"
    ),
    "an aside of facts": lambda: (
        f"{NAV}<main><article>"
        f"{summary(f'<aside class=box>{LABEL}<ul>{items()}</ul></aside>')}</article></main>{SIDE}{FOOT}"
    ),
    "a footer of facts": lambda: (
        f"{NAV}<article>{summary(f'<footer>{LABEL}<ul>{items()}</ul></footer>')}</article>{SIDE}{FOOT}"
    ),
    "facts beside the text": lambda: (
        f"{NAV}<div class=row><div class=col-8>{summary('')}</div>"
        f"<aside class=sidebar-box>{LABEL}<ul>{items()}</ul></aside></div>{SIDE}{FOOT}"
    ),
    "headings that are buttons": lambda: (
        f"{NAV}<article>"
        + summary()
        .replace("<h3>", "<button type=button class=accordion>")
        .replace("</h3>", "</button>")
        + f"</article>{SIDE}{FOOT}"
    ),
    "buttons in headings": lambda: (
        f"{NAV}<article>"
        + summary().replace("<h3>", "<h3><button>").replace("</h3>", "</button></h3>")
        + f"<button>Copy link</button></article>{SIDE}{FOOT}"
    ),
    "details that fold": lambda: (
        f"{NAV}<article>"
        + summary(f"<details><summary>Facts and Figures</summary><ul>{items()}</ul></details>")
        + f"</article>{SIDE}{FOOT}"
    ),
    "a layout of tables": lambda: (
        f"<table width=100%><tr><td colspan=2>{NAV}</td></tr><tr><td width=160>{SIDE}</td>"
        f"<td>{summary()}</td></tr><tr><td colspan=2>{FOOT}</td></tr></table>"
    ),
    "tables in tables": lambda: (
        "<table><tr><td><table><tr><td>" + NAV + "</td></tr></table></td></tr><tr><td><table><tr>"
        f"<td><center><font>{summary()}</font></center></td></tr></table></td></tr></table>{FOOT}"
    ),
    "a table of facts": lambda: (
        f"<article>{summary(f'{LABEL}<table>{ROWS}</table>')}</article>{SIDE}{FOOT}"
    ),
    "a table of facts with a head": lambda: (
        "<article>"
        + summary(f"{LABEL}<table><thead><tr><th>No.</th><th>Fact</th></tr></thead><tbody>{ROWS}</table>")
        + f"</article>{SIDE}{FOOT}"
    ),
    "a table of one column": lambda: (
        "<article>"
        + summary(f"{LABEL}<table>{''.join(f'<tr><td>{fact}</td></tr>' for fact in FACTS)}</table>")
        + f"</article>{SIDE}{FOOT}"
    ),
    "a list in a cell": lambda: (
        "<article>"
        + summary(f"<table><tr><td>{LABEL}</td><td><ul>{items()}</ul></td></tr></table>")
        + f"</article>{FOOT}"
    ),
    "paragraphs that are divs": lambda: (
        f"{NAV}<div class=wrap><div class=text>"
        + summary().replace("<p>", "<div>").replace("</p>", "</div>")
        + f"</div></div>{SIDE}{FOOT}"
    ),
    "elements of its own": lambda: f"{NAV}<app-root><post-body>{summary()}</post-body></app-root>{SIDE}{FOOT}",
    "a section for each part": lambda: (
        f"{NAV}<div id=page>"
        + summary().replace("<h3>", "</section><section><h3>")
        + f"</div>{SIDE}{FOOT}"
    ),
    "hidden until a click": lambda: (
        f"{NAV}<div style='display:none'>{summary()}</div><p>Please enable scripts.</p>{FOOT}"
    ),
    "share bars in the text": lambda: (
        "<article>"
        + summary().replace("<h3>Overview", "<div class='share-buttons'><a href=f>Facebook</a> "
                            "<a href=w>WhatsApp</a></div><h3>Overview")
        + "<div class='related-posts'><h4>Related</h4><ul><li><a href=a>Salt of the coast</a></li></ul>"
        f"</div><div id=comments><p>Asif says: Thank you, sir, it was of great use to me.</p></div>"
        f"</article>{FOOT}"
    ),
    "uppercase tags": lambda: f"<DIV><ARTICLE>{summary()}</ARTICLE></DIV>{FOOT}",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_summary_in_any_shape_of_page_is_kept_whole(shape: str) -> None:
    text = text_of(page(SHAPES[shape]()))
    holds_all(text)
    for word in (*AROUND, "Copy link", "WhatsApp", "Asif says"):
        assert word not in text, word


def test_several_summaries_on_a_page_are_all_kept() -> None:
    names = ("Apples on credit", "Wool for the north", "A tax on ponds")
    bodies = [summary().replace("Apples on credit", name) for name in names]
    article = "".join(f"<article>{body}</article>" for body in bodies)
    for around in (f"<main>{article}</main>", article, article.replace("article>", "div>")):
        text = text_of(page(f"{NAV}{around}{SIDE}{FOOT}", "<title>Dawn Editorial Summary</title>"))
        assert [text.count(name) for name in names] == [1, 1, 1]
        assert text.count(FACTS[2]) == 3
        assert text.count("Overview:") == 3
        assert not any(word in text for word in AROUND)


def test_a_page_called_after_its_first_summary_keeps_the_others() -> None:
    bodies = [
        summary().replace("Apples on credit _ Author – Rubina Mirza", name)
        for name in ("One", "Two")
    ]
    text = text_of(
        page("".join(f"<article>{body}</article>" for body in bodies), "<title>One</title>")
    )
    assert text.count(FACTS[0]) == 2


def test_four_editorials_of_a_paper_are_all_kept() -> None:
    articles = "".join(
        f"<article><h2>{name}</h2><p>{PROSE[n % 3]}</p><p>{PROSE[(n + 1) % 3]}</p></article>"
        for n, name in enumerate(("Salt", "Roads", "Schools", "Rivers"))
    )
    document = html.read(page(f"{NAV}{articles}{FOOT}", "<title>Editorials</title>").encode())
    assert [part.text.split("\n")[0] for part in document.parts] == [
        "## Salt", "## Roads", "## Schools", "## Rivers",
    ]  # fmt: skip


def test_an_article_is_kept_without_the_teasers_below_it() -> None:
    body = "".join(f"<p>{line}</p>" for line in PROSE * 2)
    cards = "".join(
        f"<article><h2><a href=/{n}>Another tale {n}</a></h2><p>{PROSE[0][:150]}</p></article>"
        for n in range(4)
    )
    text = text_of(page(f"<article><h1>Apples on credit</h1>{body}</article>{cards}"))
    assert text.startswith("# Apples on credit")
    assert PROSE[2] in text
    assert "Another tale" not in text


def test_the_short_article_that_the_page_is_called_after_is_the_text() -> None:
    cards = "".join(
        f"<article><h2><a href=/{n}>Tale {n}</a></h2><p>{PROSE[0]}</p><p>{PROSE[1]}</p></article>"
        for n in range(4)
    )
    short = f"<article><h2>A short word</h2><p>{PROSE[2]}</p></article>"
    text = text_of(page(short + cards, "<title>A short word</title>"))
    assert PROSE[2] in text
    assert PROSE[0] not in text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("436<sup>2</sup> canals", "436 canals"),
        ("in 2019<sup><a href='#fn1'>1</a></sup> alone", "in 2019 alone"),
        ("in 1960<sup class=reference><a href='#n'>[1]</a></sup> and", "in 1960 and"),
        ("cost Rs 436<sup>[2]</sup> crore", "cost Rs 436 crore"),
        ("a dam<sup>3</sup> was", "a dam was"),
        ("the end.<sup>12</sup> Then", "the end. Then"),
        ("the end<sup>*</sup> and", "the end and"),
        ("52<sup>a</sup> villages", "52 villages"),
        ("26<sup>1,2</sup> towns", "26 towns"),
        ("61 m<sup>2</sup> of land", "61 m² of land"),
        ("9 km<sup>3</sup> of water", "9 km³ of water"),
        ("4.2 ft<sup>3</sup>/s", "4.2 ft³/s"),
        ("about 10<sup>6</sup> cells", "about 10⁶ cells"),
        ("3 × 10<sup>-9</sup> g", "3 × 10⁻⁹ g"),
        ("the 21<sup>st</sup> century", "the 21st century"),
        ("June 3<sup>rd</sup>, 2025", "June 3rd, 2025"),
        ("CO<sub>2</sub> rose", "CO₂ rose"),
        ("9<sup>1</sup>/<sub>2</sub> acres", "9 1/2 acres"),
        ("x<sup>2</sup> grows", "x² grows"),
        ("7<span style='vertical-align: super'>4</span> men", "7 men"),
        ("said so<a href='#cite-4'>[4]</a> in", "said so in"),
    ],
)
def test_raised_letters_never_change_a_figure(written: str, read: str) -> None:
    body = f"<article><h1>Water</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>It is {written}.</p></article>"
    assert f"It is {read}" in text_of(page(body))


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("<tr><th>Indicator</th><th>Value</th></tr><tr><td>Growth</td><td>2.5 per cent</td></tr>"
         "<tr><td>Debt</td><td>Rs 71 trillion</td></tr>",
         ["- Growth: 2.5 per cent", "- Debt: Rs 71 trillion"]),
        ("<tr><td>1947</td><td>Partition</td></tr><tr><td>1960</td><td>The treaty</td></tr>",
         ["- 1947: Partition", "- 1960: The treaty"]),
        ("<tr><th>Year</th><th>Exports</th><th>Imports</th></tr><tr><td>2019</td><td>24</td>"
         "<td>56</td></tr><tr><td>2020</td><td>22</td><td>46</td></tr>",
         ["- 2019 – Exports: 24; Imports: 56", "- 2020 – Exports: 22; Imports: 46"]),
        ("<tr><td>Sr. No</td><td>Fact</td></tr><tr><td>1.</td><td>Nine dams</td></tr>"
         "<tr><td>2.</td><td>Ten weirs</td></tr>", ["- Nine dams", "- Ten weirs"]),
    ],
)  # fmt: skip
def test_rows_of_a_table_become_points(table: str, lines: list[str]) -> None:
    body = (
        f"<article><h1>Water</h1><p>{PROSE[0]}</p><h3>Facts:</h3><table>{table}</table></article>"
    )
    text = text_of(page(body))
    assert [line.strip() for line in text.split("\n") if line.strip().startswith("-")] == lines
    assert "|" not in text


def test_a_table_of_words_stays_a_table() -> None:
    table = "<tr><th>Word</th><th>Meaning</th></tr><tr><td>Arid</td><td>Dry</td></tr>"
    text = text_of(page(f"<article><p>{PROSE[0]}</p><table>{table}</table></article>"))
    assert "| Arid | Dry |" in text


URDU = "کسان ٹینکر سے پانی خریدتے ہیں جبکہ نہر کے سرے پر سال میں دو بار کھیت ڈوب جاتے ہیں۔ "


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-1", "no-such-charset"])
def test_letters_are_judged_by_the_bytes(written: str, declared: str) -> None:
    source = f"<html><head><meta charset='{declared}'></head><body><p>{URDU * 3}</p></body></html>"
    assert URDU.strip() in text_of(source.encode(written))


@pytest.mark.parametrize("declared", ["windows-1256", "windows-1252", "utf-8"])
def test_the_older_charset_of_windows_is_read(declared: str) -> None:
    words = "ان کي تجويز ہے کہ ہر گاؤں ميں پاني کي قيمت لگائي جائے اور اس کا حساب رکھا جائے "
    source = f"<html><head><meta charset='{declared}'></head><body><p>{words * 8}</p></body></html>"
    assert "پاني کي قيمت" in text_of(source.encode("cp1256", errors="replace"))


def test_western_letters_of_an_older_charset_are_read() -> None:
    source = f"<html><meta charset=iso-8859-1><p>“{PROSE[0]}” – café</p></html>"
    assert "– café" in text_of(source.encode("cp1252"))


def letter(
    kind: str, encoding: str = "quoted-printable", head: str = "From: <Saved by Blink>\r\n"
) -> bytes:
    from email import policy
    from email.message import EmailMessage

    made = EmailMessage(policy=policy.SMTP)
    made["MIME-Version"] = "1.0"
    frame = EmailMessage(policy=policy.SMTP)
    frame.set_content(
        page(f"{NAV}<article>{summary()}</article>{FOOT}"), subtype="html", cte=encoding
    )
    frame["Content-Location"] = "https://example.org/apples"
    if kind == "alone":
        return head.encode() + frame.as_bytes()
    made["Subject"] = "Apples on credit"
    made.make_related()
    made.attach(frame)
    other = EmailMessage(policy=policy.SMTP)
    other.set_content("<html><p>An advert of the frame</p></html>", subtype="html")
    made.attach(other)
    return head.encode() + made.as_bytes()


@pytest.mark.parametrize("kind", ["related", "alone"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_page_saved_in_one_file_is_read(kind: str, encoding: str) -> None:
    (part,) = html.read(letter(kind, encoding)).parts
    holds_all(part.text)
    assert "advert" not in part.text
    assert part.stated is not None
    assert part.stated.address == "https://example.org/apples"


def test_the_pasted_source_of_a_page_is_read_as_the_page() -> None:
    for source in (page(f"{NAV}<article>{summary()}</article>{FOOT}"), summary(),
                   f"<!-- saved from url=(0019)https://example.org/ -->\n{page(summary())}"):  # fmt: skip
        assert looks_like_page(source)
        (part,) = document_of(source).parts
        holds_all(part.text)
    for words in ("<b>Note:</b> a text that has a tag or two", "x < y and y > z", "<3 this column",
                  "In HTML, <p> opens a paragraph and </p> ends it; </div> ends a box."):  # fmt: skip
        assert not looks_like_page(words)
        assert document_of(words).parts[0].text == words
