"""Whose the files of pages are, with Streamlit's own store of files."""

from __future__ import annotations

from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from posture.app.state.personal_files import PersonalFiles


class Page:
    """Files, and whose page is being drawn."""

    def __init__(self) -> None:
        self.who = ""
        self.files = PersonalFiles(MemoryMediaFileStorage("/media"), lambda: self.who)

    def draws(self, who: str, content: bytes) -> str:
        """Have a picture on somebody's page, and return its address."""
        self.who = who
        return self.files.add(content, "image/png", "1.2")


def test_a_file_is_theirs_on_whose_pages_it_was() -> None:
    page = Page()
    hers, his, both = page.draws("ana", b"A"), page.draws("ben", b"B"), page.draws("ana", b"C")
    assert page.draws("ben", b"C") == both
    ours = {
        file: {who for who in ("ana", "ben", "") if page.files.are_of(file, who)}
        for file in (hers, his, both)
    }
    assert ours == {hers: {"ana"}, his: {"ben"}, both: {"ana", "ben"}}
    assert page.files.are_of(hers.removeprefix("/media/"), "ana")


def test_what_is_drawn_for_nobody_and_what_is_not_there_is_nobodys() -> None:
    page = Page()
    for file in (page.draws("", b"A"), "/media/none.png", "", "/media/"):
        assert not page.files.are_of(file, "")
        assert not page.files.are_of(file, "ana")


def test_a_download_is_theirs_on_whose_page_its_button_is_whoever_has_it_made() -> None:
    page = Page()
    page.who = "ana"
    placeholder = page.files.add_deferred(lambda: b"all of hers", "text/csv", "1.2")
    page.who = "ben"
    page.files.add_deferred(lambda: b"his", "text/csv", "1.3")
    made = page.files.execute_deferred(placeholder)
    assert page.files.are_of(made, "ana")
    assert not page.files.are_of(made, "ben")


def test_a_download_is_theirs_also_where_the_page_is_drawn_again_while_it_is_made() -> None:
    page = Page()

    def slow() -> bytes:
        page.files.clear_session_refs()
        page.files.remove_orphaned_files()
        page.files.add_deferred(slow, "text/csv", "1.2")
        return b"all of hers"

    page.who = "ana"
    made = page.files.execute_deferred(page.files.add_deferred(slow, "text/csv", "1.2"))
    assert page.files.are_of(made, "ana")


def test_nothing_is_remembered_of_files_that_are_gone() -> None:
    page = Page()
    file = page.draws("ana", b"A")
    page.files.add_deferred(lambda: b"", "text/csv", "1.2")
    page.files.clear_session_refs()
    page.files.remove_orphaned_files()
    assert not page.files.are_of(file, "ana")
    page.files.add_deferred(lambda: b"", "text/csv", "1.2")
    assert (len(page.files._people), len(page.files._asked)) == (0, 1)
