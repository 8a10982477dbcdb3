"""Each page has a plain address, and other names that people try lead to one."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from app_pages import open_page
from streamlit.testing.v1 import AppTest

from posture.app import pages
from posture.app.routes import ROUTES, Route


def _addresses() -> None:
    import streamlit as st

    from posture.app import routes

    for page in routes.every():
        st.text(page.url_path)


def test_the_plain_lower_case_name_of_every_page_is_an_address() -> None:
    """Streamlit compares the address that somebody typed with these, letter by letter."""
    known = [text.value for text in AppTest.from_function(_addresses).run().text]
    assert len(known) == len(set(known))
    own = {"today", "plan", "check", "watch", "guide", "review", "upload", "timers", "data", "settings"}
    assert {"", "train", "professional", *own} <= set(known)
    assert {"history", "exercises", "analyze", "export"} <= set(known)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.module)
def test_every_page_is_found_by_its_name(route: Route) -> None:
    """Nothing but its name in the table leads to a page, so no checker of types sees that it is there."""
    assert callable(import_module(f"posture.app.pages.{route.module}").page)


def test_no_module_of_a_page_is_left_out_of_the_table() -> None:
    found = {module.name for module in iter_modules(pages.__path__)}
    assert found == {route.module for route in ROUTES} | {"sign_in"}  # which takes the place of all of them


@pytest.mark.parametrize(("name", "own"), [("train", ""), ("exercises", "guide")])
def test_another_address_leads_to_the_page_and_takes_along_what_it_points_to(name: str, own: str) -> None:
    there, expected = (open_page(address, move="cobra") for address in (name, own))
    assert there.query_params["move"] == expected.query_params["move"] == "cobra"
    bodies = [[html.proto.body for html in app.get("html")] for app in (there, expected)]
    assert bodies[0] == bodies[1]
    assert "" not in bodies[0]
    assert [header.value for header in there.header] == [header.value for header in expected.header]


def test_the_bar_has_six_entries_at_most() -> None:
    daily = [route for route in ROUTES if not route.heading]
    headings = {route.heading for route in ROUTES if route.heading}
    assert len(daily) + len(headings) <= 6


def test_the_menu_names_each_page_once() -> None:
    app = open_page("")
    labels = [link.proto.label for link in app.get("page_link")]
    assert labels.count("Train") == labels.count("Guide") == 1
