"""Texts as Word and browsers put them on the clipboard: hard spaces, line breaks, bullets of fonts."""

import pytest

from app.core.importing.drafting.batch import drafts_from_text
from app.core.library.model import SectionKind
from app.core.library.syllabus import load_syllabus

SYLLABUS = load_syllabus()
# Spaces that do not break, the line break of Shift+Enter, and one bullet of each of Word's lists.
WORD = (
    "Water and Sindh\u2019s Canals\r\nBy Ayesha Khan\r\nDawn, 3\u00a0March 2025\r\n\r\n"
    "Summary:\r\nThe province\u2019s \u201clower riparian\u201d fears a dry Indus.\u00a0 Canals take"
    " water\u00a0upstream.\x0bIt is a dispute \u2014 old \u2013 and new.\r\n\r\n"
    "Facts and Figures:\r\n"
    "\u00b7\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 Sindh gets 48.76\u00a0MAF under the 1991 Accord.\r\n"
    "\uf0b7\tThe Accord was signed on 21\u00a0March 1991.\r\n"
    "o\u00a0\u00a0 IRSA has five\u00a0members.\r\n\r\nConclusion:\r\nTalk it\u00a0over.\r\n"
)
# A browser's own text of a page: lines that end in spaces, and bullets that were drawn only.
BROWSER = (
    "Water and Sindh\u2019s Canals\n\nBy Ayesha Khan\nDawn, 3 March 2025\n\nSummary:\u00a0\n\n"
    "The province\u2019s \u201clower riparian\u201d fears a dry Indus.\u202f Canals take water"
    " upstream.\u2028It is a dispute \u2014 old \u2013 and new.\n\nFacts and Figures:\n\n"
    "    Sindh gets 48.76 MAF under the 1991 Accord.\n"
    "    The Accord was signed on 21 March 1991.\n"
    "    IRSA has five members.\n\nConclusion:\n\nTalk it over.\u200b\n"
)


@pytest.mark.parametrize("text", [WORD, BROWSER], ids=["Word", "a browser"])
def test_a_copied_text_is_understood(text: str) -> None:
    (sourced,) = drafts_from_text(text, "pasted", SYLLABUS).drafts
    draft = sourced.draft
    assert (draft.title, draft.author) == ("Water and Sindh\u2019s Canals", "Ayesha Khan")
    assert draft.publication == "Dawn"
    assert [fact.text for fact in draft.facts] == [
        "Sindh gets 48.76 MAF under the 1991 Accord.",
        "The Accord was signed on 21 March 1991.",
        "IRSA has five members.",
    ]
    (summary,) = (one for one in draft.sections if one.kind is SectionKind.SUMMARY)
    assert " ".join(summary.markdown.split()) == (
        "The province\u2019s \u201clower riparian\u201d fears a dry Indus. Canals take water"
        " upstream. It is a dispute \u2014 old \u2013 and new."
    )
