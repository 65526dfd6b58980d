"""Texts of one article each, their headings put together in every order that people use.

A careful reader can tell every expected value from the text: whatever would leave one open (a
title without quotation marks that holds the separator, a numeric date with a day below 13) is not
made.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.core.importing.heading_wordings import HALVES, Body, Shape, Wordings, wordings

FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2026, 11, 1)
# How often a text is in Urdu, a heading a whole sentence or marked as bold, a body without labels.
URDU_SHARE, FRAMED, WRAPPED, UNLABELLED = 0.1, 0.2, 0.08, 0.2
PARTS = ("title", "author", "paper", "date")
# How often a part is there that a shape does not insist on.
OPTIONAL = {"author": 0.85, "paper": 0.75, "date": 0.75, "word": 0.7, "extra": 0.4}
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
QUOTES = "“”\"‘’'«»"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a careful reader makes of a text; `facts` is None where none are labelled.

    `day` may be understood as the article's day or the post's; `posted` can only be the post's.
    """

    title: str
    author: str | None = None
    publication: str | None = None
    day: date | None = None
    posted: date | None = None
    facts: tuple[str, ...] | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class GeneratedText:
    """A text of one article, and what is right to understand from it."""

    text: str
    expected: Expected


def generate(seed: int, half: str) -> GeneratedText:
    """Return the text of a seed: the same for the same half, everywhere and always."""
    if half not in HALVES:
        raise ValueError(half)
    chance = random.Random(f"{half} {seed}")
    language = "urdu" if chance.random() < URDU_SHARE else "english"
    known = wordings(half, language)
    heading = HeadingMaker(chance, known)
    lines = heading.lines()
    if chance.random() < WRAPPED and not any(mark in "".join(lines) for mark in "*_#"):
        wrap = chance.choice(known.wraps)
        lines = [wrap.format(line) for line in lines]
    gap = "\n\n" if chance.random() < 0.7 else "\n"
    body, facts = BodyMaker(chance, known).body(chance.choice(known.bodies))
    between = "\n\n" if chance.random() < 0.25 else "\n"
    text = between.join(lines) + gap + body
    if chance.random() < 0.05:
        text = text.replace("\n", "\r\n")
    return GeneratedText(text, replace(heading.expected(), facts=facts))


class HeadingMaker:
    """Puts one heading together and notes which values it really states."""

    def __init__(self, chance: random.Random, known: Wordings) -> None:
        self._chance = chance
        self._known = known
        self._title = chance.choice(known.titles)
        self._author = chance.choice(known.authors)
        self._paper = chance.choice(tuple(known.papers))
        self._day = FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))
        self._posted = self._day + timedelta(days=chance.randrange(4))
        self._stated: set[str] = set()

    def lines(self) -> list[str]:
        """Return the heading's lines, from a whole sentence or from a shape."""
        if self._chance.random() < FRAMED:
            lines = self._fill(self._chance.choice(self._known.frames)).split("\n")
            if self._chance.random() < 0.2:
                lines.append(self._extra())
            return lines
        shapes = self._known.shapes
        shape = self._chance.choices(shapes, [shape.weight for shape in shapes])[0]
        return self._rows(shape)

    def expected(self) -> Expected:
        """Return what the lines state."""
        posted = self._posted if "posted" in self._stated else None
        dated = "date" in self._stated
        return Expected(
            self._title,
            self._author if "author" in self._stated else None,
            self._paper if "paper" in self._stated else None,
            self._day if dated else posted,
            posted if dated else None,
        )

    def _rows(self, shape: Shape) -> list[str]:
        """Return the lines of a shape whose optional parts are there or not."""
        word = self._word(shape)
        rows: list[str] = []
        for slots in shape.rows:
            kept = [slot for slot in slots if self._keep(slot, word=word)]
            if shape.shuffle == "slots":
                self._chance.shuffle(kept)
            if kept:
                rows.append(self._join(kept, word))
        if shape.shuffle in ("rows", "all"):
            first = [row for row in rows if row == word and shape.shuffle == "rows"]
            rest = [row for row in rows if row not in first]
            self._chance.shuffle(rest)
            rows = first + rest
        return rows

    def _keep(self, slot: str, word: str) -> bool:
        """Return whether a slot is filled: not twice, and if it is optional by chance."""
        name = slot.rstrip("?").split(":")[0]
        if name == "word":
            return bool(word)
        if name in self._stated:
            return False
        return not slot.endswith("?") or self._chance.random() < OPTIONAL[name]

    def _word(self, shape: Shape) -> str:
        """Return the words that name the text a summary, with the paper or day they may hold."""
        slots = {slot for row in shape.rows for slot in row}
        wanted = "word" in slots or ("word?" in slots and self._chance.random() < OPTIONAL["word"])
        return self._fill(self._chance.choice(self._known.words)) if wanted else ""

    def _extra(self) -> str:
        """Return a line about the post; one that names the paper or the day counts as stating it."""
        fitting = [
            extra
            for extra in self._known.extras
            if "{paper}" not in extra or "paper" in self._stated
        ]
        return self._fill(self._chance.choice(fitting))

    def _join(self, slots: list[str], word: str) -> str:
        """Return the slots of a row as one line, with separators that none of them holds."""
        written = [self._slot(slot, word, alone=len(slots) == 1) for slot in slots]
        line = written[0]
        separators = [
            separator
            for separator in self._known.separators
            if not any(self._holds(part, separator) for part in written)
        ]
        one = self._chance.choice(separators)
        mixed = self._chance.random() < 0.2
        for part in written[1:]:
            separator = self._chance.choice(separators) if mixed else one
            # "Summary:" is separator enough.
            line = f"{line} {part}" if line.endswith(":") else separator.format(line, part)
        return line

    def _holds(self, part: str, separator: str) -> bool:
        """Return whether a part would be cut by a separator; one within quotation marks is not."""
        sign = separator.replace("{}", "").strip()
        if part.strip("*_")[:1] in QUOTES and self._title in part:
            return False
        if sign[0] in "([":
            return sign[0] in part
        return f" {sign}" in part or f"{sign} " in part

    def _slot(self, slot: str, word: str, *, alone: bool) -> str:
        name, _, style = slot.rstrip("?").partition(":")
        if name == "word":
            return word
        if name == "extra":
            return self._extra()
        forms = self._known.forms[name]
        if style:
            writings = [form for one in style.split(",") for form in forms[one]]
        else:
            styles = [one for one in forms if alone or one != "alone"]
            writings = list(forms[self._chance.choice(styles)])
        return self._fill(self._chance.choice(writings))

    def _fill(self, form: str) -> str:
        """Return a form with its values, and note which of them it states."""
        if ("{caps_author}" in form or "{spaced}" in form) and self._author != self._author.title():
            form = form.replace("{caps_author}", "{author}")
            form = form.replace("B y   {spaced}", "By {author}").replace("{spaced}", "{author}")
        if not self._title[-1].isalnum():
            form = form.replace("{title}.", "{title}")
        stated = {"caps_title": "title", "caps_author": "author", "spaced": "author"}
        self._stated |= {
            stated.get(name, name) for name in (*PARTS, "posted", *stated) if f"{{{name}}}" in form
        }
        return form.format(
            title=self._title,
            caps_title=self._title.upper(),
            author=self._author,
            caps_author=self._author.upper(),
            spaced="   ".join(" ".join(name) for name in self._author.upper().split()),
            paper=self._chance.choice(self._known.papers[self._paper]),
            date=self._written(self._day),
            posted=self._written(self._posted),
        )

    def _written(self, day: date) -> str:
        """Return a day in a writing that leaves no doubt about it."""
        known = self._known
        numeric = day.day > 12
        fitting = [
            form
            for form in known.dates
            if (numeric or "{month" in form or form.startswith("{year"))
            # A short year that could be a day would leave the order open.
            and ("{short_year" not in form or "{month" in form or day.day > 26)
        ]
        written = self._chance.choice(fitting).format(
            day=day.day,
            day2=f"{day.day:02}",
            ordinal=ORDINALS.get(day.day, "th"),
            month=known.months[day.month - 1],
            month_caps=known.months[day.month - 1].upper(),
            month_short=known.months[day.month - 1][:3],
            number=f"{day.month:02}",
            year=day.year,
            short_year=f"{day.year % 100:02}",
            weekday=known.weekdays[day.weekday()],
            weekday_short=known.weekdays[day.weekday()][:3],
        )
        return written.translate(str.maketrans("0123456789", known.digits))


class BodyMaker:
    """Writes what stands below a heading: paragraphs, mostly with labelled sections."""

    def __init__(self, chance: random.Random, known: Wordings) -> None:
        self._chance = chance
        self._known = known

    def body(self, body: Body) -> tuple[str, tuple[str, ...] | None]:
        """Return the text of a body and its labelled facts, or None where there are none."""
        blank = self._chance.choice(("\n", "\n\n"))
        if self._chance.random() < UNLABELLED:
            return blank.join((*body.opening, body.ending)), None
        form = self._chance.choice(self._known.label_forms)
        bullet = self._chance.choice(self._known.bullets)
        kinds = list(body.sections)
        kept = sorted(self._chance.sample(range(len(kinds)), self._chance.randint(1, len(kinds))))
        blocks = list(body.opening)
        if self._chance.random() < 0.12:
            blocks[:1] = [self._section("summary", body.opening[:1], form, "")]
        for kind in (kinds[place] for place in kept):
            rows = body.sections[kind]
            listed = kind in ("subjects", "solutions")
            blocks.append(self._section(kind, rows, form, bullet if listed else ""))
        facts = None
        if self._chance.random() < 0.75:
            facts = body.facts
            place = len(blocks) if self._chance.random() < 0.7 else len(body.opening)
            blocks.insert(place, self._section("facts", facts, form, bullet))
        if self._chance.random() < 0.6:
            if "conclusion" in self._known.labels and self._chance.random() < 0.5:
                blocks.append(self._section("conclusion", (body.ending,), form, ""))
            elif bullet:
                blocks.append(body.ending)
        return blank.join(blocks), facts

    def _section(self, kind: str, rows: tuple[str, ...], form: str, bullet: str) -> str:
        """Return a section; a short one may begin on the line of its label."""
        label = self._chance.choice(self._known.labels[kind])
        head = form.format(label=label, caps=label.upper())
        if len(rows) == 1 and not bullet and ":" in head and self._chance.random() < 0.2:
            return f"{head} {rows[0]}"
        lines = [
            f"{bullet.format(n=place, letter=chr(96 + place))}{row}"
            for place, row in enumerate(rows, 1)
        ]
        return "\n".join([head, *lines])
