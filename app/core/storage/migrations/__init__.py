"""The schema's history: migration n brings a library from version n-1 to n.

A migration, once released, is never edited; a new one is added to the end.
"""

from typing import Final

from app.core.storage.migrations import (
    m0001_foundation,
    m0002_words_and_tellings,
    m0003_origins,
    m0004_questions,
    m0005_corrections,
    m0006_safety,
    m0007_versions,
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    m0001_foundation.STATEMENTS,
    m0002_words_and_tellings.STATEMENTS,
    m0003_origins.STATEMENTS,
    m0004_questions.STATEMENTS,
    m0005_corrections.STATEMENTS,
    m0006_safety.STATEMENTS,
    m0007_versions.STATEMENTS,
)

LATEST_VERSION: Final = len(MIGRATIONS)
