"""About how many tokens a text is to a language model, without any model's own tokenizer."""

from __future__ import annotations

import math


def estimated_tokens(text: str) -> int:
    """A token for each 4 ASCII characters, and for each 3 bytes of other characters in UTF-8.

    Tokenizers work on bytes: so a Chinese character comes to one token, a Russian letter to two thirds. That is
    rather too many than too few.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size == len(text):
        return math.ceil(size / 4)
    ascii_size = len(text.encode("ascii", "ignore"))
    return math.ceil(ascii_size / 4 + (size - ascii_size) / 3)
