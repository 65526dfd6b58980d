"""`bayaz show ID`: print one summary in full."""

import argparse
from collections.abc import Iterator

from app.cli.output import print_json, print_lines, summary_json
from app.core.importing.body.facts import write_fact
from app.core.library.model import FactText, Question, Section, SectionKind, Summary
from app.core.markdown.escape import escape
from app.core.workspace import Workspace
from app.messages import section_name, untitled


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Print a summary, given its id or the beginning of it."""
    library = workspace.library
    summary = library.summary(library.full_id("summary", arguments.id))
    if arguments.json:
        answer = summary_json(summary, library)
        answer["sections"] = [
            {
                "kind": section.kind.value,
                "heading": section.heading,
                "markdown": _markdown(section, summary),
            }
            for section in summary.sections
        ]
        print_json(answer)
    else:
        print_lines(_lines(summary))
    return 0


def _markdown(section: Section, summary: Summary) -> str:
    """Return a section as Markdown; the facts section lists the facts as bullet points."""
    if section.kind is not SectionKind.FACTS:
        return section.markdown
    facts = (FactText(fact.text, fact.source, fact.as_of) for fact in summary.facts)
    points = "\n".join(f"- {escape(write_fact(fact))}" for fact in facts)
    return "\n\n".join(filter(None, (section.markdown, points)))


def _lines(summary: Summary) -> Iterator[str]:
    yield f"# {summary.title or untitled('')}"
    credits_line = [summary.author, summary.publication]
    credits_line += [summary.date.isoformat()] if summary.date else []
    yield " · ".join(filter(None, credits_line))
    for section in summary.sections:
        yield ""
        yield f"## {section_name(section.kind, section.heading)}"
        yield ""
        yield _markdown(section, summary)
    if summary.questions:
        yield from ("", f"## {section_name(SectionKind.QUESTIONS, None)}", "")
        for number, question in enumerate(summary.questions, 1):
            yield from _question(question, number)


def _question(question: Question, number: int) -> Iterator[str]:
    yield f"{number}. {question.text}"
    yield from (f"   {letter}. {option}" for letter, option in question.lettered())
    if question.answer:
        yield f"   Answer: {question.answer}"
    if question.explanation:
        yield f"   {question.explanation}"
