"""Opens a page of the dashboard without a browser, and sets to show on it."""

from __future__ import annotations

import io
from datetime import datetime, timezone
from pathlib import Path

import av
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from streamlit.util import calc_hash

import posture
from posture.body.landmarks import Side
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity, Unmeasured
from posture.exercises import EXERCISES
from posture.history.screenings import answer
from posture.history.store import Store
from posture.provenance import ModelInfo, SourceInfo
from posture.resources import locate

EXERCISING = ("", "today", "train")
"""Pages that wait for the answers about warning signs."""
MAIN = Path(posture.__file__).parent / "app" / "frame" / "main.py"
NAN = float("nan")
NOW = datetime(2026, 3, 4, 12).astimezone()
"""When every test of a page begins: noon of a Wednesday, by this computer's clock."""


def settle(folder: Path | None = None, *, person: str = "") -> None:
    """Make the reader one who has answered the warning signs and read the cautions of every move.

    Args:
        folder: Where the sets are kept; without one, where those of this test are.
        person: Their profile, where people sign in.
    """
    with Store(None if folder is None else f"sqlite:///{folder / 'posture.db'}") as store:
        answer(
            store.journal, frozenset(), upper_back_hurts=False, at=datetime.now(timezone.utc), person=person
        )
        store.journal.choose("cautions_read", sorted(EXERCISES), person=person)


def open_page(name: str, *, newcomer: bool = False, **address: str) -> AppTest:
    """The page as somebody finds it who follows a link to it; a newcomer has answered nothing yet."""
    if not newcomer and name in EXERCISING:
        settle()
    app = AppTest.from_file(MAIN, default_timeout=30)
    app._page_hash = calc_hash(name)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def html_of(app: AppTest) -> str:
    """All HTML blocks of the page."""
    return "\n".join(block.proto.body for block in app.get("html"))


def button(app: AppTest, label: str) -> Button:
    """The button of that label."""
    return next(found for found in app.button if found.label == label)


def labels(app: AppTest) -> list[str]:
    """The labels of all buttons, from the top down."""
    return [found.label for found in app.button]


def now() -> datetime:
    """The moment of the test: a little after `NOW`."""
    return datetime.now(timezone.utc)


def first_seconds(clip: str, until_s: float) -> bytes:
    """The beginning of a sample as a video of its own."""
    out = io.BytesIO()
    with av.open(str(locate(f"samples/{clip}.mp4"))) as whole, av.open(out, "w", format="mp4") as short:
        stream = short.add_stream_from_template(whole.streams.video[0])
        for packet in whole.demux(whole.streams.video[0]):
            if packet.dts is not None and packet.dts * packet.time_base < until_s:
                packet.stream = stream
                short.mux(packet)
    return out.getvalue()


def attempt(number: int, *, reason: Reason | None = None, faults: tuple[str, ...] = ()) -> Attempt:
    return Attempt(
        number=number,
        side=Side.BOTH,
        start_s=5.0 * number,
        peak_s=5.0 * number + 2,
        end_s=5.0 * number + 3.84,
        hold_s=0.4 if reason is None else 0.0,
        range=121.0 if reason else 158.4,
        unit="deg",
        counted=reason is None,
        reason=reason,
        clean=reason is None and not faults,
        faults=faults,
    )


def finding(rule: str, severity: Severity, number: int, cue: str) -> Finding:
    return Finding(rule, severity, 5.0 * number + 2, number, 18.2, 15.0, "deg", cue)


def wall_angels() -> Session:
    """A set with everything in it that a summary can show."""
    return Session(
        exercise="wall_angels",
        view="front",
        ready_at_s=0.6,
        seen_s=65.0,
        measured_s=64.2,
        problems=(Problem("view", 0.0, 0.6, "Turn to face the camera"),),
        counts=Counts(3, 1, 4),
        attempts=(
            attempt(1, faults=("uneven",)),
            attempt(2),
            attempt(3, reason=Reason.PARTIAL_RANGE, faults=("half_range",)),
            attempt(4, faults=("uneven", "trunk_side")),
        ),
        findings=(
            finding("half_range", Severity.LOW, 3, "Slide a little higher"),
            finding("trunk_side", Severity.MEDIUM, 4, "Stand tall and straight"),
            finding("uneven", Severity.MEDIUM, 1, "Match both sides"),
            finding("uneven", Severity.MEDIUM, 4, "Match both sides"),
        ),
        unmeasured=(Unmeasured("low-back arch", "needs a side view"),),
        source=SourceInfo("clip <b>.mp4", "video", 65.0, 1625, 25.0, (640, 360)),
        model=ModelInfo("pose_landmarker_full", "0" * 64),
        version="0.1.0",
    )


def nothing_seen() -> Session:
    """A set in which nobody was there."""
    nobody = Problem("person", 0.0, 12.0, "Come into the picture")
    return Session("chin_tucks", None, NAN, 0.0, 0.0, problems=(nobody,))
