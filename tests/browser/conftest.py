"""End to end: a real server process on a database of its own, and Chromium in front of it."""

import importlib.util
import inspect
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.register_assert_rewrite("tests.browser.hands", "tests.browser.site")

SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Without Playwright, or when browser tests are not wanted, nothing here is even imported."""
    unwanted = "not browser" in config.getoption("markexpr", "")
    return True if unwanted or importlib.util.find_spec("playwright") is None else None


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """云州市 with its people, served."""
    from tests.browser.site import Site, database

    with database(os.environ.get("LUOSHI_DATABASE_URL", "")) as url:
        made = Site(tmp_path_factory.mktemp("luoshi"), url)
        made.found()
        with made.serving():
            yield made


@pytest.fixture(scope="session")
def stage(site) -> Iterator[object]:
    """The browser; at the end of each session nothing may have come from elsewhere."""
    from tests.browser import stage as stages

    with stages.stage(site) as made:
        yield made


@pytest.fixture(scope="session")
def kept() -> SimpleNamespace:
    """Addresses and numbers that one step leaves for the next."""
    return SimpleNamespace()


@pytest.fixture(scope="session")
def carried(stage, kept) -> SimpleNamespace:
    """The loop has run, now if not before."""
    from tests.browser import test_loop as loop

    assert not stage.broken
    if not hasattr(kept, "circular"):
        for name, step in vars(loop).items():
            if name.startswith("test_"):
                step(*({"stage": stage, "kept": kept}[part] for part in inspect.signature(step).parameters))
    return kept


@pytest.fixture(autouse=True)
def no_faults(request: pytest.FixtureRequest) -> Iterator[None]:
    """No page of the test loaded from elsewhere, broke its content policy, threw an error or answered 500."""
    yield
    made = request.getfixturevalue("stage")
    seen, made.faults = made.faults, []
    assert seen == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """A failed test leaves pictures of every window."""
    report = yield
    made = getattr(item, "funcargs", {}).get("stage")
    if report.failed and made is not None:
        made.broken = made.broken or item.name
        made.pictures(SCREENSHOTS, item.name)
    return report
