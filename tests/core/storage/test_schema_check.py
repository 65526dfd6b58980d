"""The tables of a library are compared with those that its version has."""

import sqlite3

import pytest

from app.core.paths import DataFolder
from app.core.workspace import Workspace
from tests.clock import Clock


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sqlite_schema SET sql = replace(sql, 'synonyms', 'synonims') WHERE name = 'word'",
        "CREATE INDEX another ON note (body)",
    ],
)
def test_an_altered_table_is_damage(folder: DataFolder, clock: Clock, change: str) -> None:
    with Workspace(folder, clock) as workspace:
        assert workspace.checks.run().whole
    connection = sqlite3.connect(folder.database)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(change)
    connection.commit()
    connection.close()
    with Workspace(folder, clock) as workspace:
        report = workspace.checks.run()
    assert not report.whole
    assert any("is not what it should be" in line for line in report.structure)
