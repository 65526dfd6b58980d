"""Why a text or a file is not taken for a summary."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a text or a file is refused."""

    EMPTY = "empty"
    EMPTY_FOLDER = "empty-folder"
    PAGE_SOURCE = "page-source"
    TEASER_LIST = "teaser-list"
    VOCABULARY_LIST = "vocabulary-list"
    QUESTIONS = "questions"
    ADVERT = "advert"
    CONTENTS = "contents"
    ADVICE = "advice"
    NO_SUMMARY = "no-summary"
    NOT_TEXT = "not-text"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    BAD_FRONT_MATTER = "bad-front-matter"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NO_LIST = "no-list"
    NEWER_PACK = "newer-pack"
    HOSTILE = "hostile"
    SCAN = "scan"
    OLD_WORD = "old-word"
    TOO_SLOW = "too-slow"
    CRASHED = "crashed"
