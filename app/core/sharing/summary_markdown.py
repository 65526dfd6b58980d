"""A summary as Markdown with front matter, as packs and the starter library have it.

`app.core.importing.drafting.front_matter` reads it back without losing a field.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

import yaml

from app.core.importing.body.facts import write_fact
from app.core.library.model import FactText, SectionKind, Summary
from app.core.library.syllabus import Syllabus


def summary_markdown(summary: Summary, syllabus: Syllabus) -> str:
    """Return a summary as one Markdown file."""
    front = {
        "id": summary.id,
        "title": summary.title,
        "author": summary.author,
        "publication": summary.publication,
        "category": summary.category,
        "published_on": summary.published_on,
        "posted_on": summary.posted_on,
        # Kinds and headings as they are: a section may have no heading.
        "sections": [[section.kind.value, section.heading] for section in summary.sections],
        "vocabulary": [asdict(word) for word in summary.vocabulary],
        "questions": [asdict(question) for question in summary.questions],
        "subjects": [[entry.subject_id, list(entry.topics)] for entry in summary.subjects],
    }
    plain = json.dumps({name: value for name, value in front.items() if value}, default=str)
    head = yaml.safe_dump(
        json.loads(plain),
        allow_unicode=True,
        sort_keys=False,
        width=1000,
    )
    return f"---\n{head}---\n\n" + "\n".join(_body(summary, syllabus)).strip() + "\n"


def _body(summary: Summary, syllabus: Syllabus) -> Iterator[str]:
    for section in summary.sections:
        yield f"## {section.heading or section.kind.value.title()}\n"
        if section.markdown.strip():
            # A line that looks like the next section's heading is made another kind of heading.
            yield section.markdown.replace("\n## ", "\n### ") + "\n"
        if section.kind is SectionKind.FACTS:
            for fact in summary.facts:
                yield f"- {write_fact(FactText(fact.text, fact.source, fact.as_of))}"
            yield ""
        if section.kind is SectionKind.SUBJECTS and not section.markdown.strip():
            for entry in summary.subjects:
                topics = f" – {', '.join(entry.topics)}" if entry.topics else ""
                yield f"- {syllabus.subject(entry.subject_id).name}{topics}"
            yield ""
