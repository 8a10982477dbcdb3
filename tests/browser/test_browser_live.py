"""The live coach in a real Chromium whose camera plays a rendered sample, in a loop.

Where the network is not what is tested the poses come from a recording of the sample: several browsers and
networks at once share the machine's cores.

Screenshots go to the folder that ``POSTURE_SCREENSHOTS`` names, else to the test's own.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser_kit import (
    CHROMIUM,
    OUT_OF_SIGHT,
    POLICED,
    QUICK_COUNT_IN,
    VOICES,
    WIDE,
    WINDOW,
    Dashboard,
    as_camera,
    camera_flags,
    dashboard,
    needs_chromium,
    two_cameras,
)
from live_kit import SAMPLES, jpegs, runs
from network_kit import leaving
from replay_kit import CLIP, keep_looks

from posture.app.components.live_words import LIVE
from posture.body.view import View
from posture.coach import wording
from posture.coach.cues.cue_budget import GAP_S, SAME_S, TICKS
from posture.history.kept_rests import forget_rests
from posture.history.store import KeptSet, Store
from posture.live import camera
from posture.live.demonstration import loop_of
from posture.live.message import moment_of
from posture.live.snapshot import RunChoice

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = needs_chromium

READY = "Ready when you are. Your picture stays on this computer."
SIZES = {
    "wide": (1440, 900),
    "tablet": (1024, 768),
    "phone": (390, 844),
    "small": (720, 450),  # the wide one enlarged to 200 %
    "tiny": (360, 640),
}


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's pictures, small, by which a server's workers look the poses up."""
    return keep_looks(tmp_path_factory.mktemp("replay") / "looks.npy", jpegs(CLIP, until_s=math.inf))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, looks: Path) -> Iterator[Dashboard]:
    """A server that knows the sample's poses."""
    with dashboard(tmp_path_factory.mktemp("server"), looks=looks) as running:
        yield running
        nothing_is_left(running)


@pytest.fixture(scope="module")
def seeing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A server that finds the poses itself."""
    with dashboard(tmp_path_factory.mktemp("seeing")) as running:
        yield running
        nothing_is_left(running)


def nothing_is_left(server: Dashboard) -> None:
    """Whatever the tests did: the end of the server leaves no process behind."""
    pids = server.workers()
    server.process.terminate()
    server.process.wait(timeout=30)
    assert not any(map(runs, pids))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return as_camera(CLIP, tmp_path_factory.mktemp("camera"))


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium(driver: Any, clip: Path) -> Iterator[Any]:
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=camera_flags(clip))
    yield browser
    browser.close()


@pytest.fixture
def train(chromium: Any, served: Dashboard) -> Iterator[Coached]:
    with coached(chromium, served) as page:
        yield page


@contextmanager
def coached(browser: Any, served: Dashboard, *, script: str = "", **context: Any) -> Iterator[Coached]:
    """The Train page in a fresh browser profile; at the end, nobody asked another host for anything."""
    context = browser.new_context(**{"viewport": WINDOW, **context})
    context.add_init_script(f"{POLICED};{QUICK_COUNT_IN};{script}")
    page = Coached(context.new_page(), served)
    page.open("/?move=wall_angels")
    try:
        yield page
        assert page.strangers == []
        assert page.errors == []
    finally:
        context.close()


class Coached:
    """The Train page as a person sees and uses it."""

    def __init__(self, page: Any, served: Dashboard) -> None:
        self.page = page
        self.served = served
        self.strangers: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)

    def _note(self, url: str) -> None:
        own = (self.served.address, self.served.address.replace("http", "ws"), "data:", "blob:")
        if not url.startswith(own):
            self.strangers.append(url)

    def _hear(self, line: Any) -> None:
        # On a page's own address Streamlit looks for its server below that first, and finds it above.
        if line.type == "error" and "/_stcore/" not in line.location["url"]:
            self.errors.append(line.text)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.served.address + path)
        self.page.locator(".coach").wait_for(timeout=60_000)

    @property
    def mode(self) -> str:
        return str(self.page.locator(".coach").get_attribute("data-mode"))

    @property
    def count(self) -> int:
        return int(self.page.locator(".count b").inner_text())

    @property
    def card(self) -> str:
        """What the card says; "" while the page is drawn anew and the old one still stands beside the new."""
        cards = self.page.locator(".card").all_inner_texts()
        return str(cards[0]) if len(cards) == 1 else ""

    @property
    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.locator(".coach").evaluate("e => e.figures")
        return found

    @property
    def strip(self) -> str:
        return str(self.page.locator(".strip").inner_text())

    @property
    def lens(self) -> str:
        """The name of the camera that is open, "" where none is."""
        found = self.page.locator(".coach video").evaluate(
            "v => v.srcObject?.getVideoTracks()[0].label ?? ''"
        )
        return str(found)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def go(self) -> None:
        self.page.locator(".does .primary:visible, .bar .go:visible").first.click()

    def until(self, done: Callable[[], object], within_s: float = 120.0) -> None:
        """Wait, and let the browser's events through meanwhile."""
        until_s = time.monotonic() + within_s
        while not done():
            assert time.monotonic() < until_s, f"mode {self.mode}, count {self.count}, card {self.card!r}"
            self.page.wait_for_timeout(100)

    def start(self) -> None:
        """Begin a set by the button and wait for the first results."""
        self.until(lambda: READY in self.card)
        self.go()
        self.until(lambda: self.mode == "running")

    def picture(self, name: str) -> None:
        folder = os.environ.get("POSTURE_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"))


@pytest.fixture
def sets(served: Dashboard) -> Iterator[Callable[[], list[KeptSet]]]:
    with kept_from_now_on(served) as sets:
        yield sets


@contextmanager
def kept_from_now_on(server: Dashboard) -> Iterator[Callable[[], list[KeptSet]]]:
    """The kept sets that begin from now on; those of tests before may be kept only now."""
    begun = datetime.now(timezone.utc)
    with Store(f"sqlite:///{server.data / 'posture.db'}") as store:
        yield lambda: [kept for kept in store.sets() if kept.started_at >= begun]


# ---- a set, from the open page to the review -----------------------------------------------------


def test_a_set_from_the_open_page_to_the_review(chromium: Any, seeing: Dashboard) -> None:
    with coached(chromium, seeing, viewport=WIDE) as train, kept_from_now_on(seeing) as sets:
        train.start()
        counts: list[int] = []

        def grows() -> bool:
            count = train.count
            if not counts or count != counts[-1]:
                counts.append(count)
            return count >= 4

        train.until(grows)
        assert counts == list(range(counts[0], 5)), "it grows one by one"
        beside = train.page.locator(".po-live dd").first
        train.until(lambda: beside.inner_text() == str(train.count))
        train.picture("train_running")

        train.press("Enter")
        train.until(lambda: train.mode == "finished")
        assert "Saved." in train.card
        train.page.get_by_text("Saved on this computer.").wait_for()
        train.picture("train_finished")
        (newest,) = sets()
        assert newest.counts.reps >= 4
        # The rendered person needs 3.7 seconds for each. A busy machine may miss one, but never adds one.
        assert newest.duration_s / newest.counts.reps > 2.5
        assert train.page.locator(".coach video").evaluate("v => v.srcObject") is None, "the camera is off"

        train.page.get_by_role("link", name="Open in Review").click()
        train.page.wait_for_url(f"**/review?set={newest.id}")
        train.page.get_by_text("Wall angels").first.wait_for()
        train.page.goto(train.served.address + "/review")
        train.page.get_by_text("Wall angels").first.wait_for()


def test_a_reload_in_the_middle_goes_on(train: Coached, sets: Callable[[], list[KeptSet]]) -> None:
    train.start()
    train.until(lambda: train.count >= 1)
    train.page.reload()
    train.page.locator(".coach").wait_for(timeout=60_000)
    train.until(lambda: train.mode == "waiting")
    assert "Your set is still here" in train.card
    reached = train.count
    assert reached >= 1
    train.until(lambda: not train.page.locator(".moves").is_visible())  # the page knows of the set too
    train.picture("train_reloaded")
    train.press(" ")
    train.until(lambda: train.mode == "running" and train.count > reached)
    train.page.locator(".bar button.stop").click()
    train.until(lambda: train.mode == "finished")
    assert [kept.counts.reps > reached for kept in sets()] == [True], "one set, not two"


def test_whoever_finds_every_place_taken_waits_in_line_and_begins_by_itself(
    chromium: Any, tmp_path: Path, looks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTURE_MAX_SETS", "1")
    with dashboard(tmp_path, looks=looks) as small, coached(chromium, small) as first:
        first.start()
        with coached(chromium, small) as second:
            second.until(lambda: "Press Start to join the queue." in second.card)
            second.press(" ")
            second.until(lambda: second.mode == "line")
            assert "You are number 1 in the queue. It starts by itself." in second.card
            assert second.lens == "", "the camera is off meanwhile"
            second.until(lambda: second.page.locator(".does button:focus").inner_text() == "Cancel")
            second.press("Escape")
            second.until(lambda: "Press Start to join the queue." in second.card)
            second.press(" ")
            second.until(lambda: second.mode == "line")
            first.page.goto("about:blank")  # its set waits for it, and gives way to who is here
            second.until(lambda: second.mode == "running")
            second.press("Enter")
            second.until(lambda: second.mode == "finished")
        first.errors.clear()


def test_leaving_for_another_page_and_coming_back(train: Coached) -> None:
    train.start()
    train.until(lambda: train.count >= 1)
    train.press(" ")
    train.until(lambda: train.mode == "paused")
    train.page.locator("button.menu").click()
    train.page.get_by_role("button", name="See the page").click()
    train.page.get_by_role("link", name="Guide").first.click()
    train.page.wait_for_url("**/guide")
    train.page.get_by_role("link", name="Train", exact=True).first.click()
    train.page.locator(".coach").wait_for()
    train.until(lambda: train.mode == "waiting")
    assert train.count >= 1
    train.press("Escape")
    train.until(lambda: train.mode == "finished")
    # Another move, by the keyboard alone.
    train.page.locator(".chosen").wait_for()
    train.page.locator(".chosen").press("Enter")
    train.page.get_by_role("button", name="Chin tucks").press("Enter")
    train.page.wait_for_url("**move=chin_tucks")
    train.until(lambda: "Chin tucks" in train.card)
    train.page.get_by_role("button", name="Cobra").wait_for(state="hidden")  # the tiles fold away


NO_SIGNS = """
    localStorage.setItem("posture.live.settings", JSON.stringify({
        ...JSON.parse(localStorage.getItem("posture.live.settings")), handsFree: false }))"""
"""Crossed arms are not looked for in a pause."""


OLDER = "delete window.MediaStreamTrackProcessor; delete window.VideoFrame;"
"""A browser that hands out no frames of its camera: it encodes what its video shows."""


def test_keys_pause_go_on_and_finish_also_in_an_older_browser(chromium: Any, served: Dashboard) -> None:
    with coached(chromium, served, script=f"{NO_SIGNS};{OLDER}") as train:
        train.until(lambda: READY in train.card)
        train.press(" ")
        train.until(lambda: train.count >= 1)
        train.press(" ")
        train.until(lambda: train.mode == "paused")
        train.press(" ")
        train.until(lambda: train.mode == "countin")
        train.press(" ")
        train.until(lambda: train.mode == "paused")
        train.page.wait_for_timeout(500)
        views = train.figures["views"]
        train.page.wait_for_timeout(1000)
        assert train.figures["views"] == views, "nothing is looked at during a pause"
        train.press(" ")
        train.until(lambda: train.mode == "running" and train.figures["views"] > views)
        train.press("Escape")
        train.until(lambda: train.mode == "finished")


def test_sharp_pain_ends_the_set_keeps_what_was_done_and_closes_the_move_for_the_day(
    chromium: Any, tmp_path: Path, looks: Path
) -> None:
    # A server of its own: on that of the other tests nobody could begin this move again today.
    with dashboard(tmp_path, looks=looks) as served, coached(chromium, served) as train:
        train.start()
        train.until(lambda: train.count >= 1)
        train.page.locator("button.menu").click()
        train.page.get_by_role("button", name="Full screen").click()
        train.page.wait_for_function("() => document.fullscreenElement !== null")
        train.press("p")
        # Else the question is behind it.
        train.page.wait_for_function("() => document.fullscreenElement === null")
        dialog = train.page.get_by_role("dialog")
        dialog.get_by_text("How much does it hurt?").wait_for()
        assert train.mode == "paused"
        train.picture("train_hurts")
        dialog.get_by_role("radio", name="3", exact=True).click()
        dialog.get_by_role("radio", name="Yes", exact=True).click()
        dialog.get_by_text("Sharp, shooting, new or growing pain means stop, whatever the number.").wait_for()
        train.picture("train_red")
        dialog.get_by_role("button", name="All right").click()
        dialog.wait_for(state="detached")
        train.page.get_by_text(
            "Good that you stopped. This move is back tomorrow. If you feel well, choose a gentler one above."
        ).wait_for()
        train.page.locator(".coach").wait_for(state="detached")
        train.page.get_by_text("Saved on this computer.").wait_for()
        train.picture("train_stopped")
        assert (
            train.page.get_by_text(
                "This move is over for today, and what you did is kept. Sit down and breathe. If it does "
                "not settle at once, get help."
            ).count()
            == 1
        )
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        assert [kept.counts.reps >= 1 for kept in store.sets()] == [True]


def test_the_skeleton_is_drawn_on_its_own_picture_and_texts_over_it_can_be_read(train: Coached) -> None:
    train.start()
    train.until(lambda: train.figures["views"] > 20)
    figures = train.figures
    assert figures["views"] + figures["drops"] <= figures["pictures"]
    # Green pixels of the skeleton are on the canvas, and the canvas has the camera's own size. On a busy
    # machine the plain picture is shown in between, so that one look is not enough.
    canvas, seen = train.page.locator(".coach canvas:not(.loop)"), []

    def green() -> bool:
        seen[:] = canvas.evaluate(
            """c => { const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;
            for (let k = 0; k < p.length; k += 4)
                n += p[k] < 140 && p[k + 1] > 210 && p[k + 2] > 180 && p[k + 2] < 215;
            return [c.width, c.height, n]; }"""
        )
        return bool(seen[2] > 50)

    train.until(green)
    assert seen[:2] == [640, 480]
    styles = train.page.locator(".hud, .count b, .caption").evaluate_all(
        "all => all.map(e => getComputedStyle(e).transform)"
    )
    assert not any(style.startswith("matrix(-1") for style in styles), "texts are not mirrored"


def test_a_camera_that_lies_on_its_side_is_turned(train: Coached) -> None:
    train.page.locator("button.menu").click()
    train.page.locator("select.turn").select_option(label="A quarter turn right")
    train.page.locator("button.menu").click()
    train.start()
    canvas = train.page.locator(".coach canvas:not(.loop)")
    train.until(lambda: train.figures["views"] > 5)
    train.until(lambda: canvas.evaluate("c => [c.width, c.height]") == [480, 640])


def test_cues_are_spoken_by_a_voice_of_this_computer_only(chromium: Any, served: Dashboard) -> None:
    with coached(chromium, served, script=VOICES) as train:
        train.start()
        train.until(lambda: train.count >= 1)
        train.until(lambda: ["here", "1"] in train.page.evaluate("window.said"))
        read = [train.page.locator(part) for part in (".caption", ".count b")]
        assert [part.get_attribute("aria-live") for part in read] == ["off", "off"], "it is said already"
        # With no voice but far ones, whose words would leave the computer, there are tones.
        train.page.evaluate("() => { window.deaf = true; window.said.length = window.tones = 0; }")
        train.until(lambda: train.page.evaluate("window.tones") > 0)
        assert train.page.evaluate("window.said") == []
        train.page.locator("button.menu").click()
        train.page.get_by_role("button", name="Turn sound off").click()
        assert [part.get_attribute("aria-live") for part in read] == ["polite", "polite"]
        train.page.evaluate("() => { window.tones = 0; }")
        reached = train.count
        train.until(lambda: train.count > reached)
        assert train.page.evaluate("window.tones") == 0


# ---- setting up ----------------------------------------------------------------------------------


def ticks(train: Coached) -> dict[str, str]:
    """The check list: which items are right, and which one is asked for next."""
    found: dict[str, str] = train.page.locator(".coach .setup li").evaluate_all(
        "all => Object.fromEntries(all.map(e => [e.dataset.check, e.dataset.right]))"
    )
    return found


LISTS = """picture => {
  window.lists = [];
  const list = picture.querySelector(".setup");
  const note = () => {
    if (!list.checkVisibility()) return;
    const right = [...list.querySelectorAll("li")].map((e) => [e.dataset.check, e.dataset.right]);
    window.lists.push(Object.fromEntries(right));
  };
  const attributeFilter = ["data-mode", "data-stage", "data-right"];
  new MutationObserver(note).observe(picture, { subtree: true, childList: true, attributeFilter });
}"""
"""Keeps what the check list shows while it is seen, however soon it goes: which items are right."""


def test_the_check_list_ticks_itself_and_the_set_begins_without_a_hand(
    chromium: Any, served: Dashboard, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(f"sqlite:///{served.data / 'posture.db'}") as store:
        forget_rests(store.journal)  # whoever is known is in place at once
    opened_s = time.monotonic()
    with coached(chromium, served, script=VOICES) as train:
        train.until(lambda: READY in train.card)
        train.page.locator(".coach").evaluate(LISTS)
        train.start()
        train.picture("train_setup")
        train.until(lambda: train.count >= 1)
        with capsys.disabled():
            print(f"\nfirst counted repetition after {time.monotonic() - opened_s:.0f} s")  # noqa: T201  # no verdict
        right = dict.fromkeys(("person", "whole", "view", "light", "distance"), "yes")
        assert any(right.items() <= shown.items() for shown in train.page.evaluate("window.lists"))
        assert not train.page.locator(".setup").is_visible()
        said = [text for _, text in train.page.evaluate("window.said")]
        assert said.index("3") < said.index("2") < said.index("1") < said.index(wording.GO)


MODES = """picture => {
  window.modes = [];
  const note = () => window.modes.push(picture.dataset.mode);
  new MutationObserver(note).observe(picture, { attributeFilter: ["data-mode"] });
}"""


def test_the_check_list_asks_for_what_is_wrong_first(chromium: Any, served: Dashboard) -> None:
    with coached(chromium, served) as train:
        train.open("/?move=chin_tucks")  # the camera shows somebody from the front
        train.until(lambda: "Chin tucks" in train.card and READY in train.card)
        train.go()
        train.until(lambda: ticks(train).get("view") == "next", 30)
        assert (ticks(train)["person"], ticks(train)["start"]) == ("yes", "no")
        train.until(lambda: wording.TURN[View.SIDE] in train.page.locator(".state").inner_text())
        assert train.count == 0
        train.picture("train_turn")
        train.press(" ")
        train.until(lambda: train.mode == "paused")
        train.page.locator(".coach").evaluate(MODES)
        train.press(" ")
        train.until(lambda: train.mode == "running")
        assert "countin" not in train.page.evaluate("window.modes"), "the coach counts in what has not begun"


def test_what_hurts_stops_the_set_until_the_page_has_asked(train: Coached) -> None:
    train.start()
    train.until(lambda: train.count >= 1)
    train.press("p")
    train.until(lambda: train.mode == "paused" and "Stopped. Rest for a moment" in train.card)
    train.picture("train_hurts")
    train.press(" ")
    train.page.wait_for_timeout(600)
    assert train.mode == "paused", "nothing goes on before it was asked"
    views = train.figures["views"]
    train.page.wait_for_timeout(600)
    assert train.figures["views"] == views


def test_crossed_arms_pause_and_go_on_without_a_hand_on_the_computer(
    driver: Any, seeing: Dashboard, tmp_path: Path
) -> None:
    clip = as_camera("crossed_forearms", tmp_path, of=Path(__file__).parents[1] / "gestures")
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=camera_flags(clip))
    try:
        with coached(browser, seeing) as train:
            train.start()
            train.until(lambda: train.mode == "paused")
            train.until(lambda: LIVE["signs"]["pausedhelp"] in train.card)  # the ring has gone
            train.until(lambda: train.page.locator(".crossed b:visible").all_inner_texts() == ["Go on"])
            train.picture("train_crossed_arms")
            train.until(lambda: train.mode in ("countin", "starting", "running"))
            train.press("Escape")
    finally:
        browser.close()


def test_what_was_set_on_the_picture_is_remembered(train: Coached) -> None:
    train.page.locator("button.menu").click()
    for name in (LIVE["mirror"], LIVE["large"], LIVE["signs"]["menu"]):
        train.page.get_by_label(name, exact=True).click()
    train.page.get_by_label("Volume", exact=True).fill("40")
    train.page.locator("select.turn").select_option(label="A quarter turn right")
    train.picture("train_settings")
    train.page.reload()
    train.page.locator(".coach").wait_for(timeout=60_000)
    train.page.locator("button.menu").click()
    assert train.page.get_by_label("Like a mirror", exact=True).is_checked() is False
    assert train.page.get_by_label("Large text", exact=True).is_checked() is True
    assert train.page.get_by_label("Cross your arms to pause", exact=True).is_checked() is False
    assert train.page.get_by_label("Volume", exact=True).input_value() == "40"
    assert train.page.locator("select.turn").input_value() == "90"
    assert train.page.locator(".coach").get_attribute("data-large") == "true"


CAMERA_IDS_CHANGE = """() => {
    const kept = JSON.parse(localStorage.getItem("posture.live.settings"));
    kept.camera.id = "of another day";
    localStorage.setItem("posture.live.settings", JSON.stringify(kept)); }"""


NOTED = """all => { window.shown = []; for (const e of all) {
    const note = () => e.textContent && window.shown.push(e.textContent);
    new MutationObserver(note).observe(e, { childList: true, subtree: true }); } }"""


def test_voice_and_caption_of_each_cue_agree_within_the_budget(
    driver: Any, seeing: Dashboard, tmp_path: Path
) -> None:
    flags = camera_flags(as_camera("rows_faulty_side", tmp_path))
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
    cues: list[tuple[float, str, str]] = []

    def hear(frame: str | bytes) -> None:
        view = json.loads(frame).get("view") or {} if isinstance(frame, str) else {}
        if view.get("cue"):
            cues.append((view["t_s"], view["cue"]["text"], view["cue"]["kind"]))

    with coached(browser, seeing, script=VOICES) as train:
        train.page.on("websocket", lambda socket: socket.on("framereceived", hear))
        train.open("/?move=bent_over_rows")
        train.until(lambda: "Bent-over rows" in train.card and READY in train.card)
        train.page.locator(".caption, .state span").evaluate_all(NOTED)
        train.go()
        train.until(lambda: sum(kind not in TICKS for *_, kind in cues) >= 4)
        said = [text for _, text in train.page.evaluate("window.said")]
        shown = train.page.evaluate("window.shown")
    browser.close()
    assert len(said) >= 4
    assert said == [text for _, text, _ in cues][: len(said)], "every cue is said, and nothing else"
    written = {text for _, text, kind in cues[: len(said)] if kind not in TICKS}
    assert written <= set(shown), "and stands there to be read"
    assert "Not counted" not in said or any(text.startswith("Not counted") for text in shown), (
        "with its reason"
    )
    spaced = [(t_s, text) for t_s, text, kind in cues if kind not in TICKS]
    assert all(later - earlier >= GAP_S for (earlier, _), (later, _) in pairwise(spaced))
    for text in {text for _, text in spaced}:
        times = [t_s for t_s, other in spaced if other == text]
        assert all(later - earlier >= SAME_S for earlier, later in pairwise(times))


# ---- things that go wrong ------------------------------------------------------------------------


def test_where_a_worker_is_killed_another_takes_over_and_the_count_goes_on(
    train: Coached, sets: Callable[[], list[KeptSet]]
) -> None:
    others = set(train.served.workers())
    train.start()
    train.until(lambda: train.count >= 1)
    reached = train.count
    for pid in [pid for pid in train.served.workers() if pid not in others] or train.served.workers():
        os.kill(pid, signal.SIGKILL)
    train.until(lambda: "The camera part restarted. Get ready again." in train.strip)
    assert train.mode == "running"
    train.picture("train_replacing")
    train.until(lambda: not train.strip and train.count > reached)
    train.picture("train_replaced")
    train.press("Enter")
    train.until(lambda: train.mode == "finished")
    assert "Saved." in train.card
    assert [kept.counts.reps > reached for kept in sets()] == [True], "one set, not two"


def test_a_server_that_does_not_answer_is_told_of_and_all_goes_on_when_it_does(train: Coached) -> None:
    server = train.served.process
    try:
        train.until(lambda: READY in train.card)
        server.send_signal(signal.SIGSTOP)
        train.until(lambda: "Posture is not responding. It goes on by itself in a moment." in train.strip)
        train.picture("train_silent_idle")
        server.send_signal(signal.SIGCONT)
        train.until(lambda: not train.strip)
        train.start()
        train.until(lambda: train.count >= 1)
        reached = train.count
        server.send_signal(signal.SIGSTOP)
        train.until(
            lambda: (
                "Posture is not responding. Your set is safe and goes on as soon as it does." in train.strip
            )
        )
        train.picture("train_silent")
        train.page.wait_for_timeout(8_000)  # another connection is tried meanwhile, and waits
        assert "Posture is not responding. Your set is safe and goes on as soon as it does." in train.strip
    finally:
        server.send_signal(signal.SIGCONT)
    train.until(lambda: not train.strip and train.count > reached)
    assert train.mode == "running"


def test_a_camera_is_chosen_by_name_with_the_keyboard_and_remembered_on_every_page(
    driver: Any, seeing: Dashboard
) -> None:
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=two_cameras())
    with coached(browser, seeing) as train:
        train.start()
        first = train.lens
        train.page.locator("button.menu").focus()
        train.press("Enter")
        cameras = train.page.get_by_role("combobox", name="Camera")
        names = [
            name for name in cameras.locator("option").all_inner_texts() if name != "Chosen by the browser"
        ]
        assert len(names) == 2
        assert first in names
        cameras.focus()
        other = next(name for name in names if name != first)
        while cameras.evaluate("list => list.selectedOptions[0].text") != other:
            train.press("ArrowDown")
        train.until(lambda: train.mode == "paused" and not train.lens)  # the other one is let go
        train.picture("train_cameras")
        train.go()
        train.until(lambda: train.mode == "running")
        assert train.lens == other
        train.press("Escape")
        train.until(lambda: train.mode == "finished")
        for path in ("/watch", "/check"):
            train.page.evaluate(CAMERA_IDS_CHANGE)  # as some browsers do: then its name tells
            train.open(path)
            train.go()
            train.until(lambda: train.mode == "running")
            assert train.lens == other
            train.page.locator(".bar button.stop").click()
            train.until(lambda: train.mode == "finished")
    browser.close()


def test_a_page_out_of_sight_gives_the_camera_back_and_says_so(chromium: Any, served: Dashboard) -> None:
    with coached(chromium, served, script=OUT_OF_SIGHT) as train:
        train.start()
        train.until(lambda: train.figures["views"] > 5)
        train.page.evaluate("beSeen(false)")
        train.page.wait_for_timeout(1_500)
        train.page.evaluate("beSeen(true)")
        assert (train.mode, bool(train.lens)) == ("running", True), "a glance at something else"
        train.page.evaluate("beSeen(false); window.aheadMs = 61_000")
        train.until(lambda: train.mode == "paused" and not train.lens)
        train.page.evaluate("beSeen(true)")
        assert "Paused: this page was in the background" in train.card
        train.picture("train_unseen")
        train.press(" ")
        train.until(lambda: train.mode == "running" and bool(train.lens))
        assert (
            "Paused: this page was in the background" not in train.card
            or not train.page.locator(".card").is_visible()
        )


def test_a_camera_unplugged_in_the_middle(train: Coached, sets: Callable[[], list[KeptSet]]) -> None:
    train.start()
    train.until(lambda: train.count >= 1)
    train.page.locator(".coach video").evaluate(
        "v => v.srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))"
    )
    train.until(lambda: "Saved." in train.card)
    assert "The camera was unplugged" in train.card
    assert len(sets()) == 1
    train.page.get_by_text("Saved on this computer.").wait_for()


def test_a_lost_connection_comes_back_by_itself(chromium: Any, served: Dashboard) -> None:
    context = chromium.new_context(viewport=WINDOW)
    context.add_init_script(QUICK_COUNT_IN)
    page = context.new_page()
    lines: list[Any] = []

    def connect(line: Any) -> None:
        lines.append(line)
        line.connect_to_server()

    page.route_web_socket("**/live?**", connect)
    train = Coached(page, served)
    train.open("/?move=wall_angels")
    train.start()
    train.until(lambda: train.count >= 1)
    reached, views = train.count, train.figures["views"]
    lines[-1].close(code=4000, reason="cut")
    train.until(lambda: len(lines) > 1 and train.figures["views"] > views)
    train.until(lambda: train.count > reached)
    assert train.mode == "running"
    context.close()


def test_a_camera_that_is_denied(driver: Any, clip: Path, served: Dashboard) -> None:
    flags = [f for f in camera_flags(clip) if f != "--use-fake-ui-for-media-stream"]
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*flags, "--deny-permission-prompts"])
    with coached(browser, served) as train:
        train.until(lambda: READY in train.card)
        train.go()
        train.until(lambda: "The camera is blocked" in train.card)
        assert (
            "Click the camera icon in the address bar, allow it for this page, then try again." in train.card
        )
        assert "Try again" in train.card
        train.picture("train_denied")
    browser.close()


def test_a_machine_without_a_camera(driver: Any, served: Dashboard) -> None:
    browser = driver.chromium.launch(
        executable_path=CHROMIUM, args=[*camera_flags(None), "--use-fake-ui-for-media-stream"]
    )
    with coached(browser, served) as train:
        train.go()
        train.until(lambda: "No camera was found" in train.card)
    browser.close()


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        ("Object.defineProperty(window, 'isSecureContext', { value: false });", "insecure"),
        ("navigator.mediaDevices.getUserMedia = () => Promise.reject({ name: 'NotReadableError' });", "busy"),
    ],
)
def test_what_else_keeps_a_camera_away(chromium: Any, served: Dashboard, happens: str, why: str) -> None:
    with coached(chromium, served) as train:
        train.page.evaluate(f"() => {{ {happens} }}")
        train.go()
        train.until(lambda: LIVE["camera"][why]["title"] in train.card)
        assert LIVE["camera"][why]["text"] in train.card


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_the_end_of_the_program_keeps_the_set(
    chromium: Any, tmp_path: Path, looks: Path, asked: signal.Signals
) -> None:
    """Once it is watched besides, from the start of the program to its end: it calls nobody."""
    watched = tmp_path / "trace" if asked is signal.SIGINT and shutil.which("strace") else None
    with (
        dashboard(tmp_path, watched=watched, looks=None if watched else looks) as served,
        coached(chromium, served) as train,
    ):
        train.start()
        train.until(lambda: train.count >= 1)
        pids = served.workers()
        served.process.send_signal(asked)
        served.process.wait(timeout=30)
        assert pids
        assert not any(map(runs, pids))
        train.until(lambda: "Connection lost, trying again" in train.page.locator(".state").inner_text())
        train.errors.clear()  # the browser tells of connections that are refused
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        assert [kept.counts.reps >= 1 for kept in store.sets()] == [True]
    if watched is not None:
        assert "connect(" in watched.read_text(), "it was watched"
        assert leaving(watched.read_text()) == []


def test_a_program_that_was_killed_in_a_set_has_kept_it_and_says_so(
    chromium: Any, tmp_path: Path, looks: Path
) -> None:
    with dashboard(tmp_path, looks=looks) as served, coached(chromium, served) as train:
        train.start()
        train.until(lambda: train.count >= 2)  # so that the one before is on disk by now
        served.process.kill()
        served.process.wait()
        box = train.page.get_by_role("dialog")
        box.wait_for()
        shown = box.evaluate("box => getComputedStyle(box, '::after').content")
        assert shown == json.dumps(
            (
                "Posture has stopped. Start it again with “posture”: this page comes back by itself. "
                "What you did is safe."
            ),
            ensure_ascii=False,
        )
        assert not box.get_by_text("streamlit run").is_visible()
        train.picture("program_gone")
        with dashboard(tmp_path, port=served.port, looks=looks):
            train.page.get_by_text("kept in your history").wait_for(timeout=120_000)
            train.page.get_by_text("Saved on this computer.").wait_for()
            train.until(lambda: "Posture stopped part-way" in train.card)
            assert "Saved." in train.card
            train.picture("interrupted")
            train.errors.clear()  # the browser tells of connections that are refused
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        assert [(kept.counts.reps >= 1, kept.interrupted) for kept in store.sets()] == [(True, True)]


# ---- where words stand -------------------------------------------------------------------------

PLACED = """({ parts, band }) => parts.map(({ size, rows }) => {
    let place = "bottom", changes = 0, covered = 0;
    for (const xy of rows) {
        const face = faceOf({ xy, size }), next = placeOf(place, face, band);
        changes += next !== place;
        place = next;
        covered += face !== null && (place === "top" ? face[0] < band : face[1] > 1 - band);
    }
    return { covered, changes }; })"""


def test_words_on_the_picture_never_cover_a_face_and_do_not_jump_about(chromium: Any) -> None:
    """Over every move, done well and with a fault, as it is and mirrored to the foot of the picture."""
    made = json.loads((SAMPLES / "demonstrations.json").read_text(encoding="utf-8"))
    parts = [part for move in made["moves"].values() for part in move.values()]
    shown = []
    for part in parts:
        high = part["size"][1]
        for flipped in (False, True):
            rows = []
            for row in part["xy"]:
                xy: list[float | None] = [None] * 66
                for place, joint in enumerate(made["joints"]):
                    x, y = row[2 * place : 2 * place + 2]
                    xy[2 * joint : 2 * joint + 2] = [x, high - y if flipped and y is not None else y]
                rows.append(xy)
            shown.append({"size": part["size"], "rows": rows})
    page = chromium.new_page()
    page.add_script_tag(content=camera.module("place"))
    found = page.evaluate(PLACED, {"parts": shown, "band": 0.3})  # three lines of a caption
    page.close()
    assert len(found) == 2 * len(parts) > 50
    assert [one["covered"] for one in found] == [0] * len(found)
    assert max(one["changes"] for one in found) <= 3, "heads go down and up again in some"
    assert sum(one["changes"] for one in found) > 10, "faces at the foot of the picture were among them"


# ---- how many pictures are sent, and what they are made into ---------------------------------------

RATES = """async () => {
    const limits = [], sent = { limit: (fps) => limits.push(fps) };
    let charging = true, nowMs = 1000;
    navigator.getBattery = async () => ({ charging });
    const answer = (rate, fps, seconds) => {
        for (let k = 0; k < fps * seconds; k++) rate.answered((nowMs += 1000 / fps)); };
    const rate = new Rate(sent), found = { unasked: await rate.wanted() };
    rate.allow(60);
    found.allowed = await rate.wanted();
    charging = false;
    found.battery = await rate.wanted();
    charging = true;
    await rate.wanted();
    answer(rate, 57, 20);
    nowMs += 8000; // a pause
    answer(rate, 40, 4); // another program starts
    answer(rate, 57, 20);
    found.served = rate.fps;
    rate.allow(30);
    found.shared = [rate.fps, limits.at(-1)];
    rate.allow(60);
    await rate.wanted();
    answer(rate, 45, 12);
    found.slow = [rate.fps, limits.at(-1), await rate.wanted()];
    return found; }"""


def test_sixty_pictures_a_second_only_where_they_are_allowed_and_answered(chromium: Any) -> None:
    page = chromium.new_page()
    page.add_script_tag(content=camera.module("rate"))
    found = page.evaluate(RATES)
    page.close()
    assert found == {
        "unasked": 30, "allowed": 60, "battery": 30, "served": 60, "shared": [30, 30], "slow": [30, 30, 30],
    }  # fmt: skip


HALVED = """async () => {
    let nowMs = 0;
    performance.now = () => nowMs;
    const sender = new Sender(() => true), times = [];
    sender.encoder = { encode: () => ({ jpeg: Promise.resolve(null), picture: Promise.resolve(null) }) };
    sender.limit(30);
    for (let k = 0; k < 600; k++) {
        nowMs = (1000 * k) / 60 + 5 * Math.sin(k); // a camera is never quite even
        if (!sender.full) sender.post({ picture: null, width: 640, height: 480 }), times.push(nowMs);
        await sender.last; }
    return times; }"""


def test_every_other_picture_of_a_quick_camera_is_left_out_evenly(chromium: Any) -> None:
    page = chromium.new_page()
    page.add_script_tag(content=camera.module("encoder") + camera.module("lens"))
    times = page.evaluate(HALVED)
    page.close()
    assert len(times) == pytest.approx(300, abs=5)
    assert max(after - before for before, after in pairwise(times)) < 70


ENCODED = """async (broken) => {
    if (broken) window.Blob = class extends Blob { constructor() { super(["throw 1"]); } };
    const paper = document.createElement("canvas"), ink = paper.getContext("2d");
    [paper.width, paper.height] = [640, 480];
    ink.fillStyle = "#c04020";
    ink.fillRect(0, 0, 640, 480);
    const encoder = new Encoder(), found = [];
    for (const width of [640, 320, 640, 640]) {
        const made = encoder.encode(paper, { width, height: (width * 3) / 4 });
        const [jpeg, picture] = [await made.jpeg, await made.picture];
        if (!jpeg) { found.push(null); continue; }
        const read = await createImageBitmap(new File([jpeg], "", { type: "image/jpeg" }));
        const colors = [read, picture].map((image) => {
            ink.drawImage(image, 0, 0, 640, 480);
            return [...ink.getImageData(300, 200, 1, 1).data].slice(0, 3); });
        found.push([read.width, read.height, picture.width, ...colors]);
        ink.fillRect(0, 0, 640, 480); }
    return [found, encoder.thread === null]; }"""


@pytest.mark.parametrize("broken", [False, True])
def test_a_picture_becomes_a_jpeg_also_where_its_thread_fails(chromium: Any, broken: bool) -> None:
    page = chromium.new_page()
    page.add_script_tag(content=camera.module("encoder"))
    found, here = page.evaluate(ENCODED, broken)
    page.close()
    assert here == broken
    assert found[0] is None or not broken, "the picture by which it is noticed"
    for width, one in zip((640, 320, 640, 640)[broken:], found[broken:], strict=True):
        assert one[:3] == [width, 3 * width // 4, 640]
        assert all(color == pytest.approx([0xC0, 0x40, 0x20], abs=6) for color in one[3:])


ALONE = """async ({ data, setup, view, loop }) => { %s
    let lit = 0;
    const request = async () => (lit += 1, { release: () => (lit -= 1) });
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
    const parent = document.body.appendChild(document.createElement("div"));
    const opened = () => {
        const live = new Live(parent, data, () => {});
        live.prepare(setup);
        return live;
    };
    const late = {};
    for (const calledOff of ["finish", "close"]) {
        const live = opened(), opening = live.follow(setup);
        live[calledOff]();
        await opening;
        late[calledOff] = [live.now, live.pictures.open];
        if (live.now !== "closed") live.close();
    }
    const early = opened(), wishes = [];
    early.wish = (name) => wishes.push(name);
    await early.follow(setup); // the server has not said yet that it began
    early.rest.skip();
    early.pause();
    const paused = [early.now, early.held, ...wishes];
    early.close();
    const live = opened();
    await live.follow(setup);
    live.rest.untilMs = null; // a set has ended, and the page has not told what follows
    await live.up({ state: "finished", setup });
    await new Promise((done) => setTimeout(done));
    const again = [live.now, live.rest.leftS > 5, live.pictures.open];
    const routine = { title: "", dose: "", part: "", rest: "Rest", wishes: [], awake: true };
    live.update({ ...data, loop, routine }, () => {}); // the rest was told of before the move
    await live.hud.loop.ready;
    const shown = live.hud.loop.pictures.length > 5;
    live.held = true;
    live.mode("running");
    live.up({ state: "finished", ending: "reached", setup }); // it ended while nobody was connected
    await new Promise((done) => setTimeout(done));
    const ended = [live.now, live.held, live.rest.leftS > 5];
    live.up({ state: "finished", setup: { ...setup, begin_in_s: null } });
    const none = [live.now, live.pictures.open];
    const told = {};
    localStorage.clear();
    for (const from of ["side", "front"]) {
        live.prepare({ ...setup, view: from });
        live.hud.show(view);
        told[from] = [live.stage.root.dataset.explains ?? "", live.stage.note.textContent];
        live.hud.quiet();
    }
    told.countIn = live.stage.note.textContent;
    live.close();
    const awake = new Awake();
    await Promise.all([awake.keep(true), awake.keep(true)]);
    const during = lit;
    await Promise.all([awake.keep(false), awake.keep(true), awake.keep(false)]);
    return { late, paused, again, ended, shown, none, told, lit: [during, lit] }; }"""


def test_alone_it_goes_on_with_a_rest_opens_no_camera_too_late_and_tells_of_the_sign(
    chromium: Any, served: Dashboard
) -> None:
    """The live picture alone, on an empty page of this server, whose socket leads nowhere."""
    data = {
        "path": "/nowhere", "token": "", "place": "alone", "language": "en", "waits": [3, 5, 10],
        "drawing": "", "routine": None, "loop": None, "texts": LIVE, "said": {}, "skeleton": [],
    }  # fmt: skip
    setup = {**RunChoice("wall_angels").for_browser(), "begin_in_s": 20.0}
    view = {**moment_of(1.0, None), "ready": True}
    page = chromium.new_page()
    page.goto(f"{served.address}/samples/wall_angels.webp")
    script = camera.script().replace("export default ", "")
    found = page.evaluate(
        ALONE.replace("%s", script),
        {"data": data, "setup": setup, "view": view, "loop": loop_of("wall_angels")},
    )
    page.close()
    assert found["late"] == {"finish": ["off", False], "close": ["closed", False]}
    assert found["paused"] == ["paused", True], "no set is skipped by it"
    assert found["again"] == ["rest", True, True]
    assert found["shown"], "the move is shown beside the picture"
    assert found["ended"] == ["rest", False, True]
    assert found["none"] == ["off", False]
    assert found["told"]["side"] == ["", ""], "crossed arms are seen from the front alone"
    assert found["told"]["front"] == ["hands", LIVE["told"]["hands"]]
    assert found["told"]["countIn"] == ""
    assert found["lit"] == [1, 0], "the screen is let go"


# ---- how it looks --------------------------------------------------------------------------------


LOOKS = (
    ("wide", "light"),
    ("wide", "dark"),
    ("tablet", "light"),
    ("phone", "dark"),
    ("small", "dark"),
    ("tiny", "light"),
)


def test_it_fits_every_screen(train: Coached) -> None:
    """Off, in a set and after it, the one set on screens of all sizes, in both grounds."""

    def everywhere(state: str, check: Callable[[int], None]) -> None:
        for name, scheme in LOOKS:
            width, height = SIZES[name]
            train.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            train.page.set_viewport_size({"width": width, "height": height})
            train.picture(f"{name}_{scheme}_{state}")
            check(width)

    train.until(lambda: READY in train.card)
    everywhere("off", lambda width: _start_is_in_sight(train, width))
    train.go()
    train.until(lambda: train.mode == "running" and train.count >= 1)
    assert train.page.locator("header").first.evaluate("e => e.closest('[inert]') !== null"), "Tab stays here"
    assert train.page.get_by_test_id("stMain").get_attribute("tabindex") == "-1"
    _nothing_is_lost_at_400_percent(train)
    # The move is shown beside the picture, all the time.
    still = train.page.locator(".loop").evaluate("c => c.toDataURL()")
    train.page.emulate_media(reduced_motion="no-preference")
    train.until(lambda: train.page.locator(".loop").evaluate("c => c.toDataURL()") != still)
    everywhere("running", lambda width: _everything_can_be_pressed(train, width))
    train.press("Enter")
    train.until(lambda: train.mode == "finished")
    train.page.get_by_text("Saved on this computer.").wait_for()
    everywhere("finished", lambda width: _nothing_sticks_out(train, width))


def _nothing_sticks_out(train: Coached, width: int) -> None:
    train.until(lambda: train.page.evaluate("() => document.documentElement.scrollWidth") <= width)


def _everything_can_be_pressed(train: Coached, width: int) -> None:
    _nothing_sticks_out(train, width)
    for button in train.page.locator(".coach button:visible, .coach select:visible").all():
        box = button.bounding_box()
        assert box["width"] >= 44, button.inner_text()
        assert box["height"] >= 44, button.inner_text()
        assert button.evaluate("e => e.scrollWidth <= e.clientWidth"), button.inner_text()
        right, bottom = box["x"] + box["width"], box["y"] + box["height"]
        assert right <= width + 1 and bottom <= train.page.viewport_size["height"] + 1, button.inner_text()
    _it_is_read_from_three_metres(train)


def _nothing_is_lost_at_400_percent(train: Coached) -> None:
    train.page.set_viewport_size({"width": 360, "height": 225})
    _nothing_sticks_out(train, 360)
    train.page.locator(".bar .menu").scroll_into_view_if_needed()
    count, bar = (train.page.locator(part).bounding_box() for part in (".count b", ".bar"))
    assert count["y"] >= -1, "the count is in sight with the buttons"
    assert bar["y"] + bar["height"] <= 226
    train.page.locator("button.menu").press("Enter")
    options = train.page.locator(".options").bounding_box()
    assert options["y"] < 225 < options["height"], "all of the menu is there, and its beginning in sight"
    train.press("Escape")
    train.page.locator(".bar .go").focus()


def _start_is_in_sight(train: Coached, width: int) -> None:
    _nothing_sticks_out(train, width)
    box = train.page.locator(".does .primary").bounding_box()
    assert box["y"] + box["height"] <= train.page.viewport_size["height"]


def _it_is_read_from_three_metres(train: Coached) -> None:
    """Letters of at least 1/18 of the picture's height, beside the picture and not over each other."""
    frame = train.page.locator(".frame").bounding_box()
    high = min(frame["height"], 0.75 * frame["width"])
    for part in (".count b", ".count .of", ".count .phase", ".caption"):
        letters = train.page.locator(part).evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert letters >= high / 18, part
    for part in (".count .time", ".count .of"):
        lines = train.page.locator(part).evaluate(
            "e => e.offsetHeight / parseFloat(getComputedStyle(e).fontSize)"
        )
        assert 0 < lines < 1.5, part
    digits = train.page.locator(".count b").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert digits >= 0.2 * high
    count, bar = (train.page.locator(part).bounding_box() for part in (".count", ".bar"))
    assert count["y"] + count["height"] <= bar["y"]
    assert count["x"] >= frame["x"] + frame["width"] or count["y"] >= frame["y"] + frame["height"]
