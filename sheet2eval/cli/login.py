"""`sheet2eval login`: sign in to Google in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheet2eval.cli.output import others_print_beside, say
from sheet2eval.errors import SetupError

if TYPE_CHECKING:
    from google_auth_oauthlib.flow import InstalledAppFlow  # type: ignore[import-untyped]

_VISIT = "If no browser opens, open this address in one on this machine:\n{url}"
_WAIT_S = 300  # for somebody to sign in


@click.command("login")
@click.option(
    "--client",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The OAuth client of your Google project, of the type Desktop app.",
)
def command(client: Path) -> None:
    """Sign in to Google in the browser, so that your sheets can be read and written.

    \b
    Example:
      sheet2eval login --client client_secret.json
    docs/google.md says where the file comes from. A service account needs no login.
    """
    from sheet2eval.books.google.auth import keep_token

    say(f"Signed in. What Google gave is kept in {keep_token(_signed_in(client))}; delete that to sign out.")


def _signed_in(client: Path) -> str:
    """What Google gives to whoever signs in. Raises SetupError."""
    from google_auth_oauthlib.flow import WSGITimeoutError
    from oauthlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]
    from requests import RequestException

    flow = _flow(client)
    try:
        with others_print_beside():
            credentials = flow.run_local_server(
                port=0,
                timeout_seconds=_WAIT_S,
                open_browser=_has_browser(),
                authorization_prompt_message=_VISIT,
            )
    except WSGITimeoutError as fault:
        raise SetupError("nobody signed in within five minutes: run sheet2eval login again") from fault
    except OAuth2Error as fault:
        raise SetupError(
            f"Google did not let you in ({fault.description or fault.error}): try again"
        ) from fault
    except Warning as fault:  # which oauthlib raises where another scope was granted
        raise SetupError("whoever signed in did not allow Google Sheets: try again, and tick it") from fault
    except RequestException as fault:
        raise SetupError(
            f"Google cannot be reached ({type(fault).__name__}): check the network, then try again"
        ) from fault
    return str(credentials.to_json())


def _flow(client: Path) -> InstalledAppFlow:
    """Raises SetupError where that file is no client."""
    from google_auth_oauthlib.flow import InstalledAppFlow

    from sheet2eval.books.google.auth import SHEETS

    try:
        return InstalledAppFlow.from_client_secrets_file(str(client), [SHEETS])
    except (OSError, ValueError) as fault:
        raise SetupError(f"{client} is no OAuth client of the type Desktop app: download it anew") from fault


def _has_browser() -> bool:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
