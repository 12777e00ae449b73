"""Addresses in the configuration."""

from __future__ import annotations

from urllib.parse import urlsplit


def check_address(key: str, address: str) -> None:
    """Raises ValueError where the value of this key is no http or https address, or holds a password."""
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        (parts.hostname or "").encode("idna")
    except ValueError:  # no port, no IPv6 address, no name that a host can have
        whole = False
    if not whole:
        message = f"`{key}` must be an address, http://… or https://…"
        raise ValueError(message)
    if "@" in parts.netloc:
        message = f"`{key}` must hold no password"
        raise ValueError(message)
