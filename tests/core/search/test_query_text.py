"""The filters of a typed query as pieces of its text, and lists of results to export."""

import csv
import io
from datetime import date

import pytest

from app.core.library.syllabus import load_syllabus
from app.core.search.query.query import parse_query
from app.core.search.query.query_text import filter_text, typed_filters, with_filter, without_filter
from app.core.search.terms.synonyms import faulty_lines
from app.core.sharing.result_export import ListedHit, as_csv, as_markdown, as_text, escape_formula

SYLLABUS = load_syllabus()


@pytest.mark.parametrize(
    ("text", "piece", "wanted"),
    [
        ("flood", "kind:fact", "kind:fact flood"),
        ("flood ", "kind:fact", "kind:fact flood "),
        ("", "kind:fact", "kind:fact "),
        ('paper:"The News" flood', "date:2025", 'paper:"The News" date:2025 flood'),
        ("flood subject:IR", "kind:fact", "kind:fact flood subject:IR"),
    ],
)
def test_a_filter_is_added_before_the_words(text: str, piece: str, wanted: str) -> None:
    assert with_filter(text, piece, SYLLABUS) == wanted


def test_a_filter_leaves_the_last_word_as_open_as_it_was() -> None:
    for text in ("flo", "flo "):
        before = parse_query(text, SYLLABUS)
        after = parse_query(with_filter(text, 'paper:"The News"', SYLLABUS), SYLLABUS)
        assert after.groups == before.groups


@pytest.mark.parametrize(
    "text", ["flood", "flood ", "flood subject:IR more", 'paper:“Dawn” date:2025 "two words"']
)
def test_a_filter_added_and_taken_out_leaves_the_query_as_it_was(text: str) -> None:
    added = with_filter(text, "kind:fact", SYLLABUS)
    one = next(f for f in typed_filters(added, SYLLABUS) if f.name == "kind")
    without = parse_query(without_filter(added, one), SYLLABUS)
    plain = parse_query(text, SYLLABUS)
    assert without.filters == plain.filters
    assert [term.words for term in without.terms] == [term.words for term in plain.terms]


def test_what_makes_no_sense_is_no_filter() -> None:
    typed = typed_filters("subject:dreams -kind:fact ratio:3 by:rana color:yellow", SYLLABUS)
    assert [(one.name, one.value) for one in typed] == [("author", "rana"), ("colour", "yellow")]


def test_values_are_quoted_where_they_must_be() -> None:
    assert filter_text("subject", "current-affairs") == "subject:current-affairs"
    assert filter_text("paper", "The News") == 'paper:"The News"'
    assert filter_text("paper", 'The "New" Paper') == "paper:Paper"
    assert filter_text("author", "نور") == 'author:"نور"'


def test_lines_without_a_partner_are_named() -> None:
    assert faulty_lines(["khi = karachi", "", "lahore", "cpec =", "a = b = c"]) == [3, 4]


HIT = ListedHit("=cmd|' /C calc'!A0", "+Rana", "Dawn", date(2025, 6, 2), "-1 was\n@home *twice*")


def test_no_cell_acts_as_a_formula() -> None:
    table = as_csv([HIT]).decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(table))
    assert head == ["Title", "Author", "Paper", "Date", "Excerpt"]
    assert row == ["'=cmd|' /C calc'!A0", "'+Rana", "Dawn", "2025-06-02", "'-1 was\n'@home *twice*"]
    assert escape_formula("  =1") == "'  =1"
    assert escape_formula("\tx") == "'\tx"
    assert escape_formula("a = b") == "a = b"
    assert escape_formula("سندھ") == "سندھ"


def test_a_list_in_markdown_holds_no_markup_of_the_texts() -> None:
    text = as_markdown([HIT], "1 result of a search")
    assert "# 1 result of a search" in text
    assert "\n   > \\-1 was @home \\*twice\\*" in text
    assert "2 June 2025" in text


def test_a_list_as_plain_lines() -> None:
    hit = ListedHit("On water", "Rana", "", None, "Who pays")
    assert as_text([hit, hit]) == "On water – Rana\nWho pays\n\nOn water – Rana\nWho pays"
