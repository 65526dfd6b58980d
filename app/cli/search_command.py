"""`bayaz search QUERY`: search summaries, facts, highlights and notes at once."""

import argparse
import sys
from dataclasses import replace

from app.cli.indexing import open_searcher
from app.cli.output import print_json, print_lines
from app.core.search.kinds import HitKind
from app.core.search.query.query import parse_query
from app.core.search.results.results import Hit, Results
from app.core.workspace import Workspace
from app.messages import untitled


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Bring the index up to date, search it and print the best results.

    Raises SearchUnavailableError when the index cannot be opened.
    """
    kind = HitKind(arguments.kind) if arguments.kind else None
    if arguments.subject:
        workspace.syllabus.subject(arguments.subject)
    query = parse_query(arguments.query, workspace.syllabus, forgiving=not arguments.exact)
    filters = query.filters.with_kind(kind) if kind else query.filters
    if arguments.subject:
        filters = filters.with_subject(arguments.subject)
    query = replace(query, filters=filters)
    searcher = open_searcher(workspace)
    try:
        results = searcher.search(
            query, arguments.limit, summary_states=workspace.summary_states(filters)
        )
    finally:
        searcher.close()
    if arguments.json:
        print_json(
            {
                "query": arguments.query,
                "total": results.total,
                "took_ms": round(results.took_ms, 1),
                "did_you_mean": results.did_you_mean,
                "results": [_hit_json(hit) for hit in results.hits],
            }
        )
    else:
        _print_for_person(results)
    return 0


def _hit_json(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind.value,
        "id": hit.id,
        "summary_id": hit.summary_id or None,
        "title": hit.title or None,
        "excerpt": hit.excerpt.marked("**", "**"),
        "subjects": list(hit.subjects),
        "score": hit.score,
    }


def _print_for_person(results: Results) -> None:
    before, after = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("[", "]")
    if results.hits and results.did_you_mean:
        print_lines([f"Showing results for “{results.did_you_mean}”:"])
    for ignored in results.query.ignored:
        print_lines([f"Ignored: {ignored}"])
    for hit in results.hits:
        print_lines(
            [
                f"{hit.kind.value:9}  {hit.id[:8]}  {hit.title or untitled('')}",
                f"           {hit.excerpt.marked(before, after)}",
            ]
        )
    if not results.hits:
        meant = f" Did you mean “{results.did_you_mean}”?" if results.did_you_mean else ""
        print_lines([f"Nothing found.{meant}"])
    elif results.total > len(results.hits):
        print_lines([f"{results.total - len(results.hits)} more results. Use --limit to see them."])
