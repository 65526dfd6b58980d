"""A library of any size for the benchmarks: summaries of 450 words with seven facts each."""

import random
from datetime import date, timedelta
from pathlib import Path

from app.core.library.model import Fact, ReadingState, Section, SectionKind, SubjectTopics, Summary
from app.core.paths import DataFolder, bundled
from app.core.search.terms.tokenizer import words
from app.core.storage.ids import new_id
from app.core.workspace import Workspace
from tests.clock import NOW, Clock

_TERMS = [
    "Mastung",
    "Quetta",
    "Kalat",
    "Gwadar",
    "CPEC",
    "Balochistan",
    "Sindh",
    "Punjab",
    "Khyber",
    "Karachi",
    "Lahore",
    "Peshawar",
    "Indus",
    "Tarbela",
    "Islamabad",
    "Kashmir",
    "Kabul",
    "Tehran",
    "Beijing",
    "NFC",
    "SIFC",
    "IMF",
    "FBR",
    "NEPRA",
    "PTA",
    "WAPDA",
    "senate",
    "zakat",
    "insurgency",
    "militancy",
    "deficit",
    "inflation",
    "remittances",
    "circular",
    "debt",
    "glacier",
    "monsoon",
    "smog",
]


def vocabulary() -> list[str]:
    """Return real words with their real frequencies: those of the starter library, and terms."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in bundled("library").glob("*.md"))
    return [
        word.text for word in words(text) if word.text.isascii() and word.text.isalpha()
    ] + _TERMS * 6


def fill(folder: DataFolder, count: int, seed: int = 1) -> None:
    """Store `count` generated summaries."""
    generator = random.Random(seed)
    known = vocabulary()

    def sentence(length: int) -> str:
        return " ".join(generator.choices(known, k=length)).capitalize() + "."

    def prose(length: int) -> str:
        return " ".join(sentence(generator.randint(8, 22)) for _ in range(length // 15))

    with Workspace(folder, Clock()) as workspace:
        subjects = [subject.id for subject in workspace.syllabus]
        for number in range(count):
            summary_id = new_id()
            chosen = generator.sample(subjects, 4)
            facts = tuple(
                Fact(new_id(), summary_id, f"{generator.randint(2, 9999)} {sentence(9).lower()}")
                for _ in range(7)
            )
            sections = (
                Section(SectionKind.SUMMARY, None, f"{prose(90)}\n\n{prose(60)}"),
                Section(SectionKind.OVERVIEW, "Overview", prose(60)),
                Section(SectionKind.NOTES, "Notes", prose(70)),
                Section(SectionKind.SUBJECTS, "Subjects", "- Current Affairs – Security"),
                Section(SectionKind.BEGINNERS, "Notes for Beginners", prose(60)),
                Section(SectionKind.FACTS, "Facts and Figures", ""),
                Section(SectionKind.CONCLUSION, None, prose(60)),
            )
            day = date(2024, 1, 1) + timedelta(days=number % 900)
            workspace.library.add(
                Summary(
                    id=summary_id, title=f"{sentence(5)[:-1]} {number}", author="A. B. Shah",
                    publication="Dawn", category=None, published_on=day, posted_on=None,
                    source="benchmark", subjects=tuple(SubjectTopics(s, ("Security",)) for s in chosen),
                    sections=sections, facts=facts, warnings=(), revision_id=new_id(),
                    state=ReadingState.UNREAD, starred=False, read_position=0,
                    imported_at=NOW, deleted_at=None,
                ),
                "",
            )  # fmt: skip


def folder_in(place: Path) -> DataFolder:
    """Return the data folder of a benchmark."""
    return DataFolder(place / "data")
