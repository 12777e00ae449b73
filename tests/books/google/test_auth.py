"""Who we are to Google, and what is told where that is not known."""

import json
import os
import stat

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth.transport.requests import AuthorizedSession

from sheet2eval.books.google import auth
from sheet2eval.errors import SetupError

ADDRESS = "robot@project.iam.gserviceaccount.com"


@pytest.fixture(autouse=True)
def nobody(monkeypatch, tmp_path):
    """No credentials of whoever runs the tests, and no question to a machine of Google's."""
    for name in (auth.KEY_FILE, auth.TEST_SERVER):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("HOME", tmp_path), ("XDG_CONFIG_HOME", tmp_path), ("NO_GCE_CHECK", "true")):
        monkeypatch.setenv(name, str(value))


@pytest.fixture(scope="module")
def private_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(*pem).decode()


@pytest.fixture
def key_file(monkeypatch, tmp_path):
    def place(content):
        path = tmp_path / "key.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        monkeypatch.setenv(auth.KEY_FILE, str(path))

    return place


def service_account(private_key):
    return {
        "type": "service_account",
        "client_email": ADDRESS,
        "private_key": private_key,
        "token_uri": "https://oauth2.googleapis.com/token",
    }


def token(**more):
    return json.dumps({"client_id": "c", "client_secret": "s", "refresh_token": "r", **more})


def test_a_service_account_is_known_by_its_key(key_file, private_key):
    key_file(service_account(private_key))
    session = auth.session()
    assert isinstance(session, AuthorizedSession)
    assert session.credentials.service_account_email == auth.share_address() == ADDRESS
    assert set(session.credentials.scopes) == {auth.SHEETS, auth.FILE_FACTS}


def test_whoever_signed_in_is_asked_for_no_more_than_sheets(monkeypatch):
    auth.keep_token(token())
    monkeypatch.setenv(auth.KEY_FILE, "")
    session = auth.session()
    assert session.credentials.refresh_token == "r"
    assert session.credentials.scopes == [auth.SHEETS]
    assert auth.share_address() == ""


def test_a_key_file_wins_over_who_signed_in(key_file, private_key):
    auth.keep_token(token())
    key_file(service_account(private_key))
    assert auth.session().credentials.service_account_email == ADDRESS


def test_what_signing_in_gave_is_for_its_owner_alone(tmp_path):
    auth.token_file().parent.mkdir(parents=True)
    auth.token_file().write_text("older, and open to all")
    auth.token_file().chmod(0o644)
    place = auth.keep_token(token())
    assert place == auth.token_file()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert place.is_relative_to(tmp_path)


@pytest.mark.parametrize("kept", ["", "{", "[]", "{}", '"text"', "7"])
def test_a_token_that_cannot_be_used_is_replaced_by_signing_in_again(kept):
    auth.keep_token(kept)
    with pytest.raises(SetupError, match="sign in again with sheet2eval login"):
        auth.session()


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"type": "service_account"}', '{"type": "none"}'])
def test_a_key_that_is_none_is_said_so(key_file, content):
    key_file(content)
    with pytest.raises(SetupError, match=r"key\.json is no key that Google knows"):
        auth.session()
    assert auth.share_address() == ""


def test_a_key_file_that_is_not_there_is_said_so(monkeypatch):
    monkeypatch.setenv(auth.KEY_FILE, "/nowhere/key.json")
    with pytest.raises(SetupError, match="/nowhere/key"):
        auth.session()


@pytest.mark.parametrize("named", [None, ""])
def test_without_any_credentials_both_ways_are_named(monkeypatch, named):
    if named is not None:
        monkeypatch.setenv(auth.KEY_FILE, named)
    with pytest.raises(SetupError, match="sheet2eval login, or set GOOGLE_APPLICATION_CREDENTIALS"):
        auth.session()


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080", "http://localhost:1/", "http://[::1]:99", " http://127.1.2.3 "]
)
def test_a_test_server_is_on_this_machine(monkeypatch, address):
    monkeypatch.setenv(auth.TEST_SERVER, address)
    assert auth.test_server() == address.strip().rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1",
        "http://sheets.example.org",
        "http://127.0.0.1.example.org",
        "http://user@127.0.0.1",
        "http://127.0.0.1@example.org",
        "http://127.0.0.1/v4",
        "http://127.0.0.1:0",
        "http://127.0.0.1:x",
        "http://10.0.0.1",
        "http://[::1",
        "127.0.0.1:80",
    ],
)
def test_no_other_address_takes_googles_place(monkeypatch, address):
    monkeypatch.setenv(auth.TEST_SERVER, address)
    with pytest.raises(SetupError, match="must be an address on this machine"):
        auth.session()


def test_credentials_never_go_to_a_test_server(monkeypatch, key_file, private_key, tmp_path):
    key_file(service_account(private_key))
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv(auth.TEST_SERVER, "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example.org")
    session = auth.session()
    assert not isinstance(session, AuthorizedSession)
    assert not session.trust_env
    assert "Authorization" not in session.headers


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(SetupError, match=r"google-token\.json cannot be written"):
        auth.keep_token("{}")
