"""The pages are tested at one moment: no test of them depends on the day, or crosses a midnight."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copy

import pytest
import time_machine
from app_pages import NOW
from streamlit.components.v2 import manifest_scanner

from posture.history.store import Store
from posture.live.registry import session_registry


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    """Begin every test at `NOW`; the clock goes on from there, and what waits is not held up."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture(autouse=True, scope="session")
def _packages_are_read_once() -> Iterator[None]:
    """Of each page that is opened, most of the time went into looking at every installed package.

    Streamlit looks for those that bring components of their own; a server does so once.
    """
    with pytest.MonkeyPatch.context() as changed:
        once = cache(manifest_scanner.scan_component_manifests)
        changed.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(scope="session")
def _empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nothing is kept yet."""
    file = tmp_path_factory.mktemp("empty") / "posture.db"
    with Store(f"sqlite:///{file}") as store:
        assert store.sets() == []
    return file


@pytest.fixture(autouse=True)
def _database_is_there(data_folder: Path, _empty_database: Path) -> None:
    """Begin every test where the program was started before: making the tables takes as long as a page."""
    copy(_empty_database, data_folder)


@pytest.fixture(autouse=True)
def _own_live_sessions() -> Iterator[None]:
    """Begin every test without a live session, as a server begins."""
    session_registry.cache_clear()
    yield
    session_registry.cache_clear()


@pytest.fixture
def store(data_folder: Path) -> Iterator[Store]:
    """What the pages keep."""
    with Store() as opened:
        yield opened
