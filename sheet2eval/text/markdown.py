"""The elements of Markdown that a text holds: CommonMark with the tables and the ~~strikes~~ of GitHub's.

A list counts with the lists inside of it as one. Of a text longer than `LONGEST` characters the first ones are
read, and of what is nested more than 20 levels deep the outer levels: so the worst of texts takes some seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from sheet2eval.text.patterns import encodable

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 100_000

ELEMENTS = ("table", "heading", "list", "code", "link", "bold", "italic")
"""What can be asked for; in `count_elements` there are also quote, image, rule and strike."""

_ELEMENT_OF = {
    "table_open": "table",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "code_inline": "code",
    "code_block": "code",
    "fence": "code",
    "link_open": "link",
    "strong_open": "bold",
    "em_open": "italic",
    "blockquote_open": "quote",
    "image": "image",
    "hr": "rule",
    "s_open": "strike",
}
_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}


@lru_cache(maxsize=16)  # the checks of one case ask for one response
def count_elements(text: str) -> Mapping[str, int]:
    """How often the text holds each element; what it does not hold is left out."""
    return Counter(_elements(_parser().parse(encodable(text[:LONGEST]))))


def _elements(blocks: Iterable[Token]) -> Iterator[str]:
    depth = 0  # of lists
    for block in blocks:
        change = _LISTS.get(block.type, 0)
        if block.type in _ELEMENT_OF and not (change and depth):
            yield _ELEMENT_OF[block.type]
        depth += change
        yield from (_ELEMENT_OF[inline.type] for inline in block.children or () if inline.type in _ELEMENT_OF)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])
