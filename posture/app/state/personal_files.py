"""Whose the files of pages are: the pictures, videos and downloads that Streamlit serves below ``/media``.

Their addresses follow from what is in them, and Streamlit serves one to everybody who asks. Where people
sign in, each is served to those alone on whose pages it was. Streamlit has no public way to tell.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import PurePosixPath
from typing import Any

from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorage

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


class PersonalFiles(MediaFileManager):
    """Streamlit's files, each with the people on whose pages it was. Safe to use from any thread.

    Args:
        storage: Where the files are.
        who: Tells whose page is being drawn; empty for nobody's.
    """

    def __init__(self, storage: MediaFileStorage, who: Callable[[], str]) -> None:
        super().__init__(storage)
        self._who = who
        self._people: dict[str, set[str]] = {}
        self._asked: dict[str, str] = {}
        """By the placeholder of a download that is made when somebody presses its button: whose it is."""

    def are_of(self, file: str, person: str) -> bool:
        """Tell whether a file was on a page of a person's.

        Args:
            file: Its address, or the end of it.
            person: Who asks for it.
        """
        return person in self._people.get(PurePosixPath(file).stem, ())

    def add(self, *args: Any, **how: Any) -> str:
        """Add a file to the page that is being drawn, as Streamlit does, and return its address."""
        return self._noted(super().add(*args, **how), self._who())

    def add_deferred(self, *args: Any, **how: Any) -> str:
        """Add a download that is made later, as Streamlit does, and return its placeholder."""
        placeholder = super().add_deferred(*args, **how)
        with self._lock:
            there = {one: person for one, person in self._asked.items() if one in self._deferred_callables}
            self._asked = {**there, placeholder: self._who()}
        return placeholder

    def execute_deferred(self, file_id: str) -> str:
        """Make such a download, as Streamlit does, and return its address."""
        person = self._asked.get(file_id, "")  # by the end of it the page may have been drawn again
        return self._noted(super().execute_deferred(file_id), person)

    def _delete_file(self, file_id: str) -> None:
        super()._delete_file(file_id)
        self._people.pop(file_id, None)

    def _noted(self, address: str, person: str) -> str:
        if person:
            self._people.setdefault(PurePosixPath(address).stem, set()).add(person)
        return address


def are_of(file: str, person: str) -> bool:
    """Tell whether a file of this server was on a page of a person's.

    Args:
        file: Its address, or the end of it.
        person: Who asks for it.
    """
    files = runtime.get_instance().media_file_mgr
    return isinstance(files, PersonalFiles) and files.are_of(file, person)


def lifespan(inner: Lifespan, *, who: Callable[[], str]) -> Lifespan:
    """Wrap the server's lifespan in one that notes whose each file is, before there is any.

    Args:
        inner: The lifespan.
        who: Tells whose page is being drawn; empty for nobody's.
    """

    @asynccontextmanager
    async def _around(app: object) -> AsyncIterator[None]:
        of = runtime.get_instance()
        of._media_file_mgr = PersonalFiles(of.media_file_mgr._storage, who)
        async with inner(app):
            yield

    return _around
