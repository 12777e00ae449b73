"""What Google's refusals mean for a person; bodies as Google sends them."""

import pytest

from sheet2eval.books.google.refusals import NO_ANSWER, Refusal, not_made, refusal, said_of

ROBOT = "robot@project.iam.gserviceaccount.com"


def body(status, message="", reason=""):
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}] if reason else []
    return {"error": {"code": 0, "status": status, "message": message, "details": details}}


@pytest.mark.parametrize(
    ("status", "said", "told"),
    [
        (400, body("FAILED_PRECONDITION", "This operation is not supported"), "Save as Google Sheets"),
        (401, body("UNAUTHENTICATED"), "sign in again"),
        (403, body("PERMISSION_DENIED"), f"share it with {ROBOT} as an editor"),
        (403, body("PERMISSION_DENIED", "Enable it by visiting X", "SERVICE_DISABLED"), "enable the Google Sheets API"),
        (403, body("PERMISSION_DENIED", "", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), "run sheet2eval login again"),
        (404, body("NOT_FOUND"), f"check its address and the trash; if it is there, share it with {ROBOT}"),
        (429, body("RESOURCE_EXHAUSTED"), "limit of requests a minute"),
        (503, body("UNAVAILABLE"), "does not answer \\(status 503\\)"),
        (418, body("", "I am\na teapot"), "refuses it with status 418: I am a teapot"),
        (418, body(""), "it gives no reason"),
        (403, None, "share it with"),
        (403, [], "share it with"),
        (403, {"error": "access_denied"}, "share it with"),
        (403, {"error": {"details": [7], "message": None}}, "share it with"),
        (403, {"error": {"details": 7}}, "share it with"),
    ],
)  # fmt: skip
def test_a_refusal_tells_in_one_line_what_to_do(status, said, told):
    with pytest.raises(Exception, match=told) as raised:
        raise said_of("gsheet:K", refusal(status, said, 0), ROBOT)
    assert str(raised.value).startswith("gsheet:K: ")
    assert "\n" not in str(raised.value)


def test_without_a_service_account_the_persons_own_account_is_meant():
    assert "share it with your account" in str(said_of("s", Refusal(403, "", ""), ""))


def test_no_answer_at_all_is_the_network():
    assert "cannot be reached (ConnectionError)" in str(
        said_of("s", Refusal(NO_ANSWER, "", "ConnectionError"), "")
    )


def test_long_words_are_cut():
    assert len(refusal(400, body("", "x" * 9_000), 0).words) == 300


@pytest.mark.parametrize(("status", "passes"), [(0, True), (429, True), (500, True), (503, True), (403, False), (404, False), (400, False)])  # fmt: skip
def test_what_passes_is_worth_waiting_for(status, passes):
    assert Refusal(status, "", "").passes is passes


def test_who_may_make_no_sheet_is_told_how_to_get_one():
    told = str(not_made("Reminders", Refusal(403, "", "The user's Drive storage quota has been exceeded.")))
    assert told.startswith("Reminders: Google makes no sheet for us (The user's Drive storage quota")
    assert "cannot be reached" in str(not_made("Reminders", Refusal(NO_ANSWER, "", "Timeout")))
