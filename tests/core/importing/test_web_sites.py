"""Web pages as the programs behind sites make them: every heading, point and row is kept."""

from collections.abc import Callable

import pytest

from app.core.importing.files.formats import html

PROSE = (
    "The author holds that the port was deepened for ships that never came, and that the loan for"
    " it will be repaid by fishermen whose boats no longer find room at the quay.",
    "Customs officers told her that nine in ten containers are opened twice, once for the record"
    " and once for the tip, and that no scanner was ever switched on after its inauguration.",
    "Her remedy is dull and cheap: a timetable on the gate, a receipt for every fee, and a clerk"
    " who may be sacked by the harbour court within a week of a complaint.",
)
FACTS = (
    "41 cranes were bought in 2015, 6 of them work",
    "Rs 83.5 billion is owed for the deep berth",
    "17,200 boats are registered between the two capes",
)
SUBJECTS = ("Pakistan Affairs – Maritime economy", "Current Affairs – Regional trade")
PS = "".join(f"<p>{line}</p>" for line in PROSE)
UL = "<ul>" + "".join(f"<li>{fact}</li>" for fact in FACTS) + "</ul>"
SUBJECT_LIST = "<ul>" + "".join(f"<li>{subject}</li>" for subject in SUBJECTS) + "</ul>"
TITLE = "A harbour without ships"

CHROME = (
    "<header class=site-header><a href=/>CSS Harbour Notes</a><div class=menu><ul><li><a href=/a>Past"
    " papers</a><li><a href=/b>Book a seat</a></ul></div></header>"
)
TAIL = (
    "<div id=secondary class=widget-area><section class=widget><h2>Recent Comments</h2><p>Bilal on Salt"
    " tax: this was a really helpful thing to read before the paper on Friday, many thanks to you."
    "</p></section></div><footer class=site-footer>Powered by PressMill</footer>"
)
NOT_TEXT = ("Book a seat", "Bilal on", "PressMill", "Recent Comments")


def site(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{TITLE} – CSS Harbour Notes"
        f"</title>{head}</head><body class='single postid-7'>{body}</body></html>"
    )


def wordpress() -> str:
    return (
        f"{CHROME}<div id=content><main><article id=post-7 class='post-7 post type-post category-dawn"
        " tag-social-issues comments-open'><header class=entry-header><h1 class=entry-title>"
        f"{TITLE}</h1><div class=entry-meta><span class=posted-on><time class='entry-date published'"
        " datetime='2024-05-21T09:00:00+05:00'>May 21, 2024</time></span><span class=byline> by"
        " <span class='author vcard'><a href=/author/admin>admin</a></span></span></div></header>"
        f"<div class=entry-content>{PS}<h3>Relevant CSS Subjects and Topics</h3>{SUBJECT_LIST}"
        f"<h3>Facts and Figures</h3>{UL}<div class=sharedaddy><h3>Share this:</h3><ul><li>"
        "<a href=x>Click to share on X</a></ul></div></div><footer class=entry-footer>Tagged"
        " <a rel=tag href=/t>ports</a></footer></article><nav class=post-navigation><a href=/p>Previous:"
        " Salt tax</a></nav><div id=comments class=comments-area><h2>2 thoughts</h2><ol"
        f" class=comment-list><li><p>{PROSE[0][::-1]}</p><li><p>{PROSE[1][::-1]}</p></ol></div></main></div>{TAIL}"
    )


def blogger() -> str:
    lines = "<br/><br/>".join(PROSE)
    subjects = "<br/>".join(f"• {subject}" for subject in SUBJECTS)
    facts = "<br/>".join(f"• {fact}" for fact in FACTS)
    return (
        f"{CHROME}<div class=main-inner><div class='widget Blog'><div class=blog-posts><div class=post-outer>"
        f"<h3 class='post-title entry-title'>{TITLE}</h3><div class='post-body entry-content'>{lines}<br/><br/>"
        f"<b>Relevant CSS Subjects and Topics:</b><br/>{subjects}<br/><br/><b>Facts and Figures:</b><br/>"
        f"{facts}<div style='clear: both'></div></div><div class=post-footer>Posted by <span class=fn>Hina"
        f"</span> at 09:00</div></div></div></div></div>{TAIL}"
    )


def builder() -> str:
    def widget(kind: str, inner: str) -> str:
        return (
            f"<div class='elementor-element elementor-widget elementor-widget-{kind}'>"
            f"<div class=elementor-widget-container>{inner}</div></div>"
        )

    return (
        f"{CHROME}<div class=elementor><section class=elementor-section>{widget('heading', f'<h1>{TITLE}</h1>')}"
        f"{widget('text-editor', PS)}{widget('heading', '<h2>Relevant CSS Subjects and Topics</h2>')}"
        f"{widget('text-editor', SUBJECT_LIST)}{widget('heading', '<h2>Facts and Figures</h2>')}"
        f"{widget('icon-list', UL)}</section></div>{TAIL}"
    )


def word_processor() -> str:
    facts = "".join(
        f"<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>{fact}</p>"
        for fact in FACTS
    )
    prose = PS.replace("<p>", "<p class=MsoNormal><span lang=EN-US>").replace("</p>", "</span></p>")
    return (
        f"<div class=WordSection1><h1>{TITLE}</h1>{prose}<p class=MsoNormal><b>Relevant CSS Subjects and"
        f" Topics:</b></p>{SUBJECT_LIST}<p class=MsoNormal><b>Facts and Figures:</b></p>{facts}</div>"
    )


def accordion() -> str:
    return (
        f"{CHROME}<div class=wrap><h1>{TITLE}</h1>{PS}<button class=accordion>Relevant CSS Subjects and Topics"
        f"</button><div class=panel style='display: none'>{SUBJECT_LIST}</div><button class=accordion>Facts and"
        f" Figures</button><div class=panel style='display:none'>{UL}</div></div>{TAIL}"
    )


def tabs() -> str:
    return (
        f"{CHROME}<div class=wrap><h1>{TITLE}</h1><div role=tabpanel>{PS}</div><div role=tabpanel hidden>"
        f"<h2>Relevant CSS Subjects and Topics</h2>{SUBJECT_LIST}</div><div role=tabpanel hidden>"
        f"<h2>Facts and Figures</h2>{UL}</div></div>{TAIL}"
    )


def linked() -> str:
    def points(lines: tuple[str, ...]) -> str:
        return "<ul>" + "".join(f"<li><a href=https://x.example/{n}>{line}</a></li>"
                                for n, line in enumerate(lines)) + "</ul>"  # fmt: skip

    return (
        f"{CHROME}<article><h1>{TITLE}</h1>{PS}<h3>Relevant CSS Subjects and Topics</h3>{points(SUBJECTS)}"
        f"<h3><a id=facts href=#facts>Facts and Figures</a></h3>{points(FACTS)}</article>{TAIL}"
    )


def outside_of_the_article() -> str:
    return (
        f"{CHROME}<div class=title-block><h1>{TITLE}</h1><p>By Naila Bokhari</p></div><article>{PS}"
        f"<h3>Relevant CSS Subjects and Topics</h3>{SUBJECT_LIST}</article><section class=facts-box>"
        f"<h3>Facts and Figures</h3>{UL}</section>{TAIL}"
    )


def loose() -> str:
    facts = "".join(f"<li>{fact}" for fact in FACTS)
    subjects = "".join(f"<li>{subject}" for subject in SUBJECTS)
    return (
        f"{CHROME}<center><h1>{TITLE}</h1></center><p>{'<p>'.join(PROSE)}<p><b>Relevant CSS Subjects and"
        f" Topics</b><ul>{subjects}</ul><p><b>Facts and Figures</b><ul>{facts}</ul>{TAIL}"
    )


def definitions() -> str:
    facts = "".join(f"<dt>{n}.</dt><dd>{fact}</dd>" for n, fact in enumerate(FACTS, start=1))
    return (
        f"{CHROME}<main><h1>{TITLE}</h1>{PS}<h3>Relevant CSS Subjects and Topics</h3>{SUBJECT_LIST}"
        f"<h3>Facts and Figures</h3><dl>{facts}</dl></main>{TAIL}"
    )


def cards() -> str:
    facts = "".join(f"<div class=card><p>{fact}</p></div>" for fact in FACTS)
    return (
        f"{CHROME}<main><h1>{TITLE}</h1>{PS}<h3>Relevant CSS Subjects and Topics</h3>{SUBJECT_LIST}"
        f"<h3>Facts and Figures</h3><div class=grid>{facts}</div></main>{TAIL}"
    )


def table_of_labels() -> str:
    return (
        f"{CHROME}<h1>{TITLE}</h1><table border=1><tr><td>Summary</td><td>{PS}</td></tr><tr><td>Relevant CSS"
        f" Subjects and Topics</td><td>{SUBJECT_LIST}</td></tr><tr><td>Facts and Figures</td><td>{UL}</td></tr>"
        f"</table>{TAIL}"
    )


SITES: dict[str, Callable[[], str]] = {
    "wordpress": wordpress,
    "blogger": blogger,
    "builder": builder,
    "word processor": word_processor,
    "accordion": accordion,
    "tabs": tabs,
    "linked": linked,
    "outside of the article": outside_of_the_article,
    "loose": loose,
    "definitions": definitions,
    "cards": cards,
    "table of labels": table_of_labels,
}


@pytest.mark.parametrize("name", SITES)
def test_what_a_site_s_program_makes_is_kept_whole(name: str) -> None:
    (part,) = html.read(site(SITES[name]()).encode()).parts
    lines = [line.strip(" -•·#*\xa0") for line in part.text.split("\n")]
    for line in (*PROSE, *SUBJECTS, *FACTS):
        assert any(line in written for written in lines), line
    for label in ("Relevant CSS Subjects and Topics", "Facts and Figures"):
        assert label in [line.rstrip(":*") for line in lines], label
    for words in (*NOT_TEXT, "Click to share", "Salt tax", PROSE[0][::-1]):
        assert words not in part.text, words
    assert part.stated is not None
    assert part.stated.title == TITLE
    assert part.stated.author in (None, "Naila Bokhari", "Hina")


def test_posts_of_a_category_are_kept_whatever_their_tags_are_called() -> None:
    posts = "".join(
        f"<div class='post hentry tag-social-issues category-related-news author-admin'><h2><a href=/{n}>"
        f"Post {n}</a></h2>{PS}<p>{FACTS[n]}</p></div>"
        for n in range(3)
    )
    text = "\n".join(
        part.text
        for part in html.read(site(f"{CHROME}<div id=posts>{posts}</div>{TAIL}").encode()).parts
    )
    for n in range(3):
        assert f"Post {n}" in text
        assert FACTS[n] in text


def test_a_page_of_teasers_alone_is_still_read() -> None:
    posts = "".join(
        f"<article><h2><a href=/{n}>Post {n}</a></h2><p>{PROSE[n][:120]}… <a href=/{n}>Read more</a></p></article>"
        for n in range(3)
    )
    text = "\n".join(
        part.text for part in html.read(site(f"{CHROME}<main>{posts}</main>{TAIL}").encode()).parts
    )
    assert all(f"Post {n}" in text for n in range(3))


def test_a_page_of_a_few_words_is_read() -> None:
    for body in ("The ferry stops.", "<p>The ferry stops.</p>", "<div><span>The ferry stops.</span></div>",
                 "<ul><li>The ferry stops.</li></ul>"):  # fmt: skip
        (part,) = html.read(f"<html><body>{body}</body></html>".encode()).parts
        assert part.text.strip(" -") == "The ferry stops."


def test_an_urdu_page_is_read_like_any_other() -> None:
    words = "کسان ٹینکر سے پانی خریدتے ہیں جبکہ نہر کے سرے پر سال میں دو بار کھیت ڈوب جاتے ہیں اور کوئی نہیں پوچھتا۔"
    body = f"<article dir=rtl><h1>پانی کی قیمت</h1><p>{words}</p><p>{words}</p><h3>خلاصہ</h3><ul><li>۴۳۶ کھالے خشک رہے</li></ul></article>"
    (part,) = html.read(site(f"{CHROME}{body}{TAIL}").encode()).parts
    assert part.text.startswith("# پانی کی قیمت")
    assert part.text.count(words) == 2
    assert "- ۴۳۶ کھالے خشک رہے" in part.text
