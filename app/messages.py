"""What Bayaz says to the reader: every failure, refusal and doubt in plain words.

Core carries data and no wording; the window and the command line both speak from here.
"""

from pathlib import Path
from typing import Final

from app.core.errors import (
    AmbiguousIdError,
    BayazError,
    EmptyNoteError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryForeignError,
    LibraryFullError,
    LibraryTooNewError,
    LibraryUnwritableError,
    NotFoundError,
    NothingToGiveError,
    PackTooLargeError,
    PackUnwritableError,
    PassageNotFoundError,
    SearchUnavailableError,
)
from app.core.importing.model import Refusal
from app.core.library.model import DraftWarning, SectionKind, Summary, WarningKind
from app.core.notes.model import Colour

SECTION_NAMES: Final = {
    SectionKind.SUMMARY: "Summary",
    SectionKind.OVERVIEW: "Overview",
    SectionKind.NOTES: "Notes",
    SectionKind.SUBJECTS: "CSS subjects and topics",
    SectionKind.BEGINNERS: "Notes for beginners",
    SectionKind.MAIN_POINTS: "Main points",
    SectionKind.FACTS: "Facts and figures",
    SectionKind.VOCABULARY: "Vocabulary",
    SectionKind.CONCLUSION: "Conclusion",
    SectionKind.OTHER: "More",
    SectionKind.QUESTIONS: "Questions",
}

COLOUR_NAMES: Final = {
    Colour.YELLOW: "Key point",
    Colour.GREEN: "Fact or figure",
    Colour.BLUE: "Term or definition",
    Colour.PINK: "Quotation",
    Colour.VIOLET: "Argument or criticism",
    Colour.UNDERLINE: "Look up",
}

_REFUSALS: Final = {
    Refusal.EMPTY: "There is no text in it.",
    Refusal.EMPTY_FOLDER: "There is no file in this folder that Bayaz can read.",
    Refusal.PAGE_SOURCE: "This is the source code of a web page. Copy the text as the browser"
    " shows it and paste that.",
    Refusal.TEASER_LIST: "This is a list of teasers, the first lines of several articles. Open"
    " each article and copy its whole text.",
    Refusal.VOCABULARY_LIST: "This is a vocabulary list, not a summary.",
    Refusal.QUESTIONS: "These are multiple-choice questions, not a summary.",
    Refusal.ADVERT: "This is advertising; there is no summary in it.",
    Refusal.CONTENTS: "This is a table of contents; import the pages that it leads to.",
    Refusal.ADVICE: "This is advice on how to study, not a summary of an article.",
    Refusal.NO_SUMMARY: "No summary was found: neither a heading such as “Editorial Summary” or"
    " “SUMMARY of the Article …”, nor an editorial, nor sections such as Facts and Figures.",
    Refusal.NOT_TEXT: "This is no file that Bayaz can read. It reads text, Markdown, web pages,"
    " Word (.docx), PDF, EPUB, exported WhatsApp chats, CSV and JSON.",
    Refusal.TOO_LARGE: "The file is too large to be read at once. Split it and import the parts.",
    Refusal.DAMAGED: "The file is damaged or breaks off. Download or copy it again.",
    Refusal.NO_LIST: "It holds no list of summaries: no column is called title or text.",
    Refusal.NEWER_PACK: "This pack was made by a newer Bayaz. Update yours to read it.",
    Refusal.HOSTILE: "The file is built in a way that only harmful files are. It was not opened.",
    Refusal.SCAN: "This PDF holds pictures of pages and no text. Recognise its text (OCR) first.",
    Refusal.OLD_WORD: "This is a Word file of the old form (.doc). Save it as .docx first.",
    Refusal.TOO_SLOW: "Reading it took longer than 20 seconds and was stopped.",
    Refusal.CRASHED: "Reading it failed: it needs more memory than is allowed, or it is damaged.",
    Refusal.UNREADABLE: "The file cannot be read. Check that it is there and that you may open it.",
    Refusal.BAD_FRONT_MATTER: "The lines between --- at the top are not a simple list of fields.",
}

_WARNINGS: Final = {
    WarningKind.NO_TITLE: "No title was found.",
    WarningKind.TITLE_UNSURE: "The first line, “{found}”, was taken for the title.",
    WarningKind.AUTHOR_UNSURE: "“{taken}” was taken for the author.",
    WarningKind.DATE_ORDER_GUESSED: "{found} was read as {taken}; day and month could be the other"
    " way round.",
    WarningKind.YEAR_MISSING: "The date {found} has no year and was left out.",
    WarningKind.SUBJECT_UNKNOWN: "“{found}” is no CSS subject that Bayaz knows; it was left in the"
    " text.",
    WarningKind.SUBJECT_AMBIGUOUS: "“{found}” can mean {taken}; no subject was set.",
    WarningKind.SUBJECT_GUESSED: "“{found}” was read as {taken}.",
    WarningKind.QUESTIONS_BETWEEN: "Multiple-choice questions that stood beside this summary and"
    " may belong to another were kept with it: {found}.",
    WarningKind.CUT_OFF: "The text breaks off (“…{found}”). The whole article may say more.",
}

_FAILURES: Final[dict[type[BayazError], str]] = {
    EmptyNoteError: "A note needs some text.",
    NothingToGiveError: "There is no summary to give away.",
    PackTooLargeError: "This is more than one pack can hold. Give fewer summaries away at once, or"
    " leave the notes and highlights out.",
    SearchUnavailableError: "The search index is being made anew. Please try again in a moment.",
}


def section_name(kind: SectionKind, heading: str | None) -> str:
    """Return the name under which a section is shown: its own where the kind has none."""
    if heading and kind in (SectionKind.OTHER, SectionKind.SUMMARY):
        return heading
    return SECTION_NAMES[kind]


def untitled(opening: str) -> str:
    """Return what stands in for a missing title: the first words of the text."""
    words = " ".join(opening.split())
    return f"Untitled: {words[:60].rstrip()}…" if words else "Untitled"


def alternate_name(summary: Summary) -> str:
    """Return what tells one summary of an article from another: its category, size and date."""
    day = summary.posted_on or summary.published_on
    count = len(summary.sections)
    size = f"{count} section{'s' if count != 1 else ''}"
    shown = f"{day.day} {day:%b %Y}" if day else None
    return ", ".join(filter(None, (summary.category, size, shown)))


def source_title(source: str) -> str:
    """Return the name of a source in a list: that of a file without its folders."""
    return Path(source).name or source


def remaining_words(seconds: float) -> str:
    """Return how long something still takes, no more exactly than can be known."""
    if seconds < 5:
        return "a few seconds left"
    if seconds < 90:
        return f"about {round(seconds / 5) * 5} seconds left"
    return f"about {round(seconds / 60)} minutes left"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, nothing for none."""
    return f"{count} {noun}{'s' if count != 1 else ''}" if count else ""


def along_words(highlights: int, notes: int) -> str:
    """Return in words what comes or goes along with summaries, nothing for nothing."""
    parts = (counted(highlights, "highlight"), counted(notes, "note"))
    return " and ".join(filter(None, parts))


def origin_words(origin: str | None) -> str:
    """Return who a note or a highlight is from, nothing for the reader's own."""
    if origin is None:
        return ""
    return f"from {origin}" if origin else "from a pack"


def refusal_words(reason: Refusal) -> str:
    """Return why a text is not taken, and what to do."""
    return _REFUSALS[reason]


def warning_words(warning: DraftWarning) -> str:
    """Return what stayed in doubt when a text was understood."""
    return _WARNINGS[warning.kind].format(
        found=warning.found, taken=warning.taken_as.replace(" / ", " or ")
    )


def error_words(error: BayazError) -> str:
    """Return what went wrong, that nothing is lost, and what to do."""
    match error:
        case LibraryBusyError(path=path):
            return (
                f"Another Bayaz has this library open ({_folder(path)})."
                " Close it, or do this in its window."
            )
        case LibraryTooNewError(path=path):
            return (
                f"The library in {_folder(path)} was written by a newer Bayaz. Nothing was"
                " changed; please update Bayaz."
            )
        case LibraryForeignError(path=path):
            return f"{path} is not a library of Bayaz. Nothing was changed; choose another folder."
        case LibraryDamagedError(path=path):
            return (
                f"The library file {path} is damaged. Nothing was changed. Keep a copy of the"
                " folder before you do anything else."
            )
        case LibraryUnwritableError(path=path) | PackUnwritableError(path=path):
            return (
                f"Bayaz cannot write to {_folder(path)}. Check that the disk is there and that you"
                " may write to it."
            )
        case LibraryFullError():
            return (
                "The disk is full: this last step was not saved, everything before it is. Free"
                " some space and try again."
            )
        case NotFoundError(kind=kind, record_id=record_id):
            return f"There is no {kind} “{record_id}”."
        case AmbiguousIdError(kind=kind, record_id=record_id):
            return f"Several {_plural(kind)} begin with “{record_id}”: give more of the id."
        case PassageNotFoundError(count=0):
            return "These words do not stand in the summary."
        case PassageNotFoundError(count=count):
            return f"These words stand in the summary {count} times: give more of the passage."
        case _:
            return _FAILURES.get(type(error), f"Something went wrong: {error}.")


def _folder(path: Path) -> Path:
    return path.parent


def _plural(kind: str) -> str:
    return "summaries" if kind == "summary" else f"{kind}s"
