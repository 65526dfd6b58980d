"""Made-up texts full of look-alikes, for highlights to go astray in.

`articles` is the corpus that the anchoring was worked on with. `editorials` has other sentences,
lists, Urdu and Hindi, and was only measured.
"""

# ruff: noqa: SIM905 - phrases read better in a line than in a list
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

_WHO = (
    "Parliament|the President|the Governor|the Supreme Court|the High Court|the Cabinet"
    "|the Election Commission|the Finance Commission|the Attorney General"
).split("|")
_MAY = (
    "may establish|shall appoint|is empowered to remove|can review|must consult"
    "|has original jurisdiction over|may by law regulate|advises on"
).split("|")
_WHAT = (
    "new states|judges of the High Court|disputes between provinces|money bills|local bodies"
    "|the annual financial statement|the consolidated fund|scheduled areas|freedom of trade"
    "|preventive detention|fundamental rights|ordinances"
).split("|")
_PRESS = (
    "The editorial argues|The writer warns|Critics point out|The report finds|Officials maintain"
    "|The paper recalls"
).split("|")
_CLAIM = (
    "that circular debt has outgrown the power sector|that floods now cost more than flood defences"
    "|that water is stored for thirty days only|that exports rest on cotton alone"
    "|that half of all children of school age learn little|that remittances hide a weak base"
    "|that provinces spend without raising revenue"
).split("|")
_THEREFORE = (
    "; reform of tariffs is urged|; the Indus treaty is cited|, which the budget ignores"
    "|, although the IMF asked for it|; Germany and Vietnam serve as examples|"
).split("|")
_URDU = (
    "اداریہ کہتا ہے کہ پانی کی کمی بڑھ رہی ہے|حکومت نے نئی پالیسی کا اعلان کیا"
    "|معیشت کو اصلاحات کی ضرورت ہے|تعلیم پر اخراجات کم ہیں|عدالت نے فیصلہ محفوظ کر لیا"
    "|صوبوں کو مزید اختیارات ملنے چاہئیں"
).split("|")
_HINDI = "नदी का पानी घट रहा है|संसद ने विधेयक पारित किया|किसानों ने मूल्य माँगा".split("|")


@dataclass(frozen=True)
class Corpus:
    """A kind of text: how to make one, a sentence that looks alike, and what edits put into it."""

    name: str
    make: Callable[[Random, int], str]
    sentence: Callable[[Random], str]
    seed: int
    words: tuple[str, ...] = ("however", "also", "notably", "1978", "amended")
    letters: str = "abcdefghijklmnopqrstuvwxyz"


def article(chance: Random) -> str:
    """Return a sentence about the constitution, made of few parts."""
    said = f"Article {chance.randint(12, 395)} provides that {chance.choice(_WHO)} "
    said += f"{chance.choice(_MAY)} {chance.choice(_WHAT)}"
    if chance.random() < 0.5:
        said += f" under clause ({chance.randint(1, 6)})"
    if chance.random() < 0.4:
        said += f", subject to {chance.choice(_WHAT)}"
    return said + "."


def editorial(chance: Random) -> str:
    """Return a sentence of a newspaper's editorial, summed up; one in four is Urdu or Hindi."""
    kind = chance.random()
    if kind < 0.2:
        return f"{chance.choice(_URDU)} اور {chance.choice(_URDU)}۔"
    if kind < 0.25:
        return f"{chance.choice(_HINDI)} — {chance.choice(_HINDI)}।"
    said = f"{chance.choice(_PRESS)} {chance.choice(_CLAIM)}{chance.choice(_THEREFORE)}"
    if chance.random() < 0.4:
        said += f" ({chance.choice(('Dawn', 'The News', 'Tribune'))}, {chance.randint(2009, 2025)})"
    if chance.random() < 0.3:
        said += f": {chance.randint(2, 98)} per cent of GDP in {chance.randint(1990, 2024)}"
    return said + "."


def articles(chance: Random, paragraphs: int) -> str:
    """Return units of such sentences; some paragraphs occur twice."""
    made: list[str] = []
    for number in range(paragraphs):
        if number % 6 == 0:
            made.append(f"Unit {number // 6 + 1} {chance.choice(_WHAT).title()}")
        made.append(" ".join(article(chance) for _ in range(chance.randint(2, 6))))
        if chance.random() < 0.12:
            made.append(chance.choice(made))
    return "\n\n".join(made)


def editorials(chance: Random, paragraphs: int) -> str:
    """Return summed-up editorials with lists of arguments; some paragraphs occur twice."""
    made: list[str] = []
    for number in range(paragraphs):
        if number % 5 == 0:
            made.append(chance.choice(("Core argument", "Key facts", "Way forward", "خلاصہ")))
        if chance.random() < 0.3:
            made.append("• " + editorial(chance))
        else:
            made.append(" ".join(editorial(chance) for _ in range(chance.randint(1, 5))))
        if chance.random() < 0.1:
            made.append(chance.choice(made))
    return "\n\n".join(made)


ARTICLES = Corpus("articles", articles, article, 11)
EDITORIALS = Corpus("editorials", editorials, editorial, 29)
