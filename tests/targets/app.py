"""An app with every behaviour that a target must cope with, chosen by the case's id; tests copy it."""

import json
import sys
import time

CALL = {"name": "create_reminder", "arguments": {"time": "7:00 PM", "tags": ["a", 1]}}
ANSWERS = {
    "text": "7:00 PM it is «ü»\n- ok",
    "calls": {"text": "Done.", "tool_calls": [CALL]},
    "calls as json": {"tool_calls": [{"name": "f", "arguments": '{"a": 1}'}, {"name": "g"}]},
    "calls as OpenAI": {
        "tool_calls": [
            {"id": "c1", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}},
            {"id": "c2", "type": "function", "function": {"name": "g", "arguments": ""}},
        ]
    },
    "broken arguments": {"tool_calls": [{"name": "f", "arguments": '{"a": '}]},
    "triggers": {"text": "Opened.", "triggered": ["canvas"], "model": "app-2", "usage": {"tokens": 3}},
    "nothing said": {"text": None, "tool_calls": None, "triggered": None},
    "text is no text": {"text": 42},
    "calls are no list": {"text": "", "tool_calls": {"name": "f"}},
    "a call without name": {"tool_calls": [{"arguments": {}}]},
    "arguments are no object": {"tool_calls": [{"name": "f", "arguments": [1]}]},
    "a feature is no text": {"triggered": [7]},
}


def reply(messages, case):
    if case["id"] == "raises":
        raise ValueError("no calendar")
    if case["id"] == "hangs":
        time.sleep(2)
    if case["id"] == "told":
        return json.dumps({**case, "same": messages == case["messages"]}, sort_keys=True)
    return ANSWERS[case["id"]]


async def reply_later(messages, case):
    import asyncio

    if case["id"] == "hangs":
        await asyncio.sleep(20)
    return reply(messages, case)


def main():
    case = json.load(sys.stdin)
    answer = reply(case["messages"], case)
    sys.stdout.buffer.write((answer if isinstance(answer, str) else json.dumps(answer)).encode())


if __name__ == "__main__":
    main()
