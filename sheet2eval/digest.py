"""Fingerprints."""

from __future__ import annotations

import json
from hashlib import sha256

LENGTH = 16

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str, check_circular=False)


def digest(*parts: object) -> str:
    """A short digest of anything that JSON can hold; nothing of it can be read back."""
    return sha256(_JSON.encode(parts).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
