"""What every test may rely on."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def home_of_its_own(tmp_path_factory):
    """Nothing that a test leaves behind goes to the home of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEET2EVAL_HOME", str(tmp_path_factory.mktemp("home")))
        yield
