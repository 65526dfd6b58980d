"""The words for every failure, refusal and doubt that the reader is told about.

The core carries data and no wording; the window and the command line both take it from here.
"""

# Longer than 330 lines: because all that is said of stored kinds and reasons stands in one place.

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from app.backup_messages import backup_error_words
from app.core.backup.model import BackupError
from app.core.date_format import short_date
from app.core.errors import (
    AmbiguousIdError,
    BayazError,
    ChangedSinceError,
    DateUnreadableError,
    EmptyNoteError,
    EmptySummaryError,
    FileStandsError,
    FileUnreadableError,
    LibraryAbsentError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryForeignError,
    LibraryReadOnlyError,
    LibraryTooNewError,
    LibraryUnreadableError,
    LibraryUnwritableError,
    NotFoundError,
    NothingToGiveError,
    PackTooLargeError,
    PackUnwritableError,
    PassageNotFoundError,
    RecordDamagedError,
    SearchUnavailableError,
)
from app.core.exchange.model import SyncFolderError
from app.core.importing.lines.typed_date import DateProblem
from app.core.importing.model import Basis
from app.core.importing.refusal import Refusal
from app.core.library.model import DraftWarning, SectionKind, Summary, WarningKind
from app.core.notes.model import Colour
from app.core.storage.checking.checksums import DamagedRecord
from app.place_messages import refused_words, unreadable_words

SECTION_NAMES: Final = {
    SectionKind.SUMMARY: "Summary",
    SectionKind.OVERVIEW: "Overview",
    SectionKind.NOTES: "Exam notes",
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

DETAIL_NAMES: Final = {
    "title": "title",
    "author": "author",
    "publication": "paper",
    "category": "category",
    "published_on": "article date",
    "posted_on": "date of the post",
    "subjects": "subjects",
}

_REFUSALS: Final = {
    Refusal.EMPTY: "There are no words in it to read.",
    Refusal.EMPTY_FOLDER: "This folder contains no file that Bayaz can read.",
    Refusal.PAGE_SOURCE: "This is the source code of a web page. Copy the text as the browser"
    " shows it and paste that instead.",
    Refusal.TEASER_LIST: "This looks like a list of teasers: the opening lines of several articles."
    " Open each article and copy its full text.",
    Refusal.VOCABULARY_LIST: "This looks like a list of words with their meanings.",
    Refusal.QUESTIONS: "These look like multiple-choice questions without a summary.",
    Refusal.ADVERT: "This looks like an advertisement.",
    Refusal.CONTENTS: "This looks like a table of contents. Import the pages that it lists.",
    Refusal.ADVICE: "This looks like advice on how to study.",
    Refusal.NO_SUMMARY: "No summary was found in it, only short lines or talk.",
    Refusal.NOT_TEXT: "Bayaz cannot read this kind of file. It reads text, Markdown, web pages,"
    " Word (.docx), OpenDocument text (.odt), Rich Text (.rtf), PDF, EPUB, exported WhatsApp chats,"
    " CSV, JSON, and zip files of these.",
    Refusal.TOO_LARGE: "The file is too large to import in one go. Split it and import each part.",
    Refusal.DAMAGED: "The file is damaged or incomplete. Download or copy it again.",
    Refusal.NO_LIST: "It is not a list of summaries: it has no column named title or text.",
    Refusal.NEWER_PACK: "This pack was made by a newer version of Bayaz. Update Bayaz to open it.",
    Refusal.HOSTILE: "The file is built the way harmful files are, so it was not opened.",
    Refusal.SCAN: "This PDF contains scanned pages and no text. Run text recognition"
    " (OCR) on it first.",
    Refusal.OLD_WORD: "This is a Word file in the old format (.doc). Save it as .docx first.",
    Refusal.ENCRYPTED: "It is protected by a password. Open it with the password in the program"
    " it was made with, save a copy without one, and import the copy.",
    Refusal.COPY_PROTECTED: "This book is copy-protected (DRM), so its text cannot be read outside"
    " its seller’s program. Import a copy without the protection.",
    Refusal.SPREADSHEET: "This is an Excel spreadsheet. Save the sheet as CSV and import that.",
    Refusal.SLIDES: "This is a PowerPoint presentation. Save it as PDF and import that.",
    Refusal.OPEN_SPREADSHEET: "This is an OpenDocument spreadsheet. Save the sheet as CSV and"
    " import that.",
    Refusal.OPEN_SLIDES: "This is an OpenDocument presentation. Save it as PDF and import that.",
    Refusal.OPEN_DRAWING: "This is an OpenDocument file, but not a text. Save it as PDF and"
    " import that.",
    Refusal.APPLE_DOCUMENT: "This is a file of Apple Pages, Numbers or Keynote. Export it as Word"
    " (.docx) or PDF and import that.",
    Refusal.WORKS: "This is a file of Microsoft Works (.wps). Save it as .docx first.",
    Refusal.OUTLOOK_MESSAGE: "This is an Outlook message (.msg). Save it as text or as a web page"
    " and import that.",
    Refusal.KINDLE_BOOK: "This is a Kindle book (.mobi, .azw). Convert it to EPUB, for example"
    " with calibre, and import that.",
    Refusal.OTHER_ARCHIVE: "This is a compressed file of a kind that Bayaz does not open (RAR,"
    " 7-Zip, gzip). Unpack it and import the folder.",
    Refusal.EMPTY_ARCHIVE: "This zip file contains no file that Bayaz can read.",
    Refusal.TOO_SLOW: "It took too long to read. Split it and import each part.",
    Refusal.CRASHED: "It could not be read: it is damaged, or it needs more memory than is"
    " allowed.",
    Refusal.UNREADABLE: "The file cannot be read. Check that it exists and that you have"
    " permission to open it.",
    Refusal.NOTHING_BELOW: "There are details at the top, but hardly a word below them to read.",
    Refusal.BAD_FRONT_MATTER: "The lines between the --- marks at the top are not a simple list of"
    " fields.",
}

_BASES: Final = {
    Basis.READER: "as you corrected it",
    Basis.COLUMN: "from the field that the file has for it",
    Basis.PROPERTIES: "from the file’s or page’s own data",
    Basis.CHAT_STAMP: "from the day on which the message was sent",
    Basis.KEY: "from the line that names it",
    Basis.HEADING: "from the heading",
    Basis.TEXT: "found in the text",
    Basis.FIRST_WORDS: "guessed from the first words",
}

_WARNINGS: Final = {
    WarningKind.NO_TITLE: "No title was found.",
    WarningKind.TITLE_UNSURE: "“{found}” was taken as the title.",
    WarningKind.AUTHOR_UNSURE: "“{taken}” was taken as the author.",
    WarningKind.DATE_ORDER_GUESSED: "{found} was read as {taken}; the day and month could be"
    " the other way round.",
    WarningKind.YEAR_MISSING: "The date {found} has no year, so it was ignored.",
    WarningKind.SUBJECT_UNKNOWN: "“{found}” is not a CSS subject that Bayaz knows. It was left in"
    " the text.",
    WarningKind.SUBJECT_AMBIGUOUS: "“{found}” could mean {taken}, so no subject was set.",
    WarningKind.SUBJECT_GUESSED: "“{found}” was read as {taken}.",
    WarningKind.QUESTIONS_BETWEEN: "These multiple-choice questions were next to this summary and"
    " were kept with it, but may belong to another: {found}.",
    WarningKind.CONFLICT: "The file says “{found}”, its text “{taken}”; the text was followed.",
    WarningKind.DATE_UNREAD: "“{found}” could not be read as a date.",
    WarningKind.COLUMN_UNKNOWN: "The column “{found}” is not known and was left out.",
    WarningKind.PART_MISSING: "A part of the file is missing: {found}.",
    WarningKind.CUT_OFF: "The text breaks off (“…{found}”). The full article may say more.",
}

AS_IT_IS: Final = "as it is"
AS_IT_IS_TIP: Final = "Its form was not recognised, so it is kept as it is. Edit text to mend it."

_DATE_PROBLEMS: Final = {
    DateProblem.NO_DATE: "This is not a date. Write one such as 13 June 2025.",
    DateProblem.NO_YEAR: "The year is missing. Write one such as 13 June 2025.",
    DateProblem.NO_DAY: "The day is missing. Write one such as 13 June 2025.",
    DateProblem.NO_SUCH_DAY: "There is no such day between 1940 and 2100.",
}

_FAILURES: Final[dict[type[BayazError], str]] = {
    EmptyNoteError: "A note needs some text.",
    EmptySummaryError: "A summary needs some text. Delete it instead if you do not want it.",
    ChangedSinceError: "This summary has been given another text since, so this was left as it is.",
    NothingToGiveError: "There is no summary to share.",
    PackTooLargeError: "This is more than one pack can hold. Share fewer summaries at a time, or"
    " leave out the notes and highlights.",
    SearchUnavailableError: "The search index is being rebuilt. Please try again in a moment.",
}


def section_name(kind: SectionKind, heading: str | None) -> str:
    """Return the name a section is shown under: its own heading where its kind has no name."""
    if heading and kind in (SectionKind.OTHER, SectionKind.SUMMARY):
        return heading
    return SECTION_NAMES[kind]


def untitled(opening: str) -> str:
    """Return a title for a summary without one, made of the first words of its text."""
    words = " ".join(opening.split())
    return f"Untitled: {words[:60].rstrip()}…" if words else "Untitled"


def alternate_name(summary: Summary) -> str:
    """Return what sets one summary of an article apart from another: category, size and date."""
    day = summary.posted_on or summary.published_on
    count = len(summary.sections)
    size = f"{count} section{'s' if count != 1 else ''}"
    return ", ".join(filter(None, (summary.category, size, short_date(day))))


def source_title(source: str) -> str:
    """Return how a source is named in a list: a file without its folders."""
    return Path(source).name or source


def remaining_words(seconds: float) -> str:
    """Return roughly how much time is left, in words."""
    if seconds < 5:
        return "a few seconds left"
    if seconds < 90:
        return f"about {round(seconds / 5) * 5} seconds left"
    return f"about {round(seconds / 60)} minutes left"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun in the singular or plural; an empty text for zero."""
    return f"{count} {noun}{'s' if count != 1 else ''}" if count else ""


def along_words(highlights: int, notes: int) -> str:
    """Return how many highlights and notes travel with summaries; an empty text for none."""
    parts = (counted(highlights, "highlight"), counted(notes, "note"))
    return " and ".join(filter(None, parts))


def detail_names(fields: Iterable[str]) -> str:
    """Return what some details of a summary are called, as a list."""
    return ", ".join(DETAIL_NAMES[name] for name in fields)


def lost_words(count: int) -> str:
    """Return that highlights lost their passage; an empty text for none."""
    if not count:
        return ""
    lost = "1 highlight has" if count == 1 else f"{count} highlights have"
    return f"{lost} lost the words they were on; you find them in the notes panel."


def origin_words(origin: str | None) -> str:
    """Return who a note or highlight is from; an empty text for the reader's own."""
    if origin is None:
        return ""
    return f"from {origin}" if origin else "from a pack"


def refusal_words(reason: Refusal) -> str:
    """Return why a text was set aside or refused, and what to do about it."""
    return _REFUSALS[reason]


def basis_words(basis: Basis, *, sure: bool = True) -> str:
    """Return what the value of a field rests on."""
    return _BASES[basis] if sure else f"not sure: {_BASES[basis]}"


def warning_words(warning: DraftWarning) -> str:
    """Return what remained doubtful when a text was read."""
    return _WARNINGS[warning.kind].format(
        found=warning.found, taken=warning.taken_as.replace(" / ", " or ")
    )


def damage_words(record: DamagedRecord) -> str:
    """Return that a record is not what was stored, and which one it is."""
    name = " ".join(record.name.split())
    called = f"“{name}”" if name else f"with the id {record.id[:8]}"
    return f"The {record.kind} {called} is damaged: it is not what was stored."


def date_problem_words(problem: DateProblem) -> str:
    """Return why what was typed as a date is none, and what to write instead."""
    return _DATE_PROBLEMS[problem]


def set_aside_words(paths: Sequence[Path]) -> str:
    """Return that files in which Bayaz remembers things were damaged, and where they are now."""
    names = ", ".join(path.name for path in paths)
    was, it = ("was", "it") if len(paths) == 1 else ("were", "them")
    return (
        f"What Bayaz had remembered {was} damaged and could not be read. Nothing of it was thrown"
        f" away: you find {it} in {paths[0].parent} as {names}. Your library is not affected."
    )


def error_words(error: BayazError) -> str:
    """Return what went wrong, whether anything was lost, and what to do."""
    match error:
        case RecordDamagedError(kind=kind, record_id=record_id, name=name):
            return f"{damage_words(DamagedRecord(kind, record_id, name))} It was left as it is."
        case LibraryReadOnlyError(path=path, hindrance=hindrance):
            return refused_words(path, hindrance)
        case FileStandsError(path=path):
            return f"There is a file {path} already. Choose another name, or add --replace."
        case LibraryUnwritableError(path=path) | PackUnwritableError(path=path):
            return (
                f"Bayaz cannot write to {_folder(path)}. Check that the disk is connected and that"
                " you have permission to write there."
            )
        case LibraryError():
            return _library_words(error)
        case SyncFolderError(path=path):
            return (
                f"The folder {path} is not there or cannot be written. Connect its disk, or check"
                " that you may write there. Nothing is lost."
            )
        case BackupError():
            return backup_error_words(error)
        case DateUnreadableError(text=text, problem=problem):
            return f"“{text}”: {date_problem_words(DateProblem(problem))} Nothing was changed."
        case FileUnreadableError(path=path):
            return f"{path} cannot be read as text. Nothing was changed."
        case NotFoundError(kind=kind, record_id=record_id):
            return f"There is no {kind} “{record_id}”."
        case AmbiguousIdError(kind=kind, record_id=record_id):
            return (
                f"The ids of several {_plural(kind)} begin with “{record_id}”. Give more of the id."
            )
        case PassageNotFoundError(count=0):
            return "The summary does not contain these words."
        case PassageNotFoundError(count=count):
            return f"The summary contains these words {count} times. Give more of the passage."
        case _:
            return _FAILURES.get(type(error), f"Something went wrong: {error}.")


def _library_words(error: LibraryError) -> str:
    match error:
        case LibraryBusyError(path=path):
            return (
                f"This library ({_folder(path)}) is open in another Bayaz."
                " Close it, or do this in its window."
            )
        case LibraryUnreadableError(path=path):
            return unreadable_words(path)
        case LibraryTooNewError(path=path):
            return (
                f"The library in {_folder(path)} was made by a newer version of Bayaz. Nothing"
                " was changed. Please update Bayaz."
            )
        case LibraryForeignError(path=path):
            return f"{path} is not a Bayaz library. Nothing was changed. Choose another folder."
        case LibraryDamagedError(path=path):
            return (
                f"The library file {path} is damaged. Nothing was changed. Make a copy of the"
                " folder before you do anything else."
            )
        case LibraryAbsentError(path=path):
            return (
                f"The library in {_folder(path)} is not there any more. Nothing was made in its"
                " place. If it is on a disk or stick, connect that; if the folder was moved or"
                " renamed, put it back or choose it where it is now."
            )
        case _:
            return (
                "The disk is full. Your last change was not saved; everything before it was. Free"
                " up some space and try again."
            )


def _folder(path: Path) -> Path:
    return path.parent


def _plural(kind: str) -> str:
    return "summaries" if kind == "summary" else f"{kind}s"
