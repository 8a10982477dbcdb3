"""The Check page: a guided posture check, its results, and how they change over time."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from posture.app.components import html, live_camera, theme
from posture.app.components.drawings import check_place
from posture.app.components.phrases import FROM_SIDES
from posture.app.components.where_words import here, placed
from posture.app.sections import check_results, interrupted
from posture.app.sections.run_outcome import OutcomeWords, show_outcome
from posture.app.state import person
from posture.app.state.live_session import Shown, look_again, session_of, shown_of
from posture.live.run import CHECK
from posture.live.session import LiveSession
from posture.live.snapshot import RunChoice, State
from posture.locale import N_, NP_, localized
from posture.locale import gettext as _
from posture.posture_check.check_protocol import SAID, STOPS

_ENDED = OutcomeWords(
    saved=N_("Saved on this computer."),
    unsaved=N_("This check is not saved: {error}"),
    save_again=NP_("check", "Save it now"),
    nothing=N_("Nothing could be measured, so nothing was saved. See below what helps."),
)
_LIVE_WORDS = {
    "silent": N_(
        "Posture is not responding. What was measured is safe, and the check goes on as soon as it does."
    ),
    "keys": N_("Space starts and pauses. Enter or Escape finishes."),
    "region": N_("Live picture of the posture check"),
    "ready": N_("Ready when you are. Your picture stays on this computer."),
    "nothing": N_("Nothing was measured."),
    "saved": N_("Saved. Your numbers are below."),
    "unsaved": N_("It is not saved yet: see below."),
    "stillhere": N_("Go on where you left off, or finish."),
    "pausedhelp": N_("Take your time. Nothing is being measured."),
    "endings": {
        "stopped": N_("Check ended"),
        "reached": N_("Check complete"),
        "empty": N_("Check ended"),
        "camera_lost": N_("The camera was unplugged"),
        "left": N_("This check was ended"),
        "crashed": N_("The check ended early"),
        "shutdown": N_("The program was closed"),
        "deleted": N_("Your data was deleted in the meantime, so this is not saved."),
        "interrupted": N_("Posture stopped part-way"),
    },
}

_PAGE = "check_page"
PICTURES = "pictures"
"""Setting: whether pictures may be kept."""


def page() -> None:
    """Draw the Check page."""
    theme.style("check")
    theme.title(
        _("Posture check"),
        _("Half a minute, from the front and both sides: how you hold yourself, and how that changes."),
    )
    live = _live()
    interrupted.news(live, CHECK)
    left, right = st.columns([13, 7], gap="large")
    with left:
        texts = localized(placed(_LIVE_WORDS))
        live_camera.show(live.token, SAID, place="check", texts=texts, drawing=check_place())
        _outcome(live)
    with right, st.container(key="po-beside"):
        _stops(live.token, shown_of(live.snapshot))
        _guide(live)
    check_results.show(live.snapshot)


def _live() -> LiveSession:
    """Return the live session of this page, ready for a check."""
    live = session_of(_PAGE)
    options = {PICTURES: bool(person.setting_or(PICTURES, default=False))}
    live.choose(RunChoice("", kind=CHECK, title=_("Posture check"), options=options, person=person.current()))
    return live


def _guide(live: LiveSession) -> None:
    how = _("How it works")
    steps = (
        _("Camera level, at chest height. Step back until it sees you from head to hips."),
        _("Press Start and follow the voice. Each view takes ten seconds."),
        _("Stand or sit as you always do, in something close-fitting."),
    )
    html.draw(html.heading(how, 2), html.bullets(steps, ordered=True))
    key = "check_pictures"
    st.session_state[key] = bool(person.setting_or(PICTURES, default=False))
    st.toggle(
        _("Keep the pictures too"),
        key=key,
        help=here(
            "Off: numbers only. On: pictures of checks and stills of sets too, on this computer, until "
            "you delete them."
        ),
        on_change=lambda: person.choose(PICTURES, bool(st.session_state[key])),
        disabled=live.snapshot.under_way,
    )


# ---- the check under way -----------------------------------------------------------------------


@st.fragment(run_every=0.5)
def _stops(token: str, shown: Shown) -> None:
    """Draw which view is measured now, and which are done."""
    _live, now = look_again(token, shown, lambda _live, now: shown_of(now))
    if not now.under_way:
        return
    rows = []
    for number, stop in enumerate(STOPS):
        view = localized(FROM_SIDES[stop.side.value])
        if number < len(now.attempts):
            form = _("✕ {view}: could not be measured") if now.attempts[number]["refused"] else "✓ {view}"
        else:
            form = "▸ {view}" if number == len(now.attempts) else "· {view}"
        rows.append(form.format(view=view))
    html.draw(html.panel(_("This check"), html.plain_list(rows, "stops")))


def _outcome(live: LiveSession) -> None:
    """Draw what became of the check that just ended, and which views were refused."""
    show_outcome(live, localized(replace(_ENDED, saved=placed(_ENDED.saved))))
    if live.snapshot.state is State.FINISHED:
        html.draw(html.bullets(check_results.refusals(live.snapshot)))
