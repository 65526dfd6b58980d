"""Headings put together from the parts that people use, in any order, with a body below them.

Two sets of wordings: WORKED was at hand while headings were taught; HELD_OUT was written afterwards,
with other words, names, signs and labels, and shows how much was learned by heart.
"""

import random
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True)
class Wordings:
    """What a half is made of; `{}` is where the value goes."""

    titles: tuple[str, ...]
    title_forms: tuple[str, ...]
    authors: tuple[str, ...]
    author_forms: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]
    paper_forms: tuple[str, ...]
    dates: tuple[str, ...]
    date_forms: tuple[str, ...]
    separators: tuple[str, ...]
    openings: tuple[str, ...]
    bodies: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    fact_labels: tuple[str, ...]
    bullets: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Generated:
    """A text and what a careful person reads in it; `day` may be the article's date or the post's."""

    text: str
    title: str
    author: str | None
    publication: str | None
    day: date | None
    facts: tuple[str, ...] | None


DAY: Final = date(2025, 6, 13)

WORKED: Final = Wordings(
    titles=(
        "Thirst of a city", "Who pays for the floods?", "Debt, deficit and the dollar",
        "Reforming the police: a first step", "The politics of wheat", "Beyond the ceasefire",
        "Karachi’s broken promise", "Standing by the people", "A new dawn for the Baloch",
        "When rivers run dry – a warning", "Foreign policy in disarray", "Pakistan at 78",
        "Women and the right to work", "Climate finance", "Time to talk",
    ),
    title_forms=("{}", "“{}”", '"{}"', "*{}*", "Title: {}", "Topic: {}"),
    authors=(
        "Jamil Ahmad", "Zahid Hussain", "Maleeha Lodhi", "Dr Ishrat Husain", "Rafia Zakaria",
        "Khurram Husain", "Asha’ar Rehman", "F.S. Aijazuddin", "Neda Mulji", "Bina Shah",
        "Muhammad Amir Rana",
    ),
    author_forms=(
        "By {}", "by: {}", "Author: {}", "Written by {}", "Writer – {}", "{}", "Author - {}",
        "Op-ed by {}",
    ),
    papers=(
        ("Dawn", "Dawn"), ("The News", "The News"), ("Express Tribune", "The Express Tribune"),
        ("The Nation", "The Nation"), ("Daily Times", "Daily Times"),
        ("Business Recorder", "Business Recorder"),
    ),
    paper_forms=(
        "{}", "Newspaper: {}", "Source: {}", "Published in {}", "Courtesy: {}", "({})", "in {}",
    ),
    dates=(
        "13 June 2025", "June 13, 2025", "13th June, 2025", "13/06/2025", "13-06-2025",
        "Friday, 13 June 2025", "Jun 13, 2025", "2025-06-13",
    ),
    date_forms=("{}", "Dated: {}", "Date: {}", "Published on {}", "({})", "dated {}"),
    separators=(" | ", " – ", ", ", " - ", " / "),
    openings=("", "", "Editorial Summary\n", "Article Summary\n", "Today’s editorial summary\n",
              "*SUMMARY*\n", "📌 "),
    bodies=(
        "The writer says that the lower canals of the delta have not seen a full season of water"
        " since the barrage was repaired, and that every committee named after a bad harvest has"
        " ended with the same three promises. Growers at the tail now buy water from lorries.",
        "She asks for meters at each regulator, for the readings to be hung up in the village"
        " school, and for a small court that sits on the spot. Without trust, she warns, even a new"
        " dam would only carry the old quarrel uphill.",
    ),
    labels=(("Overview:", "overview"), ("Notes:", "notes")),
    fact_labels=("Facts and Figures:", "Key Facts:"),
    bullets=("- ", "• ", "1. "),
    facts=("24.7 million acre-feet passed below the barrage in 2019",
           "436 watercourses at the tail ran dry for 61 days"),
)  # fmt: skip

HELD_OUT: Final = Wordings(
    titles=(
        "Schools without teachers", "Can the rupee be saved?", "Of merit and quotas",
        "Taxing the untaxed", "Gwadar: port or mirage?", "The price of silence",
        "Lessons from Kerala", "Breathing poison", "A tale of two budgets", "Courts and delays",
        "Why Thar burns", "What ails our railways?", "Dams – boon or bane?", "Stunted lives",
        "Missing persons, missing laws", "SMOG SEASON RETURNS", "2030 and after", "Unequal before law",
    ),
    title_forms=("{}", "‘{}’", "**{}**", "Headline: {}", "Article: “{}”", "_{}_", "# {}", "TITLE - {}"),
    authors=(
        "Sadia Tasleem", "Haroon Rashid Siddiqi", "Mahnaz Afridi", "Prof. Aliya Khalid",
        "Lt Gen (retd) Khalid Nawaz", "Noor ul Huda Shah", "S.M. Naqi", "Peter Jacob",
        "Zofeen Ebrahim", "Tariq Mehmood Awan", "Elif Karaman",
    ),
    author_forms=(
        "by {}", "BY {}", "✍️ {}", "Columnist: {}", "Penned by {}", "An article by {}", "({})",
        "Author’s name: {}", "Writer: {}", "AUTHOR: {}",
    ),
    papers=(
        ("DAWN", "Dawn"), ("Daily Dawn", "Dawn"), ("The Express Tribune", "The Express Tribune"),
        ("Pakistan Observer", "Pakistan Observer"), ("The Friday Times", "The Friday Times"),
        ("The News International", "The News"), ("Pakistan Today", "Pakistan Today"),
    ),
    paper_forms=(
        "{}", "[{}]", "Paper: {}", "Publication - {}", "Taken from {}", "From: {}", "— {}",
        "News source: {}", "{} newspaper",
    ),
    dates=(
        "13 Jun 2025", "13-Jun-2025", "June 13th 2025", "13.06.2025", "13th of June 2025",
        "Fri, June 13, 2025", "2025/06/13", "13/6/25", "13 JUNE, 2025",
    ),
    date_forms=("{}", "[{}]", "Published: {}", "DATE: {}", "on {}", "📅 {}", "Publication date: {}",
                "Dated {}"),
    separators=(" || ", " — ", " • ", "; ", " ~ ", " _ "),
    openings=("", "", "Dawn Editorial & Opinion Summary\n", "Summary of today’s column\n",
              "CSS Editorial Gist\n", "🔴 ", "OPINION SUMMARY\n\n", "Daily article summary:\n"),
    bodies=(
        "According to this piece, four in ten of the primary schools of the upper districts have one"
        " teacher for five classes, and a third of those who are on the rolls were last seen at the"
        " election. Transfers follow the calendar of the assemblies, and not that of the schools.",
        "What is proposed is modest: let the head of a school report absence by telephone, let the"
        " report be public, and let no transfer be made between March and December. A ministry that"
        " cannot count its teachers, the author concludes, will not be able to count its children.",
    ),
    labels=(("Brief Overview –", "overview"), ("NOTES FOR CSS ASPIRANTS", "notes"),
            ("📌 Article Overview:", "overview")),
    fact_labels=("FACTS & FIGURES", "Important Facts and Figures:", "*Facts and Stats:*"),
    bullets=("▪ ", "➤ ", "* ", "(1) ", "✅ "),
    facts=("40% of primary schools have one teacher", "1.2 million posts are vacant since 2018",
           "Rs 83 billion was released, and Rs 31 billion spent"),
)  # fmt: skip


def generate(seed: int, wordings: Wordings) -> Generated:
    """Return the text of a seed: always the same one."""
    r = random.Random(seed)
    title, author = r.choice(wordings.titles), r.choice(wordings.authors)
    written, publication = r.choice(wordings.papers)
    parts = [r.choice(wordings.title_forms).format(title)]
    signed, named, dated = r.random() < 0.8, r.random() < 0.7, r.random() < 0.7
    if signed:
        parts.append(r.choice(wordings.author_forms).format(author))
    if named:
        parts.append(r.choice(wordings.paper_forms).format(written))
    if dated:
        parts.append(r.choice(wordings.date_forms).format(r.choice(wordings.dates)))
    r.shuffle(parts)
    body, facts = _body(r, wordings)
    text = f"{r.choice(wordings.openings)}{_heading(r, parts, wordings)}{r.choice(('', chr(10)))}\n{body}"
    return Generated(
        text,
        title,
        author if signed else None,
        publication if named else None,
        DAY if dated else None,
        facts,
    )


def _heading(r: random.Random, parts: list[str], wordings: Wordings) -> str:
    """Return the parts on lines of their own, on one line, or on two."""
    layout, sign = r.random(), r.choice(wordings.separators)
    if layout < 0.5:
        return "\n".join(parts)
    if layout < 0.75:
        return sign.join(parts)
    at = r.randrange(1, len(parts) + 1)
    lines = [sign.join(parts[:at]), r.choice(wordings.separators).join(parts[at:])]
    return "\n".join(line for line in lines if line)


def _body(r: random.Random, wordings: Wordings) -> tuple[str, tuple[str, ...] | None]:
    """Return a body with facts, with other labels, or without any; and its facts, if it has them."""
    kind = r.random()
    if kind < 0.6:
        sign = r.choice(wordings.bullets)
        signs = [sign.replace("1", str(number)) for number, _ in enumerate(wordings.facts, start=1)]
        facts = [f"{own}{fact}" for own, fact in zip(signs, wordings.facts, strict=True)]
        lines = [*wordings.bodies, "", r.choice(wordings.fact_labels), *facts]
        return "\n".join(lines), wordings.facts
    if kind < 0.8:
        (first, _), (second, _) = wordings.labels[:2]
        return "\n".join((first, wordings.bodies[0], second, wordings.bodies[1])), None
    return "\n\n".join(wordings.bodies), None
