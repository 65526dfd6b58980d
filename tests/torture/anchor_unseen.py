"""Other texts full of look-alikes, which no rule of re-anchoring was made from; only measured.

Bullets of figures that resemble one another, editorials that argue, Urdu columns, and the starter
library.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.anchor_texts import Corpus

_LIBRARY: Final = Path(__file__).parents[2] / "library"


def _paragraphs(
    chance: Random, paragraphs: int, sentence: Callable[[Random], str], heading: str
) -> str:
    """So many paragraphs of such sentences, a few of them twice."""
    found: list[str] = []
    for number in range(paragraphs):
        if number % 6 == 0:
            found.append(f"{heading} {number // 6 + 1}")
        found.append(" ".join(sentence(chance) for _ in range(chance.randint(2, 6))))
        if chance.random() < 0.12:
            found.append(chance.choice(found))
    return "\n\n".join(found)


def _economy(chance: Random) -> str:
    """A bullet of figures, the like of which fill a summary about the economy."""
    what = ("Exports", "Remittances", "Imports of oil", "Foreign reserves", "Textile exports")
    what += ("Circular debt", "Tax revenue", "Foreign investment", "The trade deficit", "Inflation")
    year = chance.randint(2008, 2025)
    amount = f"${chance.randint(2, 80)}.{chance.randint(0, 9)} billion"
    share = f"{chance.randint(1, 38)}.{chance.randint(0, 9)} %"
    source = chance.choice(("the State Bank", "the Economic Survey", "the World Bank", "the IMF"))
    shapes = (
        f"{chance.choice(what)} rose by {share} to {amount} in {year}, according to {source}.",
        f"{chance.choice(what)} fell to {amount} in {year}; a year earlier: {share} more.",
        f"{source[0].upper()}{source[1:]} puts {chance.choice(what).lower()} of {year} at {amount}"
        f" – {share} of GDP.",
        f"In {year}, {chance.choice(what).lower()} stood at {amount} ({share} of the target).",
    )
    return chance.choice(shapes)


def _bullets(chance: Random, paragraphs: int) -> str:
    """A summary in short lines: headings, bullets that resemble one another, some prose."""
    found = ["Summary"]
    for part in range(max(2, paragraphs // 7)):
        found += [" ".join(_argument(chance) for _ in range(chance.randint(2, 5)))]
        found += [("Facts and figures", "Overview", "Way forward")[part % 3]]
        found += [f"• {_economy(chance)}" for _ in range(chance.randint(4, 9))]
        if chance.random() < 0.4:
            found.append(chance.choice(found))
    return "\n".join(found)


def _argument(chance: Random) -> str:
    """A sentence of an editorial that argues."""
    who = ("Islamabad", "the ruling coalition", "Kabul", "the provinces", "the lower riparian")
    who += ("the judiciary", "the Taliban regime", "New Delhi", "the opposition", "the centre")
    must = ("can no longer afford to ignore", "has yet to answer for", "is paying the price of")
    must += ("stands to gain from", "keeps postponing", "ought to begin with")
    what = ("the melting of glaciers", "the census", "load-shedding", "water theft at the barrages")
    what += ("the exodus of doctors", "missing persons", "a narrow tax base", "girls out of school")
    end = ("", ", warns the author", ", and time is short", " — a lesson of 1971", " “once again”")
    return (
        f"{chance.choice(('Yet', 'Moreover', 'Clearly', 'At home', 'As before'))}, "
        f"{chance.choice(who)} {chance.choice(must)} {chance.choice(what)}{chance.choice(end)}."
    )


def _urdu(chance: Random) -> str:
    """A sentence of an Urdu column, with figures and a Latin acronym now and then."""
    who = ("حکومت", "پارلیمان", "عدالتِ عظمیٰ", "صوبائی اسمبلی", "الیکشن کمیشن", "مرکزی بینک")
    what = ("پانی کی تقسیم", "مہنگائی", "تعلیم کے بجٹ", "آبی ذخائر", "بلدیاتی انتخابات", "نج‌کاری")
    does = ("پر نظرِ ثانی کرے گی", "کے بارے میں خاموش ہے", "پر توجہ دے رہی ہے", "کو ٹال رہی ہے")
    when = ("اس سال", f"{chance.randint(1990, 2025)}ء میں", "آئندہ برس", "گزشتہ دہائی میں")
    extra = ("", f" (GDP کا {chance.randint(1, 20)}٪)", "، ماہرین کے مطابق", "، NFC ایوارڈ کے بعد")
    return (
        f"{chance.choice(when)} {chance.choice(who)} {chance.choice(what)} "
        f"{chance.choice(does)}{chance.choice(extra)}۔"
    )


@cache
def _library() -> tuple[str, ...]:
    """The texts of the starter library without what stands above them."""
    texts = []
    for path in sorted(_LIBRARY.glob("*.md")):
        text = path.read_text("utf-8").split("\n---\n", 1)[-1].strip()
        texts.append(text.replace("**", "").replace("\n#", "\n").replace("\n#", "\n"))
    return tuple(texts)


def _library_text(chance: Random, paragraphs: int) -> str:
    text = chance.choice(_library())
    blocks = text.split("\n\n")
    if len(blocks) > paragraphs:
        first = chance.randrange(len(blocks) - paragraphs)
        blocks = blocks[first : first + paragraphs]
    return "\n\n".join(blocks)


def _library_sentence(chance: Random) -> str:
    lines = [line for line in chance.choice(_library()).splitlines() if len(line) > 40]
    return chance.choice(lines).split(". ")[0].rstrip(".") + "."


def _columns(chance: Random, paragraphs: int) -> str:
    return _paragraphs(chance, paragraphs, _urdu, "حصہ")


def _arguments(chance: Random, paragraphs: int) -> str:
    return _paragraphs(chance, paragraphs, _argument, "Section")


UNSEEN: Final = (
    Corpus("bullets", _bullets, _economy, 41, ("roughly", "reportedly", "2017", "the", "sharply")),
    Corpus(
        "arguments", _arguments, _argument, 42, ("perhaps", "largely", "still", "by 2030", "never")
    ),
    Corpus(
        "Urdu columns",
        _columns,
        _urdu,
        43,
        ("البتہ", "بھی", "خصوصاً", "۱۹۷۳ء", "ترمیم"),
        "ابپتٹجچحخدرزسشعفقکگلمنوہی",
    ),
    Corpus("library", _library_text, _library_sentence, 44, ("although", "in part", "later")),
)
