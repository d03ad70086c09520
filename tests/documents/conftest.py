import importlib

import pytest

from luoshi.documents import isolation


@pytest.fixture
def in_process(monkeypatch):
    """Workers answer here, where their coverage is seen; test_isolation and test_hostile start real ones."""

    def call(worker, content, **_):
        module = importlib.import_module(worker)
        return (module.extract if hasattr(module, "extract") else module.grids)(content)

    monkeypatch.setattr(isolation, "call", call)
