"""Fingerprints."""

from __future__ import annotations

import json
from hashlib import sha256

LENGTH = 16


def digest(*parts: object) -> str:
    """A short digest of anything that JSON can hold; nothing of it can be read back."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
