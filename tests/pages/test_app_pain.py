"""Where it hurts: said before a score and after it, during a set, and looked back on."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from app_pages import button, html_of, labels, now, open_page, wall_angels
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from posture.app.components import body_picture
from posture.guide.content_types import Light
from posture.guide.pain_light import judge
from posture.guide.pain_places import BodyPlace
from posture.history.pain_notes import PainNote, When, note_pain, pain_notes
from posture.history.screenings import standing
from posture.history.store import Store
from posture.live.registry import session_registry
from posture.live.session import LiveSession
from posture.live.snapshot import Snapshot, State
from posture.locale.terms import PLACES

NOW_IT_HURTS = "How much does it hurt right now?"
CHEST = "Chest pain with pressure, breathlessness, sweating, or pain into an arm or the jaw: call the "


def the_list(app: AppTest):
    return next(g for g in app.button_group if g.key and g.key.startswith("where_list"))


def rate(app: AppTest, score: int) -> AppTest:
    next(g for g in app.button_group if g.label == NOW_IT_HURTS).set_value(score).run()
    assert not app.exception, app.exception
    return app


def show(app: AppTest, *places: BodyPlace, opener: str = "Show where") -> AppTest:
    """Tick places in the dialog. Without a browser the whole page runs for that, so it is opened again."""
    button(app, opener).click().run()
    button(app, opener).click()
    the_list(app).set_value(list(places)).run()
    assert not app.exception, app.exception
    return app


def done(app: AppTest, opener: str) -> AppTest:
    button(app, opener).click().run()
    button(app, opener).click()
    button(app, "Done").click().run()
    assert not app.exception, app.exception
    return app


def test_the_body_has_a_name_for_every_place_and_the_list_the_same(store: Store):
    app = open_page("today")
    button(app, "Show where").click().run()
    assert the_list(app).options == list(PLACES.values())
    assert [e.key for e in app.get("bidi_component")].count("where_body_before") == 1


def test_where_is_said_before_the_score_and_kept_with_it(store: Store):
    app = show(open_page("today"), BodyPlace.LEFT_ARM, BodyPlace.NECK)
    assert not pain_notes(store.journal), "without a score there is nothing to keep"
    rate(app, 2)
    (note,) = pain_notes(store.journal)
    assert (note.score, note.places, note.light) == (2, (BodyPlace.NECK, BodyPlace.LEFT_ARM), Light.GREEN)
    assert "Neck · Left arm" in html_of(app) and "Change where" in labels(app)


def test_where_is_said_after_the_score_and_taken_back(store: Store):
    app = rate(open_page("today"), 4)
    show(app, BodyPlace.MID_BACK)
    assert [n.places for n in pain_notes(store.journal)] == [(BodyPlace.MID_BACK,)]
    app = open_page("today")
    assert "Middle of the back" in html_of(app)
    show(app, opener="Change where")
    assert [n.places for n in pain_notes(store.journal)] == [()]


def test_nothing_hurts_nowhere(store: Store):
    app = rate(show(open_page("today"), BodyPlace.CHEST), 0)
    (note,) = pain_notes(store.journal)
    assert (note.places, note.light) == ((), Light.GREEN)
    assert "Show where" not in labels(app) and "Change where" not in labels(app)


def test_the_chest_means_stop_and_brings_the_warning_signs_back(store: Store):
    app = show(rate(open_page("today"), 1), BodyPlace.CHEST)
    assert any(error.value.startswith(CHEST) for error in app.error)
    assert pain_notes(store.journal)[0].light is Light.RED
    assert not standing(store.journal, person="", now=now()).after_pain, "a slip of the finger has time"
    done(app, "Change where")
    assert standing(store.journal, person="", now=now()).after_pain
    assert "How much does it hurt right now?" not in [g.label for g in app.button_group]


def test_a_slip_of_the_finger_has_no_effect(store: Store):
    app = show(rate(open_page("today"), 4), BodyPlace.CHEST)
    button(app, "Change where").click().run()
    show(app, BodyPlace.NECK, opener="Change where")
    done(app, "Change where")
    (note,) = pain_notes(store.journal)
    assert (note.places, note.light) == ((BodyPlace.NECK,), Light.AMBER)
    assert not standing(store.journal, person="", now=now()).after_pain


def test_pain_from_the_neck_into_the_arm_is_said_without_a_verdict(store: Store):
    app = show(rate(open_page("today"), 2), BodyPlace.NECK, BodyPlace.RIGHT_ARM)
    assert "If it shoots into the arm or leg, stop, and ask a professional first." in [
        w.value for w in app.warning
    ]
    assert pain_notes(store.journal)[0].light is Light.GREEN


def hurting() -> tuple[AppTest, LiveSession]:
    app = open_page("", move="superman")
    live = session_registry().get(app.session_state["live_page"])
    assert live is not None
    live.snapshot = Snapshot(state=State.PAUSED, choice=live.choice, started_at=now(), hurts=True)
    app.run()
    return app, live


def say(app: AppTest, score: int) -> AppTest:
    app.button_group(key="hurt_score").set_value(score)
    app.button_group(key="hurt_sharp").set_value(False).run()
    assert not app.exception, app.exception
    return app


def test_during_a_set_the_body_opens_in_the_same_dialog(store: Store):
    app, _ = hurting()
    app.button(key="hurt_where").click().run()
    the_list(app).set_value([BodyPlace.BETWEEN_BLADES]).run()
    say(app, 3)
    (note,) = pain_notes(store.journal)
    assert (note.when, note.places, note.light) == (When.DURING, (BodyPlace.BETWEEN_BLADES,), Light.GREEN)


def test_during_a_set_the_chest_ends_it_though_it_is_said_last(store: Store):
    app, _ = hurting()
    say(app, 1)
    assert "Go on" in labels(app)
    app.button(key="hurt_where").click().run()
    the_list(app).set_value([BodyPlace.CHEST]).run()
    assert "Go on" not in labels(app) and any(error.value.startswith(CHEST) for error in app.error)
    button(app, "All right").click().run()
    assert pain_notes(store.journal)[0].light is Light.RED
    assert standing(store.journal, person="", now=now()).after_pain


def test_review_shades_where_it_hurt_lately(store: Store):
    store.save(wall_angels(), started_at=now())
    app = open_page("review")
    assert 'class="po-sore"' not in html_of(app)
    for days, places in ((50, (BodyPlace.HIPS,)), (2, (BodyPlace.NECK,)), (1, (BodyPlace.NECK,)), (0, ())):
        at = now() - timedelta(days=days)
        kept = PainNote(written_at=at, when=When.AFTER, score=3, judged=judge(3), places=places)
        note_pain(store.journal, kept)
    html = html_of(open_page("review"))
    assert "Where it hurt in the last 6 weeks" in html and "Hips" not in html
    assert 'alt="Neck: 2 times, 3 out of 10 on average"' in html


def test_a_professional_reads_where_it_hurt(store: Store):
    at = now() - timedelta(days=1)
    kept = PainNote(written_at=at, when=When.BEFORE, score=3, judged=judge(3), places=(BodyPlace.LOWER_BACK,))
    note_pain(store.journal, kept)
    html = html_of(open_page("professional"))
    assert 'data-head="Where"' in html and html.count("Lower back") >= 2


def test_what_a_browser_sends_of_the_body_is_taken_with_care(monkeypatch: pytest.MonkeyPatch):
    state: dict[str, object] = {}
    monkeypatch.setattr(body_picture.st, "session_state", state)
    for sent, read in (
        (None, set()),
        ({"taps": None}, set()),
        ({"taps": {"picture": "a", "odd": ["left_arm", "neck", "tail"]}}, {"left_arm", "neck"}),
        ({"taps": {"picture": "a", "odd": ["left_arm"]}}, {"neck"}),
        ({"taps": {"picture": "b", "odd": ["neck"]}}, {"neck"}),
        ({"taps": {"picture": "b", "odd": 7}}, {"neck"}),
    ):
        state["body"] = sent
        assert body_picture.take_taps("body") == read
        assert body_picture.take_taps("body") == set(), "a tap counts once"


def shown(app: AppTest) -> WidgetStates:
    """Return what a browser shows, and sends with every click: it may be older than the last answer."""
    return app._tree.get_widget_states()


def send(app: AppTest, page: WidgetStates, *odd: BodyPlace, picture: str = "a") -> None:
    """Send what a browser shows that has tapped places an odd number of times.

    Args:
        app: The page.
        page: What the browser shows.
        odd: The places.
        picture: The body that was tapped.
    """
    body = next(e for e in app.get("bidi_component") if e.key == "where_body_hurt")
    taps = json.dumps({"taps": {"picture": picture, "odd": odd}})
    app._run(WidgetStates(widgets=[*page.widgets, WidgetState(id=body.proto.id, json_value=taps)]))
    assert not app.exception, app.exception


def body_open() -> AppTest:
    app, _ = hurting()
    app.button(key="hurt_where").click().run()
    return app


def test_a_click_made_before_the_answer_to_a_tap_does_not_take_the_tap_back(store: Store):
    app = body_open()
    the_list(app).set_value([BodyPlace.NECK, BodyPlace.CHEST]).run()
    before = shown(app)
    for _ in range(2):
        send(app, before, BodyPlace.CHEST)
    say(app, 3)
    (note,) = pain_notes(store.journal)
    assert (note.places, note.light) == ((BodyPlace.NECK,), Light.GREEN)


def test_taps_and_clicks_count_in_whatever_order_they_are_answered(store: Store):
    app = body_open()
    pages = [shown(app)]
    for clicked in ([BodyPlace.HIPS], [BodyPlace.HIPS, BodyPlace.NECK], [BodyPlace.NECK]):
        the_list(app).set_value(clicked)
        pages.append(shown(app))
    send(app, pages[0], BodyPlace.CHEST)
    for page, ticked in zip(
        pages[1:],
        (
            [BodyPlace.CHEST, BodyPlace.HIPS],
            [BodyPlace.NECK, BodyPlace.CHEST, BodyPlace.HIPS],
            [BodyPlace.NECK, BodyPlace.CHEST],
        ),
        strict=True,
    ):
        send(app, page, BodyPlace.CHEST)
        assert the_list(app).value == ticked


def test_a_place_is_tapped_taken_back_in_the_list_and_tapped_again(store: Store):
    app = body_open()
    send(app, shown(app), BodyPlace.NECK)
    the_list(app).set_value([])
    send(app, shown(app), BodyPlace.NECK)
    assert the_list(app).value == []
    send(app, shown(app))
    assert the_list(app).value == [BodyPlace.NECK]
    send(app, shown(app), BodyPlace.CHEST, picture="b")
    assert the_list(app).value == [BodyPlace.NECK, BodyPlace.CHEST], "a picture that is new has no old taps"
