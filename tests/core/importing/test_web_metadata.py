"""What a page states about itself: title, author, day, site, address and tags."""

import json

import pytest

from app.core.importing.files.formats import html
from app.core.importing.files.formats.web.page_metadata import person, without_site
from app.core.importing.model import Fields

WORDS = (
    "The writer holds that the levy on salt was raised four times in one year, and that the miners of"
    " the range have been paid in promises since the last of these."
)


def stated(head: str = "", body: str = "", article: str = "") -> Fields:
    source = f"<html><head>{head}</head><body>{body}<article>{article}<p>{WORDS}</p><p>{WORDS}</p></article></body></html>"
    (part,) = html.read(source.encode()).parts
    assert part.stated is not None
    return part.stated


def linked(record: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(record)}</script>"


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "A levy on salt",
    "author": {"@type": "Person", "name": "Rubina Mirza"},
    "datePublished": "2024-05-21T08:00:00+05:00",
    "publisher": {"@type": "Organization", "name": "Dawn"},
    "url": "https://example.org/salt",
}
NAMED = ("A levy on salt", "Rubina Mirza", "2024-05-21")


@pytest.mark.parametrize(
    "record",
    [
        ARTICLE,
        [ARTICLE],
        {
            "@context": "https://schema.org",
            "@graph": [{"@type": "WebSite", "name": "Dawn"}, ARTICLE],
        },
        {"@type": "WebPage", "name": "x", "mainEntity": ARTICLE},
        ARTICLE | {"@type": ["Article", "OpinionNewsArticle"]},
        ARTICLE | {"author": ["Rubina Mirza"]},
        ARTICLE | {"author": [{"name": "Rubina Mirza"}]},
        ARTICLE | {"author": "By Rubina Mirza"},
        [
            ARTICLE,
            ARTICLE | {"headline": "Another", "url": "https://example.org/2", "author": "X Y"},
        ],
    ],
    ids=repr,
)
def test_linked_data_names_the_article(record: object) -> None:
    found = stated(linked(record) + "<meta property=og:title content='A levy on salt'>")
    assert (found.title, found.author, found.published) == NAMED


@pytest.mark.parametrize("broken", ["{", "[" * 5000, "null", '{"@type": 5, "headline": {}}', '"x"',
                                    '{"@type":"Article","headline":"T","datePublished":17,"author":[[]]}'])  # fmt: skip
def test_broken_linked_data_states_nothing(broken: str) -> None:
    found = stated(
        f"<script type='application/ld+json'>{broken}</script><title>A levy on salt</title>"
    )
    assert (found.author, found.published) == (None, None)


@pytest.mark.parametrize(
    "name",
    ["article:published_time", "datePublished", "date", "DC.date.issued", "citation_publication_date",
     "sailthru.date", "parsely-pub-date", "publish-date", "pubdate"],
)  # fmt: skip
@pytest.mark.parametrize(
    "written", ["2024-05-21", "2024-05-21T23:59:00Z", "20240521", "2024/05/21"]
)
def test_metadata_states_the_day(name: str, written: str) -> None:
    for key in ("name", "property", "itemprop"):
        found = stated(f"<meta {key}='{name}' content='{written}'>").published
        assert found is not None
        assert found.replace("/", "-") == "2024-05-21"


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("<time datetime='2024-05-21T10:00'>yesterday</time>", "2024-05-21"),
        ("<span class=posted-on>May 21, 2024</span>", "May 21, 2024"),
        ("<h1>Salt</h1><p>21 May 2024</p>", "21 May 2024"),
        ("<abbr class=published title='2024-05-21T10:00:00'>10:00</abbr>", "2024-05-21"),
        ("<div class=comments><time datetime='2023-01-01'>x</time></div>", None),
        ("<p>Nothing of the kind.</p>", None),
        ("<time datetime='not a day'>soon</time>", None),
    ],
)
def test_a_shown_day_is_found(body: str, day: str | None) -> None:
    assert stated(body=body).published == day


def test_the_address_tells_the_day_and_settles_universal_time() -> None:
    link = "<link rel=canonical href='https://example.org/2024/05/21/salt/'>"
    assert stated(link).published == "2024-05-21"
    stamp = "<meta property='article:published_time' content='{}'>"
    assert stated(link + stamp.format("2024-05-22T01:00:00Z")).published == "2024-05-21"
    assert stated(link + stamp.format("2024-05-22T01:00:00+05:00")).published == "2024-05-22"
    assert stated(link + stamp.format("2024-05-30T01:00:00Z")).published == "2024-05-30"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("By Rubina Mirza", "Rubina Mirza"),
        ("written by: Rubina Mirza", "Rubina Mirza"),
        ("Rubina Mirza, https://example.org/rubina", "Rubina Mirza"),
        ("Rubina Mirza | Dawn", "Rubina Mirza"),
        ("Rubina Mirza for Dawn", "Rubina Mirza"),
        ("Rubina Mirza; Asad Khan", "Rubina Mirza, Asad Khan"),
        ("admin", None), ("cssadmin", None), ("Dawn", None), ("https://example.org/a", None),
        ("Staff Reporter", None), ("The Editorial Board", None), ("@rubina", None), ("Web Desk", None),
        ("News Nation Bureau", None), ("example.org", None), ("", None), ("12", None),
    ],
)  # fmt: skip
def test_an_author_is_a_person(written: str, name: str | None) -> None:
    assert person(written, ("Dawn", "example.org")) == name


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta name=author content='Rubina Mirza'>", ""),
        ("<meta property='article:author' content='https://facebook.com/x'>"
         "<meta name='parsely-author' content='Rubina Mirza'>", ""),
        ("<meta name=citation_author content='Rubina Mirza'>", ""),
        ("", "<a rel=author href=/r>Rubina Mirza</a>"),
        ("", "<span itemprop=author><span itemprop=name>Rubina Mirza</span></span>"),
        ("<meta name=author content=admin>", "<span class='author-name'>By Rubina Mirza</span>"),
    ],
)  # fmt: skip
def test_metadata_states_the_author(head: str, body: str) -> None:
    assert stated(head, body).author == "Rubina Mirza"


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("A levy on salt | Dawn.com", "", "A levy on salt"),
        ("A levy on salt - Dawn", "Dawn", "A levy on salt"),
        ("A levy on salt – and on wool", "Dawn", "A levy on salt – and on wool"),
        ("Salt: a levy", "", "Salt: a levy"),
        ("A levy » Notes", "", "A levy"),
    ],
)
def test_a_title_is_without_its_site(title: str, site: str, bare: str) -> None:
    assert without_site(title, site) == bare


def test_site_address_and_tags_are_as_written() -> None:
    found = stated(
        "<meta property=og:site_name content=Dawn><meta property=og:url content='https://example.org/s'>"
        "<meta property='article:tag' content='Salt, rock'><meta property='article:tag' content=Mining>"
    )
    assert (found.site, found.address, found.tags) == (
        "Dawn",
        "https://example.org/s",
        ("Salt, rock", "Mining"),
    )
    assert stated("<meta name=keywords content='Salt, Mining, salt'>").tags == ("Salt", "Mining")
    source = f"<!-- saved from url=(0023)https://example.org/s -->\n<html><p>{WORDS}</p></html>"
    (part,) = html.read(source.encode()).parts
    assert part.stated is not None
    assert part.stated.address == "https://example.org/s"


def test_a_heading_outside_of_the_text_is_the_title() -> None:
    assert stated("<title>Notes</title>", "<h1>A levy on salt</h1>").title == "A levy on salt"
    assert (
        stated("<title>A levy on salt - Notes for All</title>", "<h2>A levy on salt</h2>").title
        == "A levy on salt"
    )
    assert stated("<title>A levy on salt | Notes</title>").title == "A levy on salt"
    assert stated().title is None
