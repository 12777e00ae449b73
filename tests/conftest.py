"""What every test may rely on."""

import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "seeking", parent=settings.get_profile("default"), deadline=None, max_examples=2_000
)
settings.load_profile(
    "steady"
)  # the same examples each time; `--hypothesis-profile seeking` looks for others


@pytest.fixture(autouse=True, scope="session")
def home_of_its_own(tmp_path_factory):
    """Nothing that a test leaves behind goes to the home of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEET2EVAL_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True, scope="session")
def signals_are_heeded():
    """What is ignored here, as under nohup or in the background of a script, programs that tests start would ignore."""
    for number, handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)
