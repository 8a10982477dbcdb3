"""Every page of the dashboard in one table, and the links between them.

Pages, sections and components link to each other through this table alone. A page's module is loaded when
the page is opened: the first page appears sooner, and one that cannot be imported leaves the others usable.
A link carries what it points to in the address: ``/?move=ID`` (train), ``/review?set=ID``,
``/guide?move=ID``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from posture.locale import N_, localized
from posture.locale import gettext as _


@dataclass(frozen=True, slots=True)
class Route:
    """One page: where it is found, and what draws it.

    Attributes:
        module: The module of `posture.app.pages` whose ``page()`` draws it.
        title: Its name in the menu.
        address: Its path; the page without one opens first.
        heading: The heading of the menu above it, empty for what is used daily.
        also: Other addresses that people try.
    """

    module: str
    title: str
    address: str
    heading: str = ""
    also: tuple[str, ...] = ()

    def page(self) -> StreamlitPage:
        """Return the page as Streamlit's navigation and its links take it."""
        return st.Page(
            self._draw,
            title=localized(self.title),
            url_path=self.address,
            default=not self.address,
        )

    def aliases(self) -> list[StreamlitPage]:
        """Return a page for each other address; it leads to the page's own."""
        title = localized(self.title)
        return [st.Page(self._lead_there, title=title, url_path=a, visibility="hidden") for a in self.also]

    def _draw(self) -> None:
        import_module(f"posture.app.pages.{self.module}").page()

    def _lead_there(self) -> None:
        st.switch_page(self.page(), query_params=st.query_params.to_dict())


_DESK, _MORE = N_("At the desk"), N_("More")

TRAIN = Route("train", N_("Train"), "", also=("train",))
TODAY = Route("today", N_("Today"), "today")
REVIEW = Route("review", N_("Review"), "review", also=("history",))
GUIDE = Route("guide", N_("Guide"), "guide", also=("exercises",))
CHECK = Route("check", N_("Check"), "check", _DESK)
WATCH = Route("watch", N_("Watch"), "watch", _DESK)
TIMERS = Route("timers", N_("Timers"), "timers", _DESK)
PLAN = Route("plan", N_("Plan"), "plan", _MORE)
UPLOAD = Route("upload", N_("Upload"), "upload", _MORE, also=("analyze",))
DATA = Route("data", N_("Data"), "data", _MORE, also=("export",))
PROFESSIONAL = Route("professional", N_("Ask a professional"), "professional", _MORE)
SETTINGS = Route("settings", N_("Settings"), "settings", _MORE)

ROUTES = (
    TRAIN, TODAY, REVIEW, GUIDE, CHECK, WATCH, TIMERS, PLAN, UPLOAD, DATA, PROFESSIONAL, SETTINGS,
)  # fmt: skip
"""All pages in the order of the menu: what is used daily stands in the bar, at most six entries with the
headings, and the rest under what it is for."""


def every() -> list[StreamlitPage]:
    """Return all pages in the order of the menu, then their other addresses."""
    return [route.page() for route in ROUTES] + [page for route in ROUTES for page in route.aliases()]


def by_heading() -> dict[str, list[StreamlitPage]]:
    """Return all pages by their heading of the menu, ``""`` first; aliases stand among those."""
    headings = dict.fromkeys(route.heading for route in ROUTES)
    grouped = {
        localized(heading): [route.page() for route in ROUTES if route.heading == heading]
        for heading in headings
    }
    grouped[""] += [page for route in ROUTES for page in route.aliases()]
    return grouped


def closed() -> list[StreamlitPage]:
    """Return, for every address, the page that asks for the sign-in."""

    def _ask() -> None:
        import_module("posture.app.pages.sign_in").page()

    addresses = [address for route in ROUTES for address in (route.address, *route.also)]
    return [st.Page(_ask, title=_("Sign in"), url_path=at, default=not at) for at in addresses]


def link(to: Route, label: str, **address: str) -> None:
    """Draw a plain link in the text.

    Args:
        to: The page that it leads to.
        label: What it says.
        address: What the page should show, as its query parameters.
    """
    with st.container(key=f"po-link-{to.address}-{'-'.join(address.values())}", width="content"):
        st.page_link(to.page(), label=label, query_params=address or None)


def show_address(**address: str) -> None:
    """Write what a page shows into the browser's address, to be copied and gone back to.

    A link to the page that is open changes what it shows, but Streamlit leaves the address as it was.
    """
    st.query_params.from_dict(address)


def menu() -> None:
    """Draw the menu for narrow screens, where the one in the header has no room."""
    with st.container(key="po-menu", width="content"), st.popover(_("Menu"), icon=":material/menu:"):
        for heading, pages in by_heading().items():
            if heading:
                st.caption(heading)
            for page in pages:
                if page.visibility == "visible":
                    st.page_link(page)
