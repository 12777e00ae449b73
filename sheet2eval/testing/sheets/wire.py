"""What goes over the wire: JSON as Google sends it, and its way to say no (google.rpc.Status)."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""A JSON object. Objects that a document holds are never changed, only replaced: copies of it may share them."""

_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}
_BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"


class ApiError(Exception):
    """The server says no: an HTTP status and a message, in Google's words where they are known."""

    def __init__(self, code: int, message: str, details: tuple[Json, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def body(self) -> Json:
        error: Json = {
            "code": self.code,
            "message": self.message,
            "status": _STATUS.get(self.code, "UNKNOWN"),
        }
        if self.details:
            error["details"] = list(self.details)
        return {"error": error}


def invalid(message: str) -> ApiError:
    return ApiError(400, message)


def invalid_field(message: str, field: str, description: str) -> ApiError:
    """A 400 whose cause stands in the details alone, as Google tells of field masks and unknown names."""
    violation = {"field": field, "description": description}
    return ApiError(400, message, ({"@type": _BAD_REQUEST, "fieldViolations": [violation]},))


def not_modelled(what: str) -> ApiError:
    """Google knows it, this server does not: told apart from what Google itself would refuse."""
    return ApiError(501, f"This test server does not know {what}.")
