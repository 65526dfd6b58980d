"""What else follows a summary that goes for good: its other summaries, and the search index."""

from dataclasses import replace
from datetime import timedelta

from app.core.library.filters import LibraryFilter
from app.core.storage.ids import new_id
from app.core.workspace import Workspace


def test_the_other_summaries_of_its_article_are_still_listed(
    workspace: Workspace, seed: str
) -> None:
    library = workspace.library
    first = library.summary(seed)
    others = [
        replace(
            first,
            id=new_id(),
            revision_id=new_id(),
            facts=(),
            alternate_of=seed,
            imported_at=first.imported_at + timedelta(days=day),
        )
        for day in range(2)
    ]
    for other in others:
        library.add(other, "")
    library.trash(seed)
    workspace.delete_for_good([seed])
    assert [row.id for row in library.rows(LibraryFilter())] == [others[0].id]
    assert library.alternates(others[0].id) == [others[1].id]


def test_the_index_hears_of_it(workspace: Workspace, seed: str) -> None:
    library = workspace.library
    library.trash(seed)
    before = workspace.last_change()
    workspace.delete_for_good([seed])
    batch = workspace.pending(before)
    assert [entry["owner"] for entry in batch.entries] == [f"summary:{seed}"]
