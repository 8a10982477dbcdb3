"""What holds for every test: its own data folder, a real browser or a skip, no time limits by chance."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# A shell's background job ignores Ctrl-C, and whatever it starts does: the tests of Ctrl-C would too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Two busy cores make single examples slow; that is no failure.
settings.register_profile("posture", deadline=None, print_blob=True, max_examples=40)
settings.load_profile("posture")

# Read when OpenCV loads: a camera that is not there is told by us.
os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """All cores for whole folders; a file or two are done before other processes were up.

    A test in a browser waits most of its time, for a camera that plays and a person who stands still. So
    with those there are twice as many processes as cores.
    """
    if all(arg.partition("::")[0].endswith(".py") for arg in config.args):
        return 0
    if "not browser" in config.option.markexpr or "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Search for garbage neither while tests are collected nor, later, in what that leaves behind.

    Tests and what they import stay to the end.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before marks choose, and after it
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Mark every test by the folder it stands in; skip what cannot run here or was not asked for."""
    no_browser = pytest.mark.skip(reason="no Chromium here; on Debian: apt-get install chromium")
    no_network = pytest.mark.skip(reason="fetches packages; run with POSTURE_NETWORK_TESTS=1")
    here, asked = any(map(shutil.which, BROWSERS)), os.environ.get("POSTURE_NETWORK_TESTS") == "1"
    for item in items:
        item.add_marker(_needs(item.path))
        if "browser" in item.keywords and not here:
            item.add_marker(no_browser)
        if "network" in item.keywords and not asked:
            item.add_marker(no_network)
    yield
    items[:] = _dealt(items, getattr(config, "workerinput", {}).get("workercount", 1))


def _dealt(items: list[pytest.Item], hands: int) -> list[pytest.Item]:
    """Order the tests so that each of the processes, which get equal parts, begins with its longest.

    Half of them begin with browsers, which wait, and the others with what keeps a core busy: side by side
    they fill the machine. The quick tests come after that, for whoever is done first.
    """
    if hands < 2:
        return items
    waiting = [item for item in items if item.get_closest_marker("browser")]
    busy = [item for item in items if item.get_closest_marker("video")]
    long = {*waiting, *busy}
    quick = [item for item in items if item not in long]
    dealt: list[pytest.Item] = []
    parts = [*_whole_files(waiting, hands - hands // 2), *_whole_files(busy, hands // 2)]
    for hand, first in enumerate(parts):
        size = (len(items) - len(dealt)) // (hands - hand)
        more = max(0, size - len(first))
        dealt += [*first, *quick[:more]]
        del quick[:more]
    return [*dealt, *quick]


def _whole_files(items: list[pytest.Item], parts: int) -> list[list[pytest.Item]]:
    """Deal tests into parts of about as many; those of a file share what it sets up."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    dealt: list[list[pytest.Item]] = [[] for _ in range(parts)]
    for file in sorted(files.values(), key=len, reverse=True):
        fewest = min(dealt, key=len)
        fewest[:0] = file  # a single test of its own takes long: it goes first
    return dealt


def _needs(path: Path) -> pytest.MarkDecorator:
    """What a test needs, by its folder; examples in docstrings need nothing."""
    name = path.parent.name if path.is_relative_to(TESTS) else "unit"
    return getattr(pytest.mark, name)  # type: ignore[no-any-return]  # marks have no types of their own


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own: no test sees or touches the sets of whoever runs it."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("POSTURE_DATA_DIR", str(folder))
    monkeypatch.setenv("POSTURE_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    monkeypatch.delenv("POSTURE_DATABASE_URL", raising=False)
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium."""
    return next(found for name in BROWSERS if (found := shutil.which(name)))
