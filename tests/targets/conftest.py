import pytest


@pytest.fixture(autouse=True)
def no_keys_of_ones_own(monkeypatch):
    """Whoever runs the tests may have set these."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.delenv(name, raising=False)
