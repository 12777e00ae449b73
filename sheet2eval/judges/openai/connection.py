"""The connection to a judge's server, which remembers how that server has to be asked."""

from __future__ import annotations

from sheet2eval.judges.openai.form import Way
from sheet2eval.judges.openai.prompt import Material
from sheet2eval.models.access import Access
from sheet2eval.models.api import ModelRequest
from sheet2eval.models.client import ModelClient
from sheet2eval.models.options import APIS
from sheet2eval.targets.target import RequestRefused
from sheet2eval.types import Response


class Connection:
    """Asks in the way that the server took last, so that a run finds it out once."""

    def __init__(self, access: Access, api: str) -> None:
        self.base_url = access.base_url
        self._client = ModelClient(access)
        self._is_openai = access.is_openai
        self._api_name = api
        self._api = APIS[api]
        self._way = Way()

    async def reply(self, request: ModelRequest, schema: Material) -> Response:
        """The model's answer. Raises TargetError."""
        return await self._reply(self._way, request, schema)

    def rest_s(self) -> float:
        return self._client.rest_s()

    async def close(self) -> None:
        await self._client.close()

    async def _reply(self, way: Way, request: ModelRequest, schema: Material) -> Response:
        asked = way.request(request, self._api_name, schema)
        try:
            document = await self._client.post(self._api.path, self._api.body(asked, self._is_openai))
        except RequestRefused as refusal:
            other = way.next(str(refusal))
            if other is None:
                raise
        else:
            self._way = way  # only now: it may be this one question that is refused in any way
            return self._api.read(document)
        return await self._reply(other, request, schema)
