"""Markdown text to blocks, by Python-Markdown with everything that emits HTML taken out."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from app.core.markdown.blocks import Block, BlockKind, Run
from app.core.markdown.list_indents import DEEPEST, LEVEL_WIDTH, normalize_list_indents
from app.core.markdown.pieces import pieces

_LINE_LENGTH_LIMIT = 20_000
_SPACE = re.compile(r"[ \t\r\n]+")
_CHECKBOX = re.compile(r"\[([ xX])\] ")
_BULLET = re.compile(r"\s*(?:[-+*]|\d{1,3}\.)\s")


def parse(markdown: str, *, keep_breaks: bool = False) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text.

    A single newline is a space, or a line break with `keep_breaks` (the reader's own notes).
    Never raises: what cannot be parsed comes back as plain paragraphs.
    """
    lines = markdown.replace("\x02", "").replace("\x03", "").splitlines()
    if any(len(line) > _LINE_LENGTH_LIMIT for line in lines):
        return _plain(lines)
    return tuple(_blocks(lines, keep_breaks=keep_breaks))


def _blocks(lines: list[str], *, keep_breaks: bool) -> Iterator[Block]:
    """Yield the blocks of a text, piece by piece."""
    for piece, plain in pieces(lines):
        if plain:
            text = ("\v" if keep_breaks else "\n").join(piece).lstrip()
            if runs := _tidy([Run(text)]):
                yield Block(BlockKind.PARAGRAPH, runs)
            continue
        try:
            separated = _part_lists(normalize_list_indents(piece))
            found = tuple(_walk(_tree(separated, keep_breaks=keep_breaks), 0))
        except Exception:
            # A converter that was interrupted keeps its half-done state and would spoil the next.
            _converter.cache_clear()
            found = _plain(piece)
        yield from found


def _plain(lines: list[str]) -> tuple[Block, ...]:
    return tuple(
        Block(BlockKind.PARAGRAPH, (Run(_SPACE.sub(" ", line).strip()),))
        for line in lines
        if line.strip()
    )


def _part_lists(lines: list[str]) -> list[str]:
    """Part a list from the paragraph right above it, as everybody but Python-Markdown reads it."""
    parted: list[str] = []
    for line in lines:
        starts_list = _BULLET.match(line) and parted and parted[-1].strip()
        if starts_list and not _BULLET.match(parted[-1]) and not parted[-1].startswith(" "):
            parted.append("")
        parted.append(line)
    return parted


@cache
def _converter(*, keep_breaks: bool) -> Markdown:
    # By name, Markdown would look for them among all that is installed, which takes 50 ms.
    extensions = [TableExtension(), SaneListExtension()]
    if keep_breaks:
        extensions.append(Nl2BrExtension())
    converter = Markdown(extensions=extensions, tab_length=LEVEL_WIDTH)
    converter.preprocessors.deregister("html_block")
    for name in ("html", "entity", "autolink", "automail", "image_link", "image_reference"):
        converter.inlinePatterns.deregister(name)
    # A reference definition would vanish from the page; here it stays what was typed. An indented
    # line is somebody's layout, not code.
    for name in ("reference", "code"):
        converter.parser.blockprocessors.deregister(name)
    converter.treeprocessors.deregister("prettify")
    return converter


def _tree(lines: list[str], *, keep_breaks: bool) -> Element:
    converter = _converter(keep_breaks=keep_breaks)
    converter.reset()
    for preprocessor in converter.preprocessors:
        lines = preprocessor.run(lines)
    root: Element | None = converter.parser.parseDocument(lines).getroot()
    assert root is not None
    for processor in converter.treeprocessors:
        changed: Element | None = processor.run(root)
        root = root if changed is None else changed
    return root


def _walk(parent: Element, quoted: int, depth: int = 0) -> Iterator[Block]:
    """Yield the blocks of an element that holds blocks."""
    if depth > DEEPEST:
        raise RecursionError
    for element in parent:
        match element.tag:
            case "ul" | "ol":
                yield from _items(element, quoted, 0, depth + 1)
            case "blockquote":
                yield from _walk(element, quoted + 1, depth + 1)
            case "hr":
                yield Block(BlockKind.RULE, quoted=quoted)
            case "table":
                yield from _rows(element, quoted)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield _block(BlockKind.HEADING, element, quoted, level=int(element.tag[1]))
            case _:
                block = _block(BlockKind.PARAGRAPH, element, quoted)
                if block.runs:
                    yield block


def _block(kind: BlockKind, element: Element, quoted: int, level: int = 0) -> Block:
    return Block(kind, _tidy(list(_runs(element, Run("")))), level=level, quoted=quoted)


def _items(parent: Element, quoted: int, level: int, depth: int) -> Iterator[Block]:
    if depth > DEEPEST:
        raise RecursionError
    number = int(parent.get("start", "1"))
    for item in parent:
        marker = f"{number}." if parent.tag == "ol" else "•"
        number += 1
        yield from _item(item, marker, quoted, level, depth)


def _item(item: Element, marker: str, quoted: int, level: int, depth: int) -> Iterator[Block]:
    """Yield one list item: its own words first, then the lists inside it."""
    own = Element("p")
    own.text = item.text
    inner: list[Element] = []
    for child in item:
        if child.tag in ("ul", "ol", "blockquote", "table"):
            inner.append(child)
        elif child.tag == "p":
            # A loose item: its paragraphs are kept as one, parted by a line break.
            if len(own) or (own.text or "").strip():
                own.append(Element("br"))
            wrapper = Element("span")
            wrapper.text = child.text
            wrapper.extend(list(child))
            own.append(wrapper)
        else:
            own.append(child)
    runs = _tidy(list(_runs(own, Run(""))))
    runs, marker = _checkbox(runs, marker)
    yield Block(BlockKind.ITEM, runs, level=level, marker=marker, quoted=quoted)
    for child in inner:
        if child.tag in ("ul", "ol"):
            yield from _items(child, quoted, level + 1, depth + 1)
        else:
            holder = Element("div")
            holder.append(child)
            yield from _walk(holder, quoted, depth + 1)


def _checkbox(runs: tuple[Run, ...], marker: str) -> tuple[tuple[Run, ...], str]:
    if runs and (match := _CHECKBOX.match(runs[0].text)):
        first = _styled(runs[0], runs[0].text[match.end() :])
        rest = (first, *runs[1:]) if first.text else runs[1:]
        return rest, "☐" if match[1] == " " else "☑"
    return runs, marker


def _rows(table: Element, quoted: int) -> Iterator[Block]:
    first = True
    for row in table.iter("tr"):
        cells = tuple(_tidy(list(_runs(cell, Run("", bold=cell.tag == "th")))) for cell in row)
        yield Block(BlockKind.ROW, cells=cells, quoted=quoted, first_row=first)
        first = False


def _runs(element: Element, style: Run) -> Iterator[Run]:
    """Yield the runs inside an inline element, in the style of what encloses it."""
    yield _styled(style, element.text)
    for child in element:
        match child.tag:
            case "strong":
                yield from _runs(child, replace(style, bold=True))
            case "em":
                yield from _runs(child, replace(style, italic=True))
            case "code":
                text = html.unescape("".join(child.itertext()))
                yield replace(style, text=text, code=True)
            case "a":
                yield from _runs(child, replace(style, href=child.get("href") or None))
            case "br":
                yield _styled(style, "\v")
            case _:
                yield from _runs(child, style)
        yield _styled(style, child.tail)


def _styled(style: Run, text: str | None) -> Run:
    return replace(style, text=text or "")


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Fold white space across runs, turn the marks of line breaks into newlines, join neighbours.

    Inside code nothing is folded.
    """
    tidy: list[Run] = []
    after_space = True
    for run in runs:
        text = run.text
        if not run.code:
            text = _SPACE.sub(" ", text)
            text = re.sub(r" ?\v ?", "\n", text)
            if after_space and text.startswith(" "):
                text = text[1:]
        if not text:
            continue
        after_space = text[-1] in " \n"
        if tidy and _styled(tidy[-1], "") == _styled(run, ""):
            tidy[-1] = _styled(run, tidy[-1].text + text)
        else:
            tidy.append(_styled(run, text))
    if tidy and not tidy[-1].code:
        tidy[-1] = _styled(tidy[-1], tidy[-1].text.rstrip())
        if not tidy[-1].text:
            tidy.pop()
    return tuple(tidy)
