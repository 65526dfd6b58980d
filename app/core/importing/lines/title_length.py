"""How long a title may be: decided here for everything that looks for one. In characters."""

from typing import Final

# A line that its place shows to be the title: at the top of a text, above the data of a post, in a
# page's own heading. What is longer is a sentence.
LONGEST_TITLE: Final = 160
# A line with nothing to show it but its shortness, among the others of a page of many articles:
# there the teasers of a list are longer, and none of them may pass for a title.
LONGEST_UNMARKED_TITLE: Final = 110
# `SUMMARY of the Article “T,” by A`: the closing mark of T is looked for within so many characters.
# It is farther than a title is long, for quotations inside T have marks too.
TITLE_MARK_REACH: Final = 220
