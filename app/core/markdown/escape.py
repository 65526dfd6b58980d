"""Plain text to Markdown that reads back as the same plain text."""

import re

# What begins emphasis, code or a link. An underscore inside a word begins nothing.
_INLINE = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|\](?=[(\[])")
# What makes a block of a line: heading, quotation, bullet, numbering, rule, table, code fence.
_LINE_START = re.compile(r"[#>]|[-+](?=\s|$)|-(?=[- ]*$)")
_NUMBERED = re.compile(r"(\d+)\.(?=\s|$)")


def escape(text: str) -> str:
    """Return one paragraph of plain text as Markdown; white space is folded."""
    line = " ".join(text.split())
    line = _INLINE.sub(lambda match: "\\" + match[0], line)
    line = line.replace("|", "\\|")
    if _LINE_START.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\.", line, count=1) if _NUMBERED.match(line) else line
