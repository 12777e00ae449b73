"""What of Google Drive a sheet needs: the file's name, its dates, whether it is in the bin, and who may edit."""

from __future__ import annotations

from collections.abc import Iterable

from sheet2eval.testing.sheets.document import Access, Document
from sheet2eval.testing.sheets.masks import Mask, selected
from sheet2eval.testing.sheets.wire import ApiError, Json

MIME_TYPE = "application/vnd.google-apps.spreadsheet"
_DEFAULT: Mask = {"kind": {}, "id": {}, "name": {}, "mimeType": {}}


def file(document: Document, mask: Mask | None) -> Json:
    """A file's metadata; without a mask Google tells but its id, name and kind."""
    can_edit = document.access in {Access.OWNER, Access.WRITER}
    told: Json = {
        "kind": "drive#file",
        "id": document.key,
        "name": document.title,
        "mimeType": MIME_TYPE,
        "trashed": document.trashed,
        "createdTime": "2025-01-01T00:00:00.000Z",
        "modifiedTime": document.modified_at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
        "version": str(document.changes + 1),
        "capabilities": {"canEdit": can_edit, "canModifyContent": can_edit and not document.trashed},
        "ownedByMe": document.access is Access.OWNER,
    }
    chosen: Json = selected(told, _DEFAULT if mask is None else mask)
    return chosen


def files(documents: Iterable[Document], mask: Mask | None) -> Json:
    """All files that the account can see; the search's `q` is not heeded."""
    seen = [document for document in documents if document.access is not Access.NONE]
    inner = None if mask is None else mask.get("files", {})
    return {"kind": "drive#fileList", "files": [file(document, inner) for document in seen]}


def not_found(key: str) -> ApiError:
    return ApiError(404, f"File not found: {key}.")
