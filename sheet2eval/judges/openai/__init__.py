"""A model at OpenAI, or at any server that speaks like it, as a judge (docs/judges.md).

Temperature 0 and a seed unless the configuration says otherwise; all criteria of a response in one call; a verdict
from a closed list with a quotation from the response, which is looked up there, and a reason. What the model says
in any other form is an error of the judge, never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping

from sheet2eval.judges.judge import Member
from sheet2eval.judges.openai.connection import Connection
from sheet2eval.judges.openai.judge import OpenAIJudge, Options
from sheet2eval.models.access import find_access

__all__ = ["FORM", "Options", "given", "open_judge"]

FORM = "openai:MODEL"
_KIND = "openai"


def given(name: str) -> Mapping[str, object]:
    return {"model": name.partition(":")[2]}


def open_judge(name: str, options: Options, member: Member) -> OpenAIJudge:  # noqa: ARG001 - as every judge is opened
    """Raises SetupError: there is no key."""
    label = f"{_KIND}:{options.model}" if name == _KIND else name
    connection = Connection(find_access(options.base_url, options.api_key_env, f"judge {label}"), options.api)
    votes = range(options.votes) if options.votes > 1 else ()
    voters = tuple(OpenAIJudge(f"vote {vote + 1}", options, connection, vote) for vote in votes)
    return OpenAIJudge(label, options, connection, voters=voters)
