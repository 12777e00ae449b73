"""A server on this machine that speaks as OpenAI does: for tests, and for trying a sheet without spending.

In a test:

    from sheet2eval.testing import Answer, Behaviour, FAULTS, serve

    with serve(Behaviour(answer=lambda question: "Done.", schedule=[FAULTS["429"], None])) as server:
        ...  # ask server.base_url; then look at server.asked and server.most_in_flight

From the command line, `python -m sheet2eval.testing --help` says how.
"""

from sheet2eval.testing.dialogue import Answer, Question
from sheet2eval.testing.faults import FAULTS, Fault, body, status
from sheet2eval.testing.server import Behaviour, Server, serve

__all__ = ["FAULTS", "Answer", "Behaviour", "Fault", "Question", "Server", "body", "serve", "status"]
