"""The pages of the dashboard and links between them.

A link carries what it points to in the address: ``/?move=ID`` (train), ``/review?set=ID``,
``/guide?move=ID``.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from posture.locale import N_, localized
from posture.locale import gettext as _

_SECTIONS = {"desk": N_("At the desk"), "back": N_("Look back"), "more": N_("More")}


_UNDER = {
    "check": "desk",
    "watch": "desk",
    "review": "back",
    "upload": "back",
    "timers": "more",
    "professional": "more",
    "data": "more",
    "settings": "more",
}
"""The heading of the menu that a page stands under, by its address."""

# Each page is imported when it is opened: the first one appears sooner, and a page that cannot be
# imported leaves the others usable.


def _today() -> None:
    from posture.app.pages import today

    today.page()


def _plan() -> None:
    from posture.app.pages import plan

    plan.page()


def _train() -> None:
    from posture.app.pages import train

    train.page()


def _upload() -> None:
    from posture.app.pages import upload

    upload.page()


def _review() -> None:
    from posture.app.pages import review

    review.page()


def _check() -> None:
    from posture.app.pages import check

    check.page()


def _data() -> None:
    from posture.app.pages import data

    data.page()


def _guide() -> None:
    from posture.app.pages import guide

    guide.page()


def _professional() -> None:
    from posture.app.pages import professional

    professional.page()


def _timers() -> None:
    from posture.app.pages import timers

    timers.page()


def _watch() -> None:
    from posture.app.pages import watch

    watch.page()


def today() -> StreamlitPage:
    """The page of the day."""
    return st.Page(_today, title=_("Today"), url_path="today")


def plan() -> StreamlitPage:
    """The page of the plan."""
    return st.Page(_plan, title=_("Plan"), url_path="plan")


def _settings() -> None:
    from posture.app.pages import settings

    settings.page()


def train() -> StreamlitPage:
    """The page of the live coach."""
    return st.Page(_train, title=_("Train"), default=True, url_path="")


def upload() -> StreamlitPage:
    """The page that analyzes a video."""
    return st.Page(_upload, title=_("Upload"), url_path="upload")


def review() -> StreamlitPage:
    """The page of kept sets."""
    return st.Page(_review, title=_("Review"), url_path="review")


def check() -> StreamlitPage:
    """The page of the posture check."""
    return st.Page(_check, title=_("Check"), url_path="check")


def data() -> StreamlitPage:
    """The page of what is kept: taken along, brought in, deleted."""
    return st.Page(_data, title=_("Data"), url_path="data")


def guide() -> StreamlitPage:
    """The page of the guide."""
    return st.Page(_guide, title=_("Guide"), url_path="guide")


def professional() -> StreamlitPage:
    """The page on when to ask a professional, and what to tell them; links lead to it, not the menu."""
    return st.Page(_professional, title=_("Ask a professional"), url_path="professional", visibility="hidden")


def timers() -> StreamlitPage:
    """The page of breathing, warmth, cold and quiet sittings."""
    return st.Page(_timers, title=_("Timers"), url_path="timers")


def watch() -> StreamlitPage:
    """The page of the desk watch."""
    return st.Page(_watch, title=_("Watch"), url_path="watch")


def settings() -> StreamlitPage:
    """The page of what a person chose."""
    return st.Page(_settings, title=_("Settings"), url_path="settings")


_ALSO = {"train": train, "history": review, "exercises": guide, "analyze": upload, "export": data}
"""Other addresses that people try: the name of the first page, and what the command line calls the others."""


def _also(address: str, page: Callable[[], StreamlitPage]) -> StreamlitPage:
    """Another address of a page, which leads to its own."""

    def lead_there() -> None:
        st.switch_page(page(), query_params=st.query_params.to_dict())

    return st.Page(lead_there, title=page().title, url_path=address, visibility="hidden")


def every() -> list[StreamlitPage]:
    """All pages in the order of the menu."""
    daily = [train(), today(), plan(), guide()]
    others = [check(), watch(), review(), upload(), timers(), data(), professional(), settings()]
    return [*daily, *others, *(_also(address, page) for address, page in _ALSO.items())]


def sections() -> dict[str, list[StreamlitPage]]:
    """All pages by the heading that they stand under in the menu; what is used daily stands without one."""
    grouped: dict[str, list[StreamlitPage]] = {
        "": [],
        **{heading: [] for heading in localized(_SECTIONS).values()},
    }
    for page in every():
        grouped[localized(_SECTIONS.get(_UNDER.get(page.url_path, ""), ""))].append(page)
    return {heading: group for heading, group in grouped.items() if group}


def link(page: StreamlitPage, label: str, **address: str) -> None:
    """A plain link in the text to a page and what it should show."""
    with st.container(key=f"po-link-{page.url_path}-{'-'.join(address.values())}", width="content"):
        st.page_link(page, label=label, query_params=address or None)


def show_address(**address: str) -> None:
    """Write what a page shows into the browser's address, where it can be copied and gone back to.

    A link to the page that is open changes what it shows, but Streamlit leaves the address as it was.
    """
    st.query_params.from_dict(address)


def menu() -> None:
    """The menu for narrow screens, where the one in the header has no room."""
    with st.container(key="po-menu", width="content"), st.popover(_("Menu"), icon=":material/menu:"):
        for heading, group in sections().items():
            if heading:
                st.caption(heading)
            for page in (page for page in group if page.visibility == "visible"):
                st.page_link(page)
