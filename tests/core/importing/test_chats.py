"""Chats as phones and programs write them: the summaries come out, the talk around them does not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from app.core.importing.drafting.batch import Batch, drafts_from_text, resolve_dates
from app.core.importing.files.formats import chat
from app.core.importing.lines.dates import DateBasis
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY

FIRST = (
    '*Detailed SUMMARY of the article "Roofs that leak" by Hina Memon, Published in Dawn on June'
    " 12th, 2025:*\n\n"
    "The author went to five schools of the lower town and found that none of them had a roof that"
    " keeps the rain out, although each had been repaired twice on paper in the last four years."
    " She asks who signed the bills and why the signature was enough to pay them.\n\n"
    "A council of parents should count the sheets before the money moves, she writes, and the count"
    " should hang on the door of the school for everybody who passes by to read."
)
SECOND = (
    '*Detailed SUMMARY of the article "A tram for the port" by Omar Khattak, Published in Dawn on'
    " June 13th, 2025:*\n\n"
    "The port has more lorries than its two roads can carry, and the writer recalls that a tram once"
    " brought the dockers to work in a quarter of an hour. He sets the price of new rails beside that"
    " of the third flyover, which was built to carry the same jam one level higher.\n\n"
    "The rails are still there below the asphalt, he ends, and so is the wish of the people to come"
    " home before dark."
)
TALK = ("jazak Allah", "kal class hogi?", "sir pdf?", "Good night all", "Share kar dein")
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def clock(at: datetime, before: str = "am", after: str = "pm", gap: str = " ") -> str:
    return f"{at.hour % 12 or 12}:{at:%M}{gap}{after if at.hour >= 12 else before}"


def arabic(at: datetime) -> str:
    day = f"{at.day}\u200f/{at.month}\u200f/{at.year}، {clock(at, 'ص', 'م')}"
    return day.translate(EASTERN)


Head = Callable[[datetime, str], str]
HEADS: dict[str, Head] = {
    "android": lambda at, who: f"{at:%d/%m/%Y}, {clock(at)} - {who}: ",
    "narrow space": lambda at, who: f"{at:%d/%m/%Y}, {clock(at, gap=chr(0x202F))} - {who}: ",
    "american": lambda at, who: f"{at.month}/{at.day}/{at:%y}, {clock(at, 'AM', 'PM')} - {who}: ",
    "a. m.": lambda at, who: f"{at:%d/%m/%Y}, {clock(at, 'a. m.', 'p. m.')} - {who}: ",
    "a.m.": lambda at, who: f"{at.day}/{at.month}/{at.year} {clock(at, 'a.m.', 'p.m.')} - {who}: ",
    "german": lambda at, who: f"{at:%d.%m.%y}, {at:%H:%M} - {who}: ",
    "german um": lambda at, who: f"{at:%d.%m.%y} um {at:%H:%M} - {who}: ",
    "iso": lambda at, who: f"{at:%Y-%m-%d}, {at:%H:%M} - {who}: ",
    "iso with t": lambda at, who: f"[{at:%Y-%m-%dT%H:%M:%S}] {who}: ",
    "year first": lambda at, who: f"{at:%Y/%m/%d}, {at:%H:%M} - {who}: ",
    "iphone": lambda at, who: f"[{at:%d/%m/%Y}, {clock(at, 'AM', 'PM')}] {who}: ",
    "iphone marks": lambda at, who: f"\u200e[{at:%d/%m/%Y}, {at:%H:%M:%S}] ~\xa0{who}: ",
    "web": lambda at, who: f"[{at:%H:%M}, {at.day}/{at.month}/{at.year}] {who}: ",
    "web twelve hours": lambda at, who: f"[{clock(at)}, {at.day}/{at.month}/{at.year}] {who}: ",
    "arabic": lambda at, who: f"\u200f{arabic(at)} - {who}: ",
    "arabic in brackets": lambda at, who: f"[{arabic(at)}] {who}: ",
    "persian digits": lambda at, who: (
        f"{at:%Y/%m/%d}، {at:%H:%M}".translate(PERSIAN) + f" - {who}: "
    ),
    "month by name": lambda at, who: f"{at.day} Jun {at.year}, {clock(at)} - {who}: ",
    "month first by name": lambda at, who: f"[Jun {at.day}, {at.year}, {clock(at)}] {who}: ",
    "month by name at": lambda at, who: f"{at.day} June {at.year} at {at:%H:%M} - {who}: ",
    "month in between": lambda at, who: f"{at.day}-Jun-{at:%y} {at:%H:%M} - {who}: ",
    "no dash": lambda at, who: f"{at:%d/%m/%Y}, {at:%H:%M:%S}: {who}: ",
    "no dash at all": lambda at, who: f"{at:%d/%m/%Y} {at:%H:%M} {who}: ",
    "long dash": lambda at, who: f"{at:%d/%m/%Y}, {at:%H:%M} – {who}: ",
    "time first": lambda at, who: f"{at:%H:%M}, {at:%d/%m/%Y} - {who}: ",
    "telegram": lambda at, who: f"{who}, [{at:%d.%m.%Y %H:%M}]\n",
    "telegram twelve hours": lambda at, who: f"{who}, [{at:%d/%m/%Y} {clock(at, 'AM', 'PM')}]\n",
    "telegram by name": lambda at, who: f"{who}, [{at.day} Jun {at.year} at {clock(at)}]:\n",
    "weekday": lambda at, who: (
        f"{('Thu', 'Fri')[at.day % 2]}, {at.day} Jun {at.year}, {at:%H:%M} - {who}: "
    ),
    "tight comma": lambda at, who: f"[{at:%H:%M},{at:%d/%m/%Y}] {who}: ",
    "no space before the half": lambda at, who: (
        f"[{at:%d/%m/%y}, {clock(at, 'AM', 'PM', '')}] {who}: "
    ),
    "french": lambda at, who: f"{at:%d/%m/%Y} à {at:%H:%M} - {who} : ",
    "spaces between": lambda at, who: f"{at.day}. {at.month}. {at.year} {at:%H:%M} - {who}: ",
    "time with a full stop": lambda at, who: f"{at:%d/%m/%y} {at:%H.%M} - {who}: ",
}


@dataclass
class Teller:
    """Writes a chat, each message some minutes behind the one before."""

    head: Head
    at: datetime = datetime(2025, 6, 12, 20, 2)  # noqa: DTZ001 - chats name no zone
    text: str = ""

    def say(self, who: str, words: str, minutes: int = 2) -> None:
        self.at += timedelta(minutes=minutes)
        self.text += f"{self.head(self.at, who)}{words}\n"

    def sleep(self) -> None:
        self.at = self.at.replace(hour=7, minute=12) + timedelta(days=1)


def batch_of(text: str) -> Batch:
    return resolve_dates(drafts_from_text(text, "chat", load_syllabus()), TODAY)


def whole(batch: Batch) -> str:
    return "\n".join(
        "\n".join(section.markdown for section in sourced.draft.sections)
        + str(sourced.draft.title)
        + "\n".join(fact.text for fact in sourced.draft.facts)
        for sourced in batch.drafts
    )


def two_summaries(teller: Teller) -> str:
    teller.say("Rabiya (CSS)", FIRST)
    teller.say("+92 300 0000000", TALK[0])
    teller.say("Kamal", TALK[1])
    teller.say("Rabiya (CSS)", TALK[4])
    teller.say("Rabiya (CSS)", TALK[3])
    teller.sleep()
    teller.say("Kamal", TALK[2])
    teller.say("Rabiya (CSS)", SECOND)
    teller.say("Kamal", "kal class hai?")
    return teller.text


def both(batch: Batch, *unwanted: str) -> None:
    found = [
        (sourced.draft.title, sourced.draft.author, sourced.draft.published_on)
        for sourced in batch.drafts
    ]
    assert found == [
        ("Roofs that leak", "Hina Memon", date(2025, 6, 12)),
        ("A tram for the port", "Omar Khattak", date(2025, 6, 13)),
    ]
    text = whole(batch)
    for words in ("count the sheets", "below the asphalt", "passes by to read", "before dark"):
        assert words in text
    for words in (*TALK, "kal class hai", "Rabiya", "Kamal", *unwanted):
        assert words not in text


@pytest.mark.parametrize("name", HEADS)
def test_stamps_of_every_form(name: str) -> None:
    batch = batch_of(two_summaries(Teller(HEADS[name])))
    both(batch)
    posted = [sourced.draft.posted_on for sourced in batch.drafts]
    assert posted == [date(2025, 6, 12), date(2025, 6, 13)]


SYSTEM = {
    "android": (
        "{}Messages and calls are end-to-end encrypted. Only people in this chat can read them.",
        "{}Kamal joined using this group's invite link",
        "{}Rabiya added Sana and +92 300 1111111",
        '{}Rabiya changed the subject from "CSS: Editorial Summary" to "CSS 2026: Dawn editorials"',
        "{}You pinned a message",
        "{}آپ نے اس گروپ کے دعوتی لنک سے شمولیت اختیار کی",
    ),
    "iphone marks": (
        "{}CSS 2026: \u200eMessages and calls are end-to-end encrypted. Only people in this chat can"
        " read, listen to, or share them. Learn more.",
        "{}CSS 2026: \u200eKamal joined using your invite",
        "{}Sana: \u200eThis message was deleted.",
        "{}Sana: \u200eimage omitted",
        "{}CSS 2026: \u200eپیغامات اور کالز اینڈ ٹو اینڈ مرموز ہیں۔",
        "{}Sana: \u200ePOLL:\nWhich editorial summary next?\n\u200eOPTION: Dawn (7 votes)\n"
        "\u200eOPTION: The Nation (2 votes)",
        "{}Sana: \u200e<attached: 00000012-PHOTO-2025-06-12-20-11-03.jpg>",
        "{}Sana: \u200eBild weggelassen",
    ),
}


@pytest.mark.parametrize("name", SYSTEM)
@pytest.mark.parametrize("at", ["first", "behind", "between"])
def test_what_the_program_says_is_no_text(name: str, at: str) -> None:
    stamp = {"android": "12/06/2025, 8:05 pm - ", "iphone marks": "\u200e[12/06/2025, 20:05:04] "}
    said = "\n".join(line.format(stamp[name]) for line in SYSTEM[name]) + "\n"
    teller = Teller(HEADS[name], text=said if at == "first" else "")
    teller.say("Rabiya", FIRST)
    teller.text += said if at == "between" else ""
    teller.say("Rabiya", SECOND)
    teller.text += said if at == "behind" else ""
    both(
        batch_of(teller.text), "encrypted", "joined", "OPTION", "Which editorial", "omitted", "jpg",
        "pinned", "deleted", "weggelassen", "CSS 2026", "اینڈ", "گروپ",
    )  # fmt: skip


@pytest.mark.parametrize(
    "note",
    [
        "<Media omitted>", "<میڈیا شامل نہیں>", "<تم استبعاد الوسائط>", "<Medien ausgeschlossen>",
        "<Médias omis>", "\u200eimage omitted", "IMG-20250612-WA0012.jpg (file attached)", "null",
        "Dawn 12 June.pdf (file attached)", "یہ پیغام حذف کر دیا گیا تھا", "Forwarded",
        "https://www.dawn.com/news/1234567/the-roofs",
    ],
)  # fmt: skip
def test_notes_of_media_are_no_text(note: str) -> None:
    teller = Teller(HEADS["android"])
    teller.say("Rabiya", f"{note}\n{FIRST}")
    teller.say("Rabiya", note)
    teller.say("Sana", note)
    teller.say("Rabiya", SECOND)
    teller.say("Rabiya", note)
    both(batch_of(teller.text), note.strip("\u200e"))


PIECES = (
    "Editorial Summary\nRoofs that leak _ Author – Hina Memon\n- 06/13/2025\n- Category: Dawn"
    " Editorial Summary\n" + FIRST.partition("\n\n")[2],
    "Overview:\nA calm column on repairs that were paid for and never made.",
    "Facts and Figures:\n- 5 schools of the lower town have no roof\n- 2 repairs each were paid for"
    " in 4 years",
)


@pytest.mark.parametrize("name", ["android", "web", "telegram", "arabic"])
@pytest.mark.parametrize(
    "talk", [(), ("jazak Allah",), ("MashaAllah sir", "notes pdf bhi share karein")]
)
def test_a_summary_in_several_messages_is_one(name: str, talk: tuple[str, ...]) -> None:
    teller = Teller(HEADS[name])
    for piece in PIECES:
        teller.say("Rabiya", piece)
        for words in talk:
            teller.say("Kamal", words)
    batch = batch_of(teller.text)
    (sourced,) = batch.drafts
    assert (sourced.draft.title, sourced.draft.author) == ("Roofs that leak", "Hina Memon")
    facts = [fact.text for fact in sourced.draft.facts]
    assert facts == [
        "5 schools of the lower town have no roof", "2 repairs each were paid for in 4 years",
    ]  # fmt: skip
    assert all(words not in whole(batch) for words in talk)


def test_pieces_without_labels_go_on_with_the_text() -> None:
    heading, first, second = FIRST.split("\n\n")
    teller = Teller(HEADS["iphone"])
    teller.say("Rabiya", heading)
    teller.say("Rabiya", first, minutes=1)
    teller.say("Sana", "Thanks a lot sir")
    teller.say("Rabiya", second, minutes=1)
    teller.say("Rabiya", "Good night everyone", minutes=1)
    teller.say("Rabiya", SECOND, minutes=1)
    both(batch_of(teller.text), "Thanks a lot", "Good night")


def test_a_title_in_a_message_of_its_own() -> None:
    _, first, second = FIRST.split("\n\n")
    teller = Teller(HEADS["web"])
    teller.say("Rabiya", "Roofs that leak\nBy Hina Memon\nDawn, June 12, 2025")
    teller.say("Rabiya", f"{first}\n\n{second}")
    teller.say("Kamal", "thanks")
    teller.say("Rabiya", SECOND)
    both(batch_of(teller.text))


def test_a_sentence_cut_by_the_length_of_a_message_goes_on() -> None:
    cut = FIRST.index("and why the signature")
    teller = Teller(HEADS["web"])
    teller.say("Rabiya", FIRST[:cut].strip())
    teller.say("Kamal", "waiting for the rest, please send")
    teller.say("Rabiya", FIRST[cut:])
    teller.say("Rabiya", SECOND)
    both(batch_of(teller.text), "waiting")


def test_a_numbered_piece_goes_on_later() -> None:
    heading, first, second = FIRST.split("\n\n")
    teller = Teller(HEADS["android"])
    teller.say("Rabiya", f"{heading}\n\n{first}")
    teller.say("Rabiya", f"(2/2)\n{second}", minutes=40)
    teller.say("Rabiya", SECOND, minutes=40)
    both(batch_of(teller.text))


def test_two_senders_do_not_mix() -> None:
    heading, first, second = FIRST.split("\n\n")
    teller = Teller(HEADS["android"])
    teller.say("Rabiya", f"{heading}\n\n{first}")
    teller.say("Sana", SECOND)
    teller.say("Rabiya", second)
    batch = batch_of(teller.text)
    both(batch)
    assert "count the sheets" in whole(Batch(batch.drafts[:1]))


def test_greetings_in_the_message_itself_are_dropped() -> None:
    teller = Teller(HEADS["android"])
    teller.say("Rabiya", f"Assalam o alaikum everyone\n\n{FIRST}\n\nJazakAllah")
    teller.say("Rabiya", f"> {SECOND}\n\nShare with your friends please 🙏")
    both(batch_of(teller.text), "Assalam", "Jazak", "friends")


def test_marks_of_telegram_are_dropped() -> None:
    teller = Teller(HEADS["telegram"])
    teller.say("Rabiya", f"[Forwarded from CSS Dawn Editorials]\n{FIRST}")
    teller.say("Kamal", "[In reply to Rabiya]\nthanks sir")
    teller.say("Rabiya", f"[ Photo ]\n{SECOND}")
    both(batch_of(teller.text), "Forwarded", "In reply", "Photo", "thanks")


@pytest.mark.parametrize(
    "words",
    [
        "Aaj ka lecture 5 baje hoga sab log time par join karen aur apni copies sath le kar aayen",
        "Can anyone please send me the notes of the last class, I was not well and I missed it all",
        "Guys tomorrow's class is at 6 pm, the zoom link will be shared ten minutes before it",
        "Reminder: mock exam on Saturday at 10 am in the main hall, bring your own answer sheets",
        "kl ki editorial summary bhi send kr den please sir",
        "Sir, will you upload the summary of the Dawn editorial by tonight?",
        "السلام علیکم سر کل کلاس کب ہوگی پلیز بتا دیں جزاک اللہ",
        "I think you all should read my notes first, and then if you still have any questions you"
        " can call me or write to me here and I will answer you as soon as I am free, because I"
        " know how hard it was for me when I began",
    ],
)
@pytest.mark.parametrize("who", ["Rabiya", "Kamal"])
def test_longer_talk_is_no_text_either(words: str, who: str) -> None:
    teller = Teller(HEADS["iphone"])
    teller.say("Rabiya", FIRST)
    teller.say(who, words)
    teller.say("Rabiya", SECOND)
    teller.say(who, words)
    both(batch_of(teller.text), words[:30])


def test_a_long_text_without_a_heading_stays() -> None:
    words = FIRST.partition("\n\n")[2]
    teller = Teller(HEADS["android"])
    teller.say("Kamal", words)
    teller.say("Sana", "thanks")
    (part,) = chat.read(teller.text).parts
    assert part.text == words


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (["12/06/2025", "13/06/2025"], date(2025, 6, 12)),
        (["6/12/25", "6/13/25"], date(2025, 6, 12)),
        (["30/05/2025", "1/6/2025", "2/6/2025"], date(2025, 5, 30)),
        (["11/6/2025", "2/7/2025"], date(2025, 6, 11)),
        (["1/6/2025", "2/6/2025", "3/6/2025"], date(2025, 6, 1)),
        (["6/1/2025", "6/2/2025", "6/3/2025"], date(2025, 6, 1)),
        (["02.06.2025", "02.06.2025"], date(2025, 6, 2)),
        (["12/06/2025", "12/06/2025"], None),
    ],
)
def test_the_order_of_a_date_is_shown_by_all_stamps(days: list[str], first: date | None) -> None:
    text = "\n".join(f"{day}, 9:41 pm - Rabiya: {FIRST}" for day in days)
    parts = chat.read(text).parts
    posted = [part.posted for part in parts if part.posted]
    assert len(posted) == len(days)
    assert all(one.basis is not DateBasis.GUESSED for one in posted)
    assert posted[0].chosen == first


def test_a_single_message_is_known_by_its_brackets() -> None:
    (sourced,) = batch_of(f"[21:41, 12/6/2025] Rabiya: {FIRST}").drafts
    assert (sourced.draft.title, sourced.draft.posted_on) == ("Roofs that leak", date(2025, 6, 12))
    assert "Rabiya" not in whole(batch_of(f"[21:41, 12/6/2025] Rabiya: {FIRST}"))


def test_words_above_the_first_stamp_are_a_text_too() -> None:
    teller = Teller(HEADS["web"])
    teller.say("Kamal", "jazak Allah")
    teller.say("Rabiya", SECOND)
    both(batch_of(f"{FIRST}\n{teller.text}"))


@pytest.mark.parametrize(
    "text",
    [
        "06/02/2025 10:15 AM - Posted by: Omar\n06/02/2025 10:15 AM - Category: Dawn",
        "CSS Dawn Editorials\nJune 19, 2025 at 03:05 AM\nText\nJune 20, 2025 at 03:05 AM\nText",
        "On 12/06/2025 at 21:41 the gates were opened: nobody was told.\nOn 13/06/2025 too.",
        "",
        "12/06/2025",
    ],
)
def test_what_is_no_chat(text: str) -> None:
    assert not chat.is_chat(text)
