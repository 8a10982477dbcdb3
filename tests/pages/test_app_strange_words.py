"""What comes from elsewhere is text on every page, whatever it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from app_pages import MAIN, html_of
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from strange_words_kit import ELSEWHERE, STRANGE, fill
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from posture.app.components.page_text import plain
from posture.history.store import Store
from posture.report.html_report import report_of

PAGES = ("", "today", "plan", "watch", "check", "timers", "guide", "review", "upload", "data", "professional",
         "settings")  # fmt: skip
NOT_MARKDOWN = {"text_input", "html", "bidi_component", "code", "selectbox"}
"""Elements whose own values are no Markdown; their labels are ours."""
NOT_SHOWN = {"id", "form_id", "spec"}
"""What tells elements apart, and charts, which read no Markdown."""
ORDERS = re.compile(
    r"(?<!\\)!?\[[^\]]*(?<!\\)\]\(|(?<!\\)<img|:material/|:red\[|(?<!\\)\$x|(?<!\\)`|https?://|www\.e|(?<!\\)&lt"
)
"""What Streamlit would take for more than text."""


def shown(number: int | str, name: str = "", **address: str) -> AppTest:
    """The page of the person whose name is strange."""
    app = AppTest.from_file(MAIN, default_timeout=30)
    app._page_hash = calc_hash(name)
    app.session_state["person"] = STRANGE
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, (number, app.exception)
    return app


def texts_of(message: Message) -> Iterator[str]:
    """Every text of an element, also of its parts."""
    for field, value in message.ListFields():
        if field.name in NOT_SHOWN | NOT_MARKDOWN:
            continue
        several: Any = value if isinstance(value, (list, tuple)) or hasattr(value, "extend") else [value]
        if field.type == FieldDescriptor.TYPE_STRING:
            yield from several
        elif field.type == FieldDescriptor.TYPE_MESSAGE:
            for one in several:
                if isinstance(one, Message):
                    yield from texts_of(one)


def orders_on(app: AppTest) -> list[str]:
    """Texts of the page that Streamlit would not show letter by letter."""
    found = []
    for node in app._tree:
        proto = getattr(node, "proto", None)
        if proto is None or node.type in NOT_MARKDOWN:
            continue
        found += [text for text in texts_of(proto) if ELSEWHERE in text and ORDERS.search(text)]
    return found


@pytest.fixture
def numbers() -> list[int]:
    with Store() as store:
        return fill(store)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_what_was_kept_as_text(name: str, numbers: list[int]) -> None:
    app = shown(name, name)
    assert orders_on(app) == []
    assert f"<img src=http://{ELSEWHERE}" not in html_of(app)


def test_every_set_shows_what_was_kept_as_text(numbers: list[int]) -> None:
    for number in numbers:
        app = shown(number, "review", set=str(number))
        assert orders_on(app) == []
        assert ELSEWHERE in html_of(app) and f"<img src=http://{ELSEWHERE}" not in html_of(app)


def test_what_stands_in_the_address_or_in_a_field_is_text(numbers: list[int]) -> None:
    assert orders_on(shown("set", "review", set=STRANGE)) == []
    assert orders_on(shown("move", "guide", move=STRANGE)) == []
    app = shown("search", "guide")
    app.text_input(key="guide_search").set_value(STRANGE).run()
    assert any(ELSEWHERE in block.value for block in app.markdown) and orders_on(app) == []
    app = shown("taken", "settings")
    app.text_input[0].set_value(STRANGE)
    next(b for b in app.button if "person_add" in str(b.proto.form_id)).click().run()
    assert orders_on(app) == []


def test_the_report_holds_text_alone(numbers: list[int]) -> None:
    with Store() as store:
        report = report_of(store, person=STRANGE)
    assert ELSEWHERE in report and "<img" not in report


def test_the_check_finds_what_is_not_text() -> None:
    for order in ("![p](x)", "[l](x)", "<img src=x>", ":material/home:", ":red[r]", "$x$", "`c`", "http://x"):
        assert ORDERS.search(order)
        assert not ORDERS.search(plain(order))
    assert not ORDERS.search(plain(STRANGE))


def test_names_as_people_have_them_stay_as_they_are() -> None:
    names = ("Ida", "Jo-Ann O'Neil (2)", "Müller, Åsa", "李小龍", "Ann 100%", "a + b = c!", "09:05")
    assert [plain(name) for name in names] == list(names)
