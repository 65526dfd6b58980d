"""Makes what an aspirant brings in: a page of a newspaper, a chat, a scan's text, an Urdu column.

All of it is in our own words, in the untidy shape in which such material reaches people.
"""

import zipfile
from pathlib import Path
from typing import Final

PAGE_AUTHOR: Final = "M Amir Rana"
RIGHT_AUTHOR: Final = "Muhammad Amir Rana"

_PAGE: Final = """\
<!DOCTYPE html>
<!-- saved from url=(0042)https://www.dawn.com/news/{number}/column -->
<html lang="en"><head><meta charset="utf-8"><title>{title} - Newspaper - DAWN.COM</title>
<meta property="og:site_name" content="DAWN.COM">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "{title}", "datePublished": "{day}T05:12:44+05:00",
"author": {{"@type": "Person", "name": "{author}"}},
"publisher": {{"@type": "NewsMediaOrganization", "name": "Dawn"}}}}</script>
<style>.ad {{ display: block }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/latest">Latest</a></li>
<li><a href="/opinion">Opinion</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="ad">Advertisement: book a plot today and pay in easy instalments.</div>
<main><article><h1>{title}</h1>
<div class="story__meta"><span class="story__byline"><a href="/authors/9">{author}</a></span>
<span class="story__time">Published {day}</span></div>
<div class="story__content">
<p>{first}</p>
<div class="ad">Advertisement: broadband for the whole family.</div>
<p>{second}</p>
<p>{third}</p>
<p><em>Published in Dawn, {day}</em></p></div></article></main>
<aside><h3>Read more</h3><ul><li><a href="/1">Ten dishes for a rainy evening</a></li>
<li><a href="/2">Markets close higher for a third day</a></li></ul></aside>
<section class="comments"><h3>Comments (2)</h3><p>Well said, sir.</p><p>Second!</p></section>
<footer>Contact us. Terms of use. All rights reserved.</footer></body></html>
"""

PAGES: Final = (
    {
        "number": "1915001",
        "title": "Roads that end in the sand",
        "day": "2025-06-15",
        "first": (
            "A road of 212 kilometres was to join four towns of the coast before the end of the last"
            " plan, and its first sixty were opened with a ribbon and a band. Beyond them the bed of"
            " the road is marked by white stones, and the lorries drive beside it on the old track."
        ),
        "second": (
            "The provincial department says that it has spent two thirds of the money. What was paid"
            " for can be counted by anybody who walks along the stones: three bridges without a"
            " deck, a depot without a roof, and eleven machines that have not moved since 2023."
        ),
        "third": (
            "People of the coast do not ask for speeches on development. They ask that a patient be"
            " in the hospital within two hours, and that somebody sign for every kilometre that the"
            " budget calls complete. Both could be done without a rupee more."
        ),
    },
    {
        "number": "1916733",
        "title": "The price of a closed border",
        "day": "2025-06-22",
        "first": (
            "When the crossing was shut for the fifth time in a year, the fruit of one valley rotted"
            " in 340 lorries within sight of its market. Traders on both sides know the sum by heart,"
            " because they carry it themselves, and no office has ever asked them for it."
        ),
        "second": (
            "Security is the reason that is given, and nobody in the valley makes light of it. Yet"
            " those who do harm do not queue with their papers in their hands, while a family with a"
            " sick child does, and learns at the barrier that the rule was changed overnight."
        ),
        "third": (
            "A border can be watched and open at the same time. It needs scanners, a list of rules"
            " that holds for a season, and one official in reach who may decide. The two capitals"
            " have agreed on all three before, and could begin with the last."
        ),
    },
)

SCAN: Final = """\
A village of ninety houses borrows eleven
million rupees in a year, and most of it is
owed to four men. The loans are small, a sack
of seed or a month of medicine, and none of
them is written down.

                    - 17 -

What is not written cannot be disputed, so the
sum grows with every harvest that fails. In
the two districts that the author visited,
every third family had sold an animal to pay
for an animal sold before.

                    - 18 -

She asks for a register in each village, kept
by the school, in which lender and borrower
both sign. It would not forbid a single loan.
It would only make the count public, and that
alone has lowered the price of money in the
places that have tried it.
"""

ADVERT: Final = "Admissions are open! Register now and get 20% off the fee: Rs 5000. Limited seats, call us now."

URDU_TITLE: Final = "پانی کا حساب"
URDU: Final = (
    f"{URDU_TITLE}\n"
    "تحریر: زاہد حسین\n"
    "روزنامہ جنگ، 12 جون 2025ء\n\n"
    "ہمارے شہروں میں پانی کا مسئلہ ہر برس گرمیوں کے ساتھ لوٹ آتا ہے اور ہر برس یہی کہا جاتا ہے کہ اگلے سال"
    " تک نیا منصوبہ مکمل ہو جائے گا۔ لوگ ٹینکر خریدتے ہیں، قطاروں میں کھڑے رہتے ہیں اور پھر بارش کے ساتھ سب"
    " کچھ بھول جاتے ہیں۔\n\n"
    "اصل سوال یہ ہے کہ جو پانی دریا سے شہر تک آتا ہے اس کا تہائی حصہ راستے میں کہاں جاتا ہے۔ پرانے پائپ،"
    " بے حساب کنکشن اور دفتر کی خاموشی، تینوں اس نقصان میں برابر کے شریک ہیں، مگر کسی کا نام کسی رپورٹ میں نہیں"
    " لکھا جاتا۔\n\n"
    "اگر ہر محلے میں ایک میٹر ہو اور اس کا حساب مسجد اور سکول کی دیوار پر لکھا جائے تو لوگ خود جان لیں گے کہ"
    " کتنا پانی آیا اور کتنا گیا۔ اس کے لیے کسی بڑے منصوبے کی نہیں، صرف دیانت کی ضرورت ہے۔\n"
)

CHAT_TITLES: Final = ("Roofs that leak", "A tram for the port")
_CHAT: Final = """\
[14/06/2025, 8:58:03 AM] CSS Aspirants 2026: \u200eMessages and calls are end-to-end encrypted.
[14/06/2025, 9:01:12 AM] Sana: Assalam o alaikum everyone
[14/06/2025, 9:02:40 AM] Bilal: kal class hogi?
[14/06/2025, 9:05:00 AM] Sir Tariq: *Detailed SUMMARY of the article "Roofs that leak" by Hina \
Memon, Published in Dawn on June 12th, 2025:*

The author went to five schools of the lower town and found that none of them had a roof that keeps \
the rain out, although each had been repaired twice on paper in the last four years. She asks who \
signed the bills and why the signature was enough to pay them.

A council of parents should count the sheets before the money moves, she writes, and the count should \
hang on the door of the school for everybody who passes by to read.
[14/06/2025, 9:06:10 AM] Sana: jazak Allah sir
[14/06/2025, 9:07:30 AM] Bilal: \u200e<attached: 00000012-PHOTO-2025-06-14-09-07-30.jpg>
[14/06/2025, 6:15:00 PM] Academy: Admissions are open! Register now and get 20% off the fee: Rs 5000. \
Limited seats, call us now on WhatsApp.
[15/06/2025, 9:04:00 AM] Sir Tariq: *Detailed SUMMARY of the article "A tram for the port" by Omar \
Khattak, Published in Dawn on June 13th, 2025:*

The port has more lorries than its two roads can carry, and the writer recalls that a tram once brought \
the dockers to work in a quarter of an hour. He sets the price of new rails beside that of the third \
flyover, which was built to carry the same jam one level higher.

The rails are still there below the asphalt, he ends, and so is the wish of the people to come home \
before dark.
[15/06/2025, 9:10:00 AM] Sana: Share kar dein pdf bhi
"""


def newspaper_page(folder: Path, number: int = 0, *, author: str = PAGE_AUTHOR) -> Path:
    """Write a page of a newspaper as a browser saves it, with the folder of its files beside it."""
    page = PAGES[number]
    path = folder / f"{page['title']} - Newspaper - DAWN.COM.html"
    path.write_text(_PAGE.format(author=author, **page), encoding="utf-8")
    beside = path.with_name(f"{path.stem}_files")
    beside.mkdir()
    (beside / "main.css").write_text("body { margin: 0 }", encoding="utf-8")
    (beside / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return path


def chat_zip(folder: Path) -> Path:
    """Write a chat as WhatsApp exports it, with a picture that somebody sent."""
    path = folder / "WhatsApp Chat - CSS Aspirants 2026.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", _CHAT.replace("\n[", "\r\n["))
        archive.writestr("00000012-PHOTO-2025-06-14-09-07-30.jpg", b"\xff\xd8\xff\xe0" + bytes(500))
    return path
