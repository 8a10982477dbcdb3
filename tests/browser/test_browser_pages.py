"""The pages in a real browser: sizes, themes, links, dialogs, a video from upload to review."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from app_pages import first_seconds, nothing_seen, settle, wall_angels
from axe_playwright_python.sync_playwright import Axe
from browser_kit import POLICED, VOICES
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect, sync_playwright
from report_kit import fullest
from strange_words_kit import ELSEWHERE, STRANGE, fill

from posture.guide.pain_places import BodyPlace
from posture.guide.timer_patterns import BODY_SCAN
from posture.history.pain_notes import pain_notes
from posture.history.store import Opinion, Store
from posture.history.timer_notes import Of, Running, keep_running
from posture.report.html_report import html
from posture.resources import locate

ROOT = Path(__file__).parents[2]
SHOTS = os.environ.get("POSTURE_SCREENSHOTS", "")
"""A folder for pictures of every page, for a look at them; none are taken without it."""
AXE = Axe()
CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
PAGES = {
    "train": "/?move=wall_angels",
    "today": "/today",
    "plan": "/plan",
    "watch": "/watch",
    "check": "/check",
    "timers": "/timers",
    "guide": "/guide",
    "move": "/guide?move=chin_tucks",
    "review": "/review",
    "set": "/review?set={set}",
    "upload": "/upload",
    "data": "/data",
    "professional": "/professional",
    "settings": "/settings",
}
"""Every page by its name in pictures, full."""
LOOKS = [(1440, 900, "light"), (1024, 768, "dark"), (390, 844, "light")]
GROUND = """scheme => getComputedStyle(document.querySelector(".stApp")).backgroundColor
    === (scheme === "dark" ? "rgb(17, 26, 24)" : "rgb(251, 250, 247)")
    && !document.getAnimations().some(a => a instanceof CSSTransition && a.playState === "running")"""
"""Whether the page stands on the ground of that look, and no color is on its way."""


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextmanager
def dashboard(folder):
    """The dashboard as people start it, with its sets in ``folder``."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", f"--server.port={port}",
         "--server.headless=true"],
        cwd=ROOT,
        env={**os.environ, "POSTURE_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until
                time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def address(folder):
    with dashboard(folder) as url:
        yield url


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as play:
        shown = play.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking", *CAMERA]
        )
        yield shown
        shown.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    context.set_default_timeout(30_000)
    context.add_init_script(POLICED)
    shown, forbidden = context.new_page(), []
    shown.on("pageerror", lambda error: forbidden.append(str(error)))
    yield shown
    context.close()
    assert [error for error in forbidden if "against " in error] == []


@pytest.fixture
def kept(folder, monkeypatch):
    """One full set, and one with nothing in it, in the store that the dashboard reads."""
    monkeypatch.setenv("POSTURE_DATA_DIR", str(folder))
    with Store() as store:
        store.delete_all()
        settle()
        now = datetime.now(timezone.utc)
        store.save(nothing_seen(), started_at=now - timedelta(days=3))
        number = store.save(wall_angels(), started_at=now)
        yield store, number
        store.delete_all()


DRAWN = """() => document.querySelector('[data-test-script-state="notRunning"]')
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
    && !document.querySelector('[data-testid="stVegaLiteChart"]:not(:has(canvas, svg))')
    && [...document.images].every(e => e.complete || e.loading === "lazy")
    && document.fonts.status === "loaded"
"""
"""Whether the page's program has ended and everything that it sent stands there."""


def settled(page, url):
    """Open a page and wait until it is drawn."""
    page.goto(url)
    page.locator(".po-footer").wait_for()
    page.wait_for_function(DRAWN)


def fits(page, path, width):
    """Wait until nothing sticks out at the side: charts are drawn anew a moment after the window changed."""
    try:
        page.wait_for_function(
            "() => document.querySelector('.stMain').scrollWidth <= innerWidth", timeout=30_000
        )
    except PlaywrightTimeout as error:
        raise AssertionError(f"{path} is wider than {width} px") from error


def expect_title(page, words):
    """Wait until the page has that title alone: while a page makes room for another, both may stand there."""
    expect(page.get_by_role("heading", level=1)).to_have_text([words])


def test_every_page_fits_every_screen_and_stays_on_this_computer(address, browser, kept):
    context = browser.new_context()
    context.add_init_script(POLICED)
    page, elsewhere, broken = context.new_page(), [], []
    page.on("request", lambda r: elsewhere.append(r.url) if not _here(r.url, address) else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    for number, (name, path) in enumerate(PAGES.items()):
        for turn, (width, height, scheme) in enumerate(LOOKS[number % 3 :] + LOOKS[: number % 3]):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            if turn == 0:  # each look is that in which every third page is opened
                settled(page, address + path.format(set=kept[1]))
            page.wait_for_function(GROUND, arg=scheme)
            fits(page, path, width)
            assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 17
            assert page.get_by_test_id("stException").count() == 0
            _photograph(page, f"{name}-{width}-{scheme}")
            assert barriers(page) == [], (path, width, scheme)
    assert elsewhere == [] and broken == []
    context.close()


def test_what_comes_from_elsewhere_asks_nobody_and_is_no_picture_link_or_icon(address, page, kept):
    store, _ = kept
    numbers = fill(store)
    asked = []
    page.on("request", lambda r: asked.append(r.url) if not _here(r.url, address) else None)
    cookie = {"name": "posture_person", "value": quote(STRANGE.strip(), safe=""), "url": address}
    page.context.add_cookies([cookie])
    sets = [f"/review?set={number}" for number in numbers]
    for path in [*PAGES.values(), *sets, f"/review?set={quote(STRANGE)}", f"/guide?move={quote(STRANGE)}"]:
        settled(page, address + path.format(set=numbers[0]))
        assert page.locator(".st-key-po-person").inner_text().count(ELSEWHERE), path
        page.get_by_test_id("stPopoverButton").filter(has_text=ELSEWHERE).click()
        assert page.locator(f'a[href*="{ELSEWHERE}"], img[src*="{ELSEWHERE}"]').count() == 0, path
        assert page.locator('main .katex, main [data-testid="stIconMaterial"]:text-is("home")').count() == 0
        assert page.get_by_test_id("stException").count() == 0, path
    settled(page, f"{address}/guide")
    page.get_by_label("Search the guide").fill(STRANGE)
    page.keyboard.press("Enter")
    page.get_by_text(ELSEWHERE).last.wait_for()
    settled(page, f"{address}/upload?move=cat_cow")
    file = {"name": "![p](evil.png) <img src=evil> $x$.mp4", "mimeType": "video/mp4", "buffer": b"none"}
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_role("button", name="Analyse").click()
    page.get_by_test_id("stAlert").get_by_text("![p](evil.png) <img src=evil> $x$.mp4").wait_for()
    assert page.locator('main img[src*="evil"], main a[href*="evil"]').count() == 0
    assert asked == []


def _here(url, address):
    return url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))


def _photograph(page, name):
    """The whole page, which Streamlit scrolls inside the window, where pictures are asked for."""
    if not SHOTS:
        return
    size = page.viewport_size
    height = page.evaluate("document.querySelector('.stMain').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    page.screenshot(path=Path(SHOTS) / f"{name}.png")
    page.set_viewport_size(size)


def barriers(page):
    """What keeps somebody from using the page by WCAG 2.2 AA, as axe finds it, everything folded open."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = AXE.run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [(v["id"], [n["html"][:160] for n in v["nodes"][:4]]) for v in found]


def test_pages_are_changed_and_a_set_is_begun_with_keys_alone(address, browser, kept):
    page = browser.new_page(reduced_motion="reduce")
    page.set_default_timeout(30_000)
    settled(page, f"{address}/guide")
    press_until(page, "Tab", lambda: focused(page) == "Train")
    page.keyboard.press("Enter")
    coach = page.get_by_role("region", name="Live picture")
    coach.wait_for()
    press_until(page, "Tab", lambda: focused(page) == "Start")
    page.keyboard.press("Enter")
    expect(coach).not_to_have_attribute("data-mode", "off")
    page.keyboard.press("Escape")
    expect(coach).to_have_attribute("data-mode", re.compile("off|finished|error"))  # here is no camera
    press_until(page, "Shift+Tab", lambda: focused(page) == "Guide")
    page.keyboard.press("Enter")
    expect_title(page, "The guide")
    page.close()


def test_where_it_hurts_is_said_by_finger_keys_and_list(address, browser, kept):
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce", has_touch=True)
    page.set_default_timeout(30_000)
    answers = Answers()
    page.route_web_socket("**/_stcore/stream*", answers.carry)
    settled(page, f"{address}/today")
    page.get_by_text("How does your back feel?").click()
    page.get_by_role("button", name="Show where").click()
    dialog = page.get_by_role("dialog")
    body = dialog.get_by_role("group", name="Where does it hurt?").filter(has=page.get_by_role("checkbox"))
    expect(body.get_by_role("checkbox")).to_have_count(len(BodyPlace))
    boxes = [touch.bounding_box() for touch in body.locator("rect").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 43.5
    body.locator("g[data-place=neck]").first.tap()
    press_until(page, "Tab", lambda: focused(page) == "Chest")
    page.keyboard.press("Space")
    expect(body.get_by_role("checkbox", checked=True)).to_have_count(2)
    dialog.get_by_text("Choose from a list").click()
    dialog.get_by_role("button", name="Hips").click()
    expect(body.get_by_role("status")).to_have_text("Neck · Chest · Hips")
    _photograph(page, "where-390-light")
    assert barriers(page) == []
    answers.hold()
    for place in ("Chest", "Neck", "Chest", "Neck", "Chest"):
        body.get_by_role("checkbox", name=place).press("Enter")
    expect(body.get_by_role("status")).to_have_text("Neck · Hips")
    dialog.get_by_role("button", name="Done").click()
    answers.release()
    page.get_by_role("radiogroup", name="How much does it hurt right now?").get_by_text(
        "3", exact=True
    ).click()
    expect(page.get_by_text("3 out of 10 is all right.")).to_be_visible()
    expect(page.get_by_text("Neck · Hips")).to_be_visible()
    store, _ = kept
    assert pain_notes(store.journal)[0].places == (BodyPlace.NECK, BodyPlace.HIPS)
    page.close()


class Answers:
    """What the server sends a page: it may be held back, as on a slow computer or a long way."""

    def __init__(self):
        self._page, self._held = None, None

    def carry(self, page):
        self._page = page
        server = page.connect_to_server()
        page.on_message(server.send)
        server.on_message(self._arrive)

    def hold(self):
        self._held = []

    def release(self):
        while self._held:  # more may come meanwhile, and none may overtake another
            self._page.send(self._held.pop(0))
        self._held = None

    def _arrive(self, message):
        if self._held is None:
            self._page.send(message)
        else:
            self._held.append(message)


def focused(page):
    """The words of what the keyboard is at, also inside the live picture's own tree."""
    return page.evaluate(
        """() => {
            let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return at?.textContent.trim() ?? "";
        }"""
    )


def press_until(page, key, there):
    """Press a key until ``there``; a person would give up after so many."""
    for _ in range(60):
        if there():
            return
        page.keyboard.press(key)
    raise AssertionError(f"not reached with {key}: at {focused(page)!r}")


def test_a_phone_has_the_menu_in_the_header(address, browser):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    settled(page, f"{address}/upload")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Guide").filter(visible=True).click()
    expect_title(page, "The guide")
    context.close()


def test_the_browser_remembers_who_was_there(address, page, kept):
    settled(page, f"{address}/settings")
    page.get_by_role("button", name="Add a profile").click()
    page.get_by_label("Name").fill("Ida")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ida trains in this browser.")).to_be_visible()
    page.wait_for_function("() => document.cookie.includes('posture_person=Ida')")
    settled(page, f"{address}/settings")
    expect(page.get_by_text("Ida trains in this browser.")).to_be_visible()


def test_a_look_is_shown_at_once_and_on_every_page_that_is_opened_later(address, page, kept):
    settled(page, f"{address}/settings")
    page.get_by_role("radio", name="Dark").click()
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(17, 26, 24)")
    page.get_by_role("radio", name="Very large").click()
    expect(page.locator("html")).to_have_css("font-size", "22.1px")
    page.goto(f"{address}/guide")
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(17, 26, 24)")
    expect(page.locator("html")).to_have_css("font-size", "22.1px")


def test_another_language_is_that_of_the_whole_page(address, page, kept):
    settled(page, f"{address}/settings")
    page.get_by_label("Language", exact=False).click()
    page.get_by_role("option", name="Deutsch").click()
    page.wait_for_function("() => document.documentElement.lang === 'de'")
    expect_title(page, "Einstellungen")
    kept[0].journal.choose("language", None)


def test_the_guide_leads_to_a_move_and_on_to_training(address, page):
    settled(page, f"{address}/guide")
    card = page.locator(".st-key-po-card-chin_tucks")
    card.get_by_role("link", name="How to do it").click()
    page.wait_for_url(f"{address}/guide?move=chin_tucks")
    expect_title(page, "Chin tucks")
    drawing = page.locator(".po-placement")
    expect(drawing).to_have_attribute("alt", re.compile("Side-on"))
    page.wait_for_function("() => document.querySelector('.po-placement').naturalWidth > 0")
    page.get_by_role("link", name="Train this").click()
    page.wait_for_url(re.compile(r"/\?move=chin_tucks"))


def test_the_first_page_is_found_by_its_name_too(address, page):
    page.goto(f"{address}/train?move=chin_tucks")
    page.wait_for_url(f"{address}/?move=chin_tucks")
    page.locator(".po-footer").wait_for()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_going_back_shows_what_was_there(address, page):
    settled(page, f"{address}/guide")
    page.locator(".st-key-po-card-wall_angels").get_by_role("link", name="How to do it").click()
    expect_title(page, "Wall angels")
    page.get_by_role("link", name="The whole guide").click()
    expect_title(page, "The guide")
    page.wait_for_url(f"{address}/guide")
    page.wait_for_function(DRAWN)
    page.go_back()
    expect_title(page, "Wall angels")


def test_the_search_needs_only_the_keyboard(address, page):
    settled(page, f"{address}/guide")
    page.get_by_label("Search the guide").fill("ice pack")
    page.keyboard.press("Enter")
    # While the page runs again the old words may stand beside the new ones for a moment.
    expect(page.get_by_text("ice pack for 10 to 15 minutes").filter(visible=True).first).to_be_visible()
    expect(page.get_by_role("heading", name="Wall angels")).to_have_count(0)


def test_a_set_is_opened_corrected_and_deleted(address, page, kept):
    store, number = kept
    settled(page, f"{address}/review")
    page.get_by_role("link", name="Wall angels").click()
    page.wait_for_url(f"{address}/review?set={number}")
    expect_title(page, "Wall angels")
    page.get_by_role("button", name="That was not a repetition").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Attempt 2, at 0:10.0").click()
    dialog.get_by_role("button", name="Correct it").click()
    page.get_by_text("Every repetition", exact=True).click()
    expect(page.get_by_text("✓ Yes (you said: not a repetition)")).to_be_visible()
    assert [c.attempt for c in store.get(number).corrections] == [2]
    page.get_by_role("button", name=re.compile("Undo")).press("Enter")
    expect(page.get_by_text("you said")).to_have_count(0)
    assert store.get(number).corrections == ()
    expect(page.get_by_role("button", name="The count is right")).to_be_focused()  # not lost with "Undo"
    page.get_by_role("button", name="Delete this set", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    assert len(store.sets()) == 2
    page.get_by_role("button", name="Delete this set", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    expect_title(page, "Your sets")
    assert [k.exercise for k in store.sets()] == ["chin_tucks"]


def test_an_emergency_sign_closes_the_exercises_until_the_person_was_seen(address, page, kept):
    kept[0].delete_all()
    settled(page, address)
    expect_title(page, "Welcome to Posture")
    assert barriers(page) == []
    page.get_by_text("Tearing pain between the shoulder blades").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Yes, that is right").click()
    expect_title(page, "Please get help now")
    page.get_by_role("link", name="Guide").first.click()
    expect_title(page, "The guide")
    page.get_by_role("link", name="Train").first.click()
    expect_title(page, "Please get help now")
    settled(page, address)
    expect_title(page, "Please get help now")
    expect(page.get_by_role("button", name="Open the exercises")).to_be_disabled()
    page.get_by_text("A doctor or another health professional has looked at this, and I may exercise").click()
    page.get_by_role("button", name="Open the exercises").click()
    expect(page.locator(".coach")).to_be_visible(timeout=60_000)
    expect_title(page, "Try one repetition")
    assert barriers(page) == []


def test_the_way_through_the_body_is_read_aloud_each_part_once(address, page, kept):
    store, _ = kept
    ten_s_each = Running(
        of=Of.SITTING,
        started_at=datetime.now(timezone.utc) - timedelta(seconds=7),
        length_s=10.0 * len(BODY_SCAN),
    )
    page.add_init_script(VOICES)
    keep_running(store.journal, ten_s_each)
    page.goto(f"{address}/timers")
    page.wait_for_function("() => window.said?.length >= 2")
    said = page.evaluate("window.said")
    first = BODY_SCAN.index(said[0][1])
    assert said == [["here", sentence] for sentence in BODY_SCAN[first : first + len(said)]]


def test_a_set_is_downloaded(address, page, kept):
    settled(page, f"{address}/review?set={kept[1]}")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    assert waiting.value.suggested_filename.startswith("posture-wall_angels-")
    assert Path(waiting.value.path()).read_text("utf-8").count("\n") == 5


def test_the_table_is_for_the_spreadsheet_of_whoever_reads_the_page(address, browser, kept, tmp_path):
    store, number = kept
    context = browser.new_context(locale="de-DE", timezone_id="Asia/Tokyo")
    page = context.new_page()
    settled(page, f"{address}/data")
    page.get_by_text("Weitere Formate").click()
    content = downloaded(page, "CSV herunterladen", tmp_path / "sets.csv").read_bytes()
    context.close()
    begun = store.get(number).started_at.astimezone(timezone(timedelta(hours=9)))
    head, first, *_ = content.decode("utf-8").split("\r\n")
    assert head.startswith("\ufeffset_id;started_at;person;")
    assert first.startswith(f"{number};{begun:%Y-%m-%d %H:%M:%S};") and first.endswith(";UTC+09:00")


def test_everything_goes_out_is_deleted_and_comes_back_the_same(address, page, kept, tmp_path):
    store, number = kept
    store.corrections.add(number, 2, Opinion.NOT_A_REP)
    store.journal.write("timer", {"of": "heat", "seconds": 900}, at=datetime.now(timezone.utc))
    store.journal.choose("plan", {"days": [1, 3]})
    settled(page, f"{address}/data")
    page.get_by_text("More formats").click()
    before = downloaded(page, "Download JSON", tmp_path / "before.json")
    page.get_by_role("button", name="Delete everything…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("2 sets with their attempts")).to_be_visible()
    _photograph(page, "data-delete-1024-light")
    dialog.get_by_text("I know that this cannot be undone").click()
    dialog.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Nothing is kept yet.")).to_be_visible()
    assert not store.profiles.holdings()
    page.locator("input[type=file]").set_input_files(tmp_path / "before.json")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported: 2 sets")).to_be_visible()
    page.get_by_text("More formats").click()
    after = downloaded(page, "Download JSON", tmp_path / "after.json")
    assert [without_numbers(e) for e in after["sets"]] == [without_numbers(e) for e in before["sets"]]
    assert [without_numbers(e) for e in after["notes"]] == [without_numbers(e) for e in before["notes"]]
    assert after["settings"] == before["settings"] != []


def downloaded(page, label, place):
    """What a button gives; where the page is drawn anew just then, people press again."""
    for attempt in range(4):
        page.locator('[data-test-script-state="notRunning"]').first.wait_for()
        try:
            with page.expect_download(timeout=20_000) as waiting:
                page.get_by_role("button", name=label).click()
            waiting.value.save_as(place)
            break
        except PlaywrightError:
            if attempt == 3:
                raise
    return json.loads(place.read_text("utf-8")) if place.suffix == ".json" else place


def without_numbers(entry):
    return {key: value for key, value in entry.items() if key != "id"}


def test_the_report_is_one_page_and_asks_nobody(address, browser, page, kept, tmp_path):
    settled(page, f"{address}/data")
    downloaded(page, "Download the report", tmp_path / "report.html")
    (tmp_path / "fullest.html").write_text(html(*fullest()), "utf-8")
    paper = browser.new_context(offline=True).new_page()
    asked = []
    paper.on("request", lambda r: asked.append(r.url) if not r.url.startswith("file:") else None)
    for name in ("report", "fullest"):
        paper.goto((tmp_path / f"{name}.html").as_uri())
        expect(paper.get_by_role("heading", level=1)).to_be_visible()
        printed = paper.pdf(prefer_css_page_size=True, path=Path(SHOTS) / f"{name}.pdf" if SHOTS else None)
        assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1, name
    paper.set_viewport_size({"width": 390, "height": 844})
    assert paper.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert asked == []


def test_without_sets_the_review_leads_to_training(address, page, folder, monkeypatch):
    monkeypatch.setenv("POSTURE_DATA_DIR", str(folder))
    with Store() as store:
        store.delete_all()
    settled(page, f"{address}/review")
    _photograph(page, "review-empty-1024-light")
    page.get_by_role("link", name="Train your first set").click()
    page.wait_for_url(re.compile(r"localhost:\d+/(\?.*)?$"))


def test_a_video_goes_from_upload_to_review_while_the_page_stays_quick(address, page, kept):
    settled(page, f"{address}/upload?move=chin_tucks")
    name = f"tucks-{uuid4().hex}.mp4"
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "video/mp4", "buffer": first_seconds("chin_tucks_good_side", 9.0)}
    )
    page.get_by_role("button", name="Analyse").click()
    expect(page.get_by_text(re.compile(r"\d+ % read"))).to_be_visible(timeout=60_000)
    _photograph(page, "upload-working-1024-light")
    # However long the analysis takes, the page does not wait for it.
    found = subprocess.run(["pgrep", "-f", name], capture_output=True, text=True, check=False).stdout.split()
    for pid in map(int, found):
        os.kill(pid, signal.SIGSTOP)
    page.get_by_role("link", name="Guide").first.click()
    expect_title(page, "The guide")
    page.wait_for_url(f"{address}/guide")
    page.wait_for_function(DRAWN)  # whoever goes back has seen it whole
    for pid in map(int, found):
        os.kill(pid, signal.SIGCONT)
    page.go_back()
    expect(page.get_by_text("✓ Saved in Review")).to_be_visible(timeout=120_000)
    page.reload()
    page.get_by_text("Watch what the coach saw").click()
    assert page.locator("video").evaluate("async v => { await v.play(); return v.videoWidth }") > 0
    _photograph(page, "upload-done-1024-light")
    page.get_by_role("link", name="Saved in Review").click()
    expect_title(page, "Chin tucks")
    newest = kept[0].sets()[0]
    assert newest.exercise == "chin_tucks"
    page.wait_for_url(re.compile(f"set={newest.id}$"))
    expect(page.locator(".po-score dd").first).to_have_text(str(newest.counts.reps))


def test_an_analysis_can_be_stopped(address, page):
    settled(page, f"{address}/upload?move=bent_over_rows")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_attached()
    expect(page.get_by_role("button", name="Choose from this computer").last).to_be_visible()
    expect(page.get_by_text("up to 1 GB")).to_be_visible()
    page.locator("input[type=file]").set_input_files(locate("samples/rows_good_side.mp4"))
    page.get_by_role("button", name="Analyse").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("Stopped.")).to_be_visible()
    expect(page.get_by_text("Videos", exact=True)).to_be_visible()
