"""The command line on Google Sheets, against a server on this machine."""

import json
import stat
import threading
import urllib.parse
import urllib.request
import webbrowser
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sheet2eval.books.google import auth
from sheet2eval.books.google.book import GoogleBook
from sheet2eval.testing.sheets import Access, Effort, SheetsServer
from tests.books.desks import timeless
from tests.books.google.trial import claim

ROBOT = "robot@project.iam.gserviceaccount.com"
TABS = {
    "input": [["id", "input"], ["a", "at 7 pm"], ["b", "at 7 am"]],
    "current-behavior": [["id", "current behavior"], ["a", "At 7:00 AM."], ["b", "=At 7:00 AM."]],
    "ideal-behavior": [["id", "ideal behavior", "check"], ["a", "At 7:00 PM.", "time: 7:00 PM"], ["b", "7 am", "time: 7 AM"]],
}  # fmt: skip


RECORDED = ("--target", "recorded", "--judge", "none")


@pytest.fixture
def server(folder, monkeypatch):
    with SheetsServer() as server:
        monkeypatch.setenv(auth.TEST_SERVER, server.url)
        monkeypatch.delenv(auth.KEY_FILE, raising=False)
        monkeypatch.setattr(
            GoogleBook.__init__, "__defaults__", (timeless(),)
        )  # or a minute's quota is soon used up
        yield server
    assert not server.violations


@pytest.fixture
def key(server):
    return server.create("Reminders", TABS)


@pytest.fixture
def robot(monkeypatch, tmp_path):
    """We are a service account of this address."""
    key_file = tmp_path / "key.json"
    key_file.write_text(json.dumps({"type": "service_account", "client_email": ROBOT}))
    monkeypatch.setenv(auth.KEY_FILE, str(key_file))
    return ROBOT


def test_a_run_writes_scores_beside_the_rows(cli, server, key):
    told = cli("run", f"gsheet:{key}", *RECORDED, "--json")
    assert told.code == 0, told.err
    assert [target["pass"] for target in json.loads(told.out)["targets"]] == [1]
    assert f"https://docs.google.com/spreadsheets/d/{key}" in told.err
    assert [line[-3:-1] for line in server.texts(key, "input")] == [
        ["eval: verdict", "eval: score"],
        ["fail", "0.00"],
        ["pass", "1.00"],
    ]
    assert [line[6] for line in server.texts(key, "eval-scores")] == [
        "response",
        "At 7:00 AM.",
        "=At 7:00 AM.",
    ]
    assert server.count(Effort.READ) <= 6
    assert server.count(Effort.WRITE) <= 4


def test_the_second_run_is_compared_with_the_first_from_any_address(cli, server, key):
    cli("run", f"gsheet:{key}", *RECORDED)
    server.person(key).type("current-behavior", "B2", "At 7:00 PM.")
    address = f"https://docs.google.com/spreadsheets/d/{key}/edit?usp=sharing#gid=0"
    told = cli("run", address, *RECORDED, "--json")
    assert json.loads(told.out)["targets"][0]["fixed"] == ["a"]


@pytest.mark.parametrize("command", ["run", "regrade", "sync"])
def test_a_run_on_another_machine_is_waited_for(cli, server, key, command):
    server.person(key).do("createDeveloperMetadata", claim())  # and never renewed
    told = cli(command, f"gsheet:{key}", *RECORDED)
    assert told.code == 0, told.err
    assert told.err.count("is in use by a run on another machine: waiting for it to end") == 1
    assert [line[-3] for line in server.texts(key, "input")[1:]] == ["fail", "pass"]


def test_problems_are_written_with_links_to_their_cells(cli, server, key):
    server.person(key).type("ideal-behavior", "C2", "contians: x")
    told = cli("validate", f"gsheet:{key}", "--write")
    assert told.code == 3
    (page,) = (tab for tab in server.document(key).tabs if tab.title == "eval-problems")
    where = page.cells[1][1]
    ideal = next(tab for tab in server.document(key).tabs if tab.title == "ideal-behavior")
    assert where["userEnteredValue"] == {"stringValue": "ideal-behavior!C2"}
    assert where["userEnteredFormat"]["textFormat"]["link"]["uri"] == f"#gid={ideal.id}&range=C2"


@pytest.mark.parametrize(
    ("happens", "code", "said"),
    [
        (lambda person: person.share(Access.NONE), 4, f"share it with {ROBOT} as an editor"),
        (lambda person: person.share(Access.READER), 4, f"share it with {ROBOT} as an editor"),
        (lambda person: person.trash(), 4, "lies in the trash"),
        (lambda person: person.protect("input", "", "Ada only"), 4, "is protected (Ada only)"),
        (lambda person: person.rename_tab("input", "elsewhere"), 3, "There is no tab “input”"),
    ],
)
def test_what_stands_in_the_way_is_one_line_before_anything_is_asked(
    cli, server, key, robot, happens, code, said
):
    happens(server.person(key))
    told = cli("run", f"gsheet:{key}", "--target", "bot")
    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert len(told.err.splitlines()) == 1
    assert [tab.title for tab in server.document(key).tabs if tab.title.startswith("eval-")] == []


def test_doctor_says_whether_a_sheet_can_be_written(cli, server, key):
    assert "can be read and written" in cli("doctor", f"gsheet:{key}").out
    server.person(key).share(Access.READER)
    told = cli("doctor", f"gsheet:{key}")
    assert told.code == 4
    assert "gives no access" in told.out


@pytest.mark.parametrize("template", ["reminders", "triggers", "blank"])
def test_a_new_sheet_is_made_from_a_template(cli, server, template):
    told = cli("new", "--google", "Our reminders", "--template", template, "--json")
    assert told.code == 0, told.err
    url = json.loads(told.out)["url"]
    key = url.rpartition("/")[2]
    assert server.document(key).title == "Our reminders"
    assert cli("validate", url).code == 0
    assert server.texts(key, "settings") == [["setting", "value"], ["re-grade now", "FALSE"]]


def test_a_sheet_of_a_service_account_is_said_to_be_its_own(cli, server, robot):
    assert f"It belongs to {robot}" in cli("new", "--google", "Mine").err


@pytest.mark.parametrize("words", [["new", "a.xlsx", "--google", "A"], ["new"], ["login"]])
def test_what_is_written_wrongly_is_said_so(cli, folder, words):
    assert cli(*words).code == 2


@pytest.mark.parametrize(
    "content", [None, "", "{}", '{"web": {}}', '{"installed": {"client_id": "c"}}', "[]"]
)
def test_a_file_that_is_no_client_is_told(cli, folder, content):
    if content is not None:
        (folder / "client.json").write_text(content)
    told = cli("login", "--client", "client.json")
    assert told.code == 4
    assert "is no OAuth client" in told.err


class Google(BaseHTTPRequestHandler):
    """Gives a token for the code."""

    def do_POST(self):
        asked = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        given = {"access_token": "at", "refresh_token": f"for {asked['code'][0]}", "token_type": "Bearer", "expires_in": 3600}  # fmt: skip
        if asked["code"] == ["less"]:
            given["scope"] = "openid"
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(given).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def google():
    server = HTTPServer(("127.0.0.1", 0), Google)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


class Browser:
    """Somebody who signs in, and says yes or no."""

    def __init__(self, answer):
        self.answer, self.asked = answer, {}

    def open(self, url, **_):
        self.asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))
        back = f"{self.asked['redirect_uri']}?state={self.asked['state']}&{self.answer}"
        threading.Thread(target=lambda: urllib.request.urlopen(back).close()).start()


@pytest.fixture
def signing_in(folder, google, monkeypatch):
    def sign_in(cli, answer, token_at=google):
        browser = Browser(answer)
        monkeypatch.setattr(webbrowser, "get", lambda _=None: browser)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the token comes over plain HTTP here
        client = {
            "client_id": "c",
            "client_secret": "s",
            "auth_uri": f"{google}/auth",
            "token_uri": f"{token_at}/token",
        }
        (folder / "client.json").write_text(json.dumps({"installed": client}))
        return browser, cli("login", "--client", "client.json")

    return sign_in


def test_signing_in_asks_for_sheets_alone_and_keeps_what_it_is_given(cli, signing_in):
    browser, told = signing_in(cli, "code=seven")
    assert (told.code, told.out) == (0, ""), told.err
    assert browser.asked["scope"] == auth.SHEETS
    place = auth.token_file()
    assert str(place) in told.err
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert auth.session().credentials.refresh_token == "for seven"


@pytest.mark.parametrize(
    ("answer", "said"),
    [("error=access_denied", "Google did not let you in"), ("code=less", "did not allow Google Sheets")],
)
def test_who_says_no_is_told_how_to_go_on(cli, signing_in, answer, said):
    _, told = signing_in(cli, answer)
    assert told.code == 4
    assert said in told.err
    assert not auth.token_file().exists()


def test_a_network_that_fails_while_somebody_signs_in_is_said(cli, signing_in):
    _, told = signing_in(cli, "code=seven", token_at="http://127.0.0.1:9")
    assert (told.code, "Google cannot be reached" in told.err) == (4, True)


def test_without_a_browser_the_address_is_shown(cli, signing_in, monkeypatch):
    def none(_=None):
        raise webbrowser.Error

    signing_in(cli, "code=seven")
    monkeypatch.setattr(webbrowser, "get", none)
    monkeypatch.setattr("sheet2eval.cli.login._WAIT_S", 0.01)
    told = cli("login", "--client", "client.json")
    assert (told.code, "nobody signed in" in told.err) == (4, True)
    assert "/auth?response_type=code" in told.err
