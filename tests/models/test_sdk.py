"""The official client is loaded without its types, whatever its version looks like, and beside an app's own copy."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from sheet2eval.testing import Behaviour, serve

CONFIG = """
[targets.model]
kind = "openai"
model = "test-model"

[targets.app]
kind = "python"
call = "app:reply"
"""
APP = """
import sys

def reply(messages, case):
    held = [name for name in sys.modules if name.startswith(("openai", "sheet2eval_openai.types."))]
    from openai import OpenAI
    from openai.types.chat import ChatCompletion

    with OpenAI() as client:
        answer = client.chat.completions.create(model="test-model", messages=messages)
    assert type(answer) is ChatCompletion
    return " ".join([answer.choices[0].message.content, *held])
"""
CLASSES = """
class AsyncOpenAI: ...
class AsyncStream: ...
class DefaultAioHttpClient: ...
class APIConnectionError(Exception): ...
"""
WHOLE, OURS = "openai", "sheet2eval_openai._client"


def printed(folder, *command, **environment):
    done = subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
    )
    assert not done.returncode, done.stderr
    return done.stdout


def test_asking_loads_no_types_and_an_app_beside_it_has_them_all(tmp_path):
    (tmp_path / "sheet2eval.toml").write_text(CONFIG)
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "cases.csv").write_text("id,input,check\n1,Hi,contains: Hello\n")
    targets = ("--target", "model", "--target", "app")
    with serve(Behaviour(lambda _question: "Hello")) as server:
        told = printed(
            *(tmp_path, "-m", "sheet2eval", "run", "cases.csv", *targets, "--no-write", "--json"),
            OPENAI_BASE_URL=server.base_url,
            OPENAI_API_KEY="none",
            SHEET2EVAL_HOME=str(tmp_path),
        )
    assert {case["target"]: case["response"] for case in json.loads(told)["cases"]} == {
        "model": "Hello",
        "app": "Hello sheet2eval_openai.types.shared sheet2eval_openai.types.shared.oauth_error_code",
    }


@pytest.mark.parametrize(
    ("package", "client", "module"),
    [
        ("raise OSError('it runs')", CLASSES, OURS),
        ("raise OSError('it runs')", f"from . import _exceptions\n{CLASSES}", OURS),
        ("VERSION = '9'", f"from . import VERSION\n{CLASSES}", OURS),
        (CLASSES, f"from . import VERSION\n{CLASSES}", WHOLE),
        (CLASSES, "class OtherName: ...", WHOLE),
        (CLASSES, None, WHOLE),
    ],
    ids=["alone", "beside", "from the package", "from nowhere", "other names", "other modules"],
)
def test_other_versions_give_what_they_can(tmp_path, package, client, module):
    files = {"__init__": package}
    if client is not None:
        files |= {"_client": client, **dict.fromkeys(("_base_client", "_streaming", "_exceptions"), CLASSES)}
    (tmp_path / "openai").mkdir()
    for name, code in files.items():
        (tmp_path / "openai" / f"{name}.py").write_text(code)
    program = "from sheet2eval.models.sdk import sdk\nprint(sdk().client.__module__)"
    assert printed(tmp_path, "-c", program).split() == [module]
