"""Who we are to Google: a service account, whoever signed in, or nobody at a test server on this machine.

Sources: https://developers.google.com/workspace/sheets/api/scopes and
https://cloud.google.com/docs/authentication/application-default-credentials
"""

from __future__ import annotations

import ipaddress
import json
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sheet2eval.errors import SetupError

if TYPE_CHECKING:
    from google.auth.credentials import Credentials
    from requests import Session

TEST_SERVER = "SHEET2EVAL_GOOGLE_API"
KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS"

SHEETS = "https://www.googleapis.com/auth/spreadsheets"
FILE_FACTS = "https://www.googleapis.com/auth/drive.metadata.readonly"  # is it in the trash?

_HOW = "docs/google.md says how in five minutes"


def test_server() -> str | None:
    """The address that takes Google's place, without a slash at its end.

    Raises SetupError for any address that is not on this machine.
    """
    address = os.environ.get(TEST_SERVER, "").strip().rstrip("/")
    if not address:
        return None
    if not _is_here(address):
        raise SetupError(
            f"{TEST_SERVER} must be an address on this machine, such as http://127.0.0.1:8080, not {address!r}"
        )
    return address


def _is_here(address: str) -> bool:
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "http" and not parts.path and not parts.query and "@" not in parts.netloc
        host = parts.hostname or ""
        return plain and parts.port != 0 and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False


def session() -> Session:
    """What sends our requests. Raises SetupError where there are no credentials, or none that can be used."""
    import requests
    from google.auth.transport.requests import AuthorizedSession

    if test_server() is None:
        return AuthorizedSession(_credentials())  # type: ignore[no-untyped-call]
    bare = requests.Session()
    bare.trust_env = False  # no proxy, and no password from ~/.netrc
    bare.max_redirects = 0
    return bare


def share_address() -> str:
    """The address that a sheet must be shared with, where we are a service account; else ""."""
    found = _key_file().get("client_email", "")
    return found if isinstance(found, str) else ""


def token_file() -> Path:
    """Where `sheet2eval login` keeps what it was given."""
    from platformdirs import user_config_path

    return user_config_path("sheet2eval", appauthor=False) / "google-token.json"


def keep_token(token: str) -> Path:
    """Keep what signing in gave, for this person's eyes only. Raises SetupError."""
    place = token_file()
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.unlink(missing_ok=True)  # a file of an earlier mode would keep it
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token)
    except OSError as fault:
        raise SetupError(f"{place} cannot be written ({fault.strerror}): get write access to it") from fault
    return place


def _key_file() -> dict[str, Any]:
    """What stands in the file of a service account; empty where there is none that can be read."""
    try:
        found = json.loads(Path(os.environ[KEY_FILE]).read_text(encoding="utf-8"))
    except (KeyError, OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("type") == "service_account" else {}


def _credentials() -> Credentials:
    if not os.environ.get(KEY_FILE) and token_file().is_file():
        return _kept_token()
    return _default()


def _kept_token() -> Credentials:
    from google.oauth2.credentials import Credentials as UserCredentials

    try:
        kept = dict(json.loads(token_file().read_text(encoding="utf-8")))
        credentials: Credentials = UserCredentials.from_authorized_user_info(kept, [SHEETS])  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as fault:
        raise SetupError(f"{token_file()} cannot be used: sign in again with sheet2eval login") from fault
    return credentials


def _default() -> Credentials:
    """What the environment variable names, `gcloud` has left here, or the machine itself is, in this order."""
    import google.auth
    from google.auth.exceptions import GoogleAuthError

    scopes = [SHEETS, FILE_FACTS] if _key_file() else [SHEETS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wants to be told which project pays
        try:
            credentials, _ = google.auth.default(scopes=scopes)
        except (
            GoogleAuthError,
            OSError,
            ValueError,
            AttributeError,
        ) as fault:  # the last for a file with a list
            raise SetupError(_unusable()) from fault
    return credentials


def _unusable() -> str:
    named = os.environ.get(KEY_FILE)
    if not named:
        return (
            f"no access to Google: sign in with sheet2eval login, or set {KEY_FILE} to the key file of a service "
            f"account ({_HOW})"
        )
    if not Path(named).is_file():
        return f"{KEY_FILE} names {named}, which is no file: set it to the key file of a service account ({_HOW})"
    return f"{named} is no key that Google knows: download the service account's key again ({_HOW})"
