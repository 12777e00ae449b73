"""One message to a Slack-compatible webhook (Slack, Mattermost, Rocket.Chat, Discord's `/slack`).

It may be sent again only where it is certain that it was not taken: no connection, or an answer that says so
(408, 429, 5xx). Where the connection breaks or nothing is answered it may have been taken, and nobody is told
twice.
The address is a secret: no error holds more of it than the host.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from sheet2eval.addresses import check_address
from sheet2eval.errors import SetupError
from sheet2eval.text.waits import retry_after_s

TIMEOUT_S = 15.0

_NOT_TAKEN = frozenset({408, 429})
_BLANK = re.compile(r"\s")


class NotTold(Exception):
    """The webhook did not take the message; the text says why.

    `again_after_s`: after so many seconds it may be sent again; None where it must not be.
    """

    def __init__(self, why: str, again_after_s: float | None = None) -> None:
        super().__init__(why)
        self.again_after_s = again_after_s


def address_in(variable: str) -> str:
    """The address that an environment variable holds. Raises SetupError where it holds none, never showing it."""
    address = os.environ.get(variable, "").strip()
    if not address:
        raise SetupError(
            f"[notify] webhook_env: set the environment variable {variable} to the webhook's address"
        )
    try:
        check_address(variable, "" if _BLANK.search(address) else address)
    except ValueError as fault:
        raise SetupError(f"[notify] webhook_env: {fault}") from None
    return address


async def post(address: str, message: Mapping[str, object]) -> None:
    """Send a message, once. Raises NotTold."""
    import aiohttp

    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)) as session,
            session.post(address, json=message, allow_redirects=False) as reply,
        ):
            status, headers = reply.status, reply.headers
    except aiohttp.ClientConnectorError as fault:  # before anything was sent
        raise NotTold(f"no connection to {fault.host}", again_after_s=0.0) from None
    except (aiohttp.ClientError, TimeoutError):
        raise NotTold("no answer, so it may have been taken") from None
    if status in _NOT_TAKEN or status >= 500:
        raise NotTold(f"HTTP {status}", again_after_s=retry_after_s(headers, datetime.now(UTC)) or 0.0)
    if not 200 <= status < 300:
        raise NotTold(f"HTTP {status}; see whether its address still holds")
