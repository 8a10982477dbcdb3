"""Sets that end and begin by themselves, and the button for what hurts: real server, real worker."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from live_kit import Page, jpegs, reps, serving, wait_for
from websockets.exceptions import ConnectionClosed

from posture.body.landmarks import Side
from posture.coach.counting.pacer import Pacer
from posture.coach.results import closing
from posture.exercises import EXERCISES
from posture.live.registry import SessionRegistry
from posture.live.server_limits import ServerLimits
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, RunChoice, State
from posture.live.socket import BROKEN

pytestmark = pytest.mark.usefixtures("replayed")  # the network is not what is tested here


@pytest.fixture(scope="module")
def live() -> Iterator[tuple[LiveSession, str]]:
    """One session and its worker for all: each test begins a set of its own."""
    registry = SessionRegistry(ServerLimits(max_sets=1, grace_s=1.0))
    session = registry.open()
    session.choose(RunChoice("wall_angels"))
    with serving(registry) as address:
        yield session, address


def test_a_set_ends_by_itself_after_so_many_and_the_rest_is_counted_down(
    live: tuple[LiveSession, str],
) -> None:
    session, address = live
    session.choose(RunChoice("wall_angels", reps=1, begin_in_s=0.0))
    with Page(address, session.token) as page:
        assert page.hear("hello")["setup"]["reps"] == [1, 1]
        page.start()
        end = page.play_to_the_end()
        assert (end["ending"], end["counts"]["reps"], end["saved"]) == ("reached", 1, True)
        last = [m for m in page.heard if m["type"] == "view"][-1]["view"]
        assert last["counts"]["reps"] == 1, "the last count is told before the end"
        assert session.snapshot.ending is Ending.REACHED
        # The next set of the same choice: the browser is told to begin it, and told once.
        for _ in range(3):
            session.choose(RunChoice("wall_angels", reps=1, begin_in_s=0.0))
        session.choose(RunChoice("wall_angels", reps=2, begin_in_s=30.0))
        assert page.hear("setup")["setup"]["begin_in_s"] == 0.0
        assert page.hear("setup")["setup"]["begin_in_s"] == 30.0
    # Whoever comes back in a rest has it counted down; once its set has been, nothing begins by itself.
    with Page(address, session.token) as page:
        assert page.hear("hello")["setup"]["begin_in_s"] == 30.0
        page.start()
        page.tell("stop")
        page.hear("finished")
    with Page(address, session.token) as page:
        assert page.hear("hello")["setup"]["begin_in_s"] is None


def test_during_a_rest_the_worker_looks_already_and_skipping_it_begins_the_set(
    live: tuple[LiveSession, str],
) -> None:
    session, address = live
    session.choose(RunChoice("wall_angels", reps=1, begin_in_s=60.0))
    with Page(address, session.token) as page:
        page.hear("warm")
        page.tell("start", rest_s=60.0, count_in_s=5.0)
        page.hear("began")
        resting = page.play(lambda view: "view" in view["passed"] and view["rest_s"] < 59.5)
        assert not resting["ready"]
        page.tell("skip")
        page.play(lambda view: view.get("rest_s", 0.0) <= 3.0, later_s=20.0)
        ready = page.play(lambda view: view["ready"], later_s=40.0)
        assert "rest_s" not in ready
        assert ready["t_s"] < 10.0, "the seconds of the rest are no part of the set"
        page.tell("stop")
        page.hear("finished")


def test_a_set_ends_by_itself_after_its_time_which_runs_while_the_person_is_ready(
    live: tuple[LiveSession, str],
) -> None:
    session, address = live
    session.choose(RunChoice("wall_angels", duration_s=1.0))
    with Page(address, session.token) as page:
        page.start()
        end = page.play_to_the_end()
        assert end["ending"] == "reached"
        seen = [m["view"] for m in page.heard if m["type"] == "view"]
        first = next(k for k, view in enumerate(seen) if view["ready"])
        steps_s = [later["t_s"] - earlier["t_s"] for earlier, later in pairwise(seen[max(first - 1, 0) :])]
        assert sum(steps_s[:-1]) < 1.0 <= sum(steps_s) + 1e-6


def test_what_hurts_pauses_the_set_until_the_page_has_asked(live: tuple[LiveSession, str]) -> None:
    session, address = live
    session.choose(RunChoice("wall_angels"))
    with Page(address, session.token) as page:
        page.tell("hurts")  # nothing is under way that could hurt: nobody would ask
        page.start()
        page.play(lambda view: bool(view["xy"]))
        page.tell("hurts")
        page.hear("hurts")
        assert session.snapshot.hurts
        assert session.snapshot.state is State.PAUSED
        page.tell("start")
        page.hear("hurts")
        assert session.snapshot.state is State.PAUSED, "no way on around the question"
        assert session.snapshot.for_browser()["hurts"]
        session.answer_hurt()
        page.hear("answered")
        assert not session.snapshot.hurts
        page.tell("start")
        page.hear("began")
        session.finish()
        page.hear("finished")
        wait_for(lambda: session.snapshot.state is State.FINISHED)


def test_when_pictures_cannot_be_answered_the_browser_is_sent_for_a_new_connection(
    live: tuple[LiveSession, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, address = live

    async def fails(*_: object) -> None:
        raise RuntimeError("nobody thought of that")

    monkeypatch.setattr(session.supervisor, "step", fails)
    with Page(address, session.token) as page:
        page.hear("hello")
        page.post(*jpegs()[0])
        with pytest.raises(ConnectionClosed) as closed:
            page.hear("view")
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == BROKEN


def view(**counts: int | None) -> dict[str, object]:
    return {"counts": {"reps": 0, "left": None, "right": None, **counts}, "method": ""}


def test_sides_that_take_turns_both_have_to_reach_it() -> None:
    choice = RunChoice("neck_tilts", reps=2)
    assert not choice.reached(view(reps=3, left=2, right=1), worked_s=9.0)
    assert choice.reached(view(reps=4, left=2, right=2), worked_s=9.0)
    left = RunChoice("neck_tilts", reps=2, side=Side.LEFT)
    assert not left.reached(view(left=1, right=5), worked_s=9.0)
    assert left.reached(view(left=2, right=0), worked_s=9.0)
    assert RunChoice("wall_angels", reps=4).reached(view(reps=4), worked_s=9.0)
    assert not RunChoice("wall_angels").reached(view(reps=400), worked_s=9000.0)


def test_what_is_timed_and_not_counted_lasts_as_long_as_so_many_would() -> None:
    way = next(way for e in EXERCISES.values() for way in e.methods if way.pace is not None)
    assert way.pace is not None
    choice, unseen = RunChoice(way.id, reps=3), {**view(), "method": way.method_name}
    long_s = 3 * (way.pace.work_s + way.pace.rest_s)
    assert not choice.reached(unseen, worked_s=long_s - 0.1)
    assert choice.reached(unseen, worked_s=long_s)


def test_a_longer_hold_of_what_is_timed_makes_the_set_longer() -> None:
    way = next(way for e in EXERCISES.values() for way in e.methods if way.pace is not None)
    assert way.pace is not None
    pacer, held, step_s = Pacer(way.pace, hold_s=10.0), 0, 0.05
    choice, unseen, t_s = RunChoice(way.id, hold_s=10.0, reps=3), {**view(), "method": way.method_name}, 0.0
    while not choice.reached(unseen, worked_s=t_s):
        pacer.advance(step_s)
        held += bool(pacer.prompt)
        t_s += step_s
    assert (held, t_s) == (3, pytest.approx(3 * (way.pace.rest_s + 10.0), abs=0.1))


def test_at_the_guide_s_dose_the_set_pauses_once_with_true_words_and_may_go_on(
    live: tuple[LiveSession, str],
) -> None:
    session, address = live
    session.choose(RunChoice("wall_angels"))
    with Page(address, session.token) as page:
        page.start()
        run = session.supervisor._run
        assert run is not None
        assert run.goal == RunChoice("wall_angels", duration_s=180.0)
        run.goal = RunChoice("wall_angels", reps=1)  # the sample does not last for minutes
        page.play(reps(1))
        goal = page.hear("goal")
        done = goal["done"].pop("reps")  # a slow machine may learn of two at once
        assert done >= 1
        assert goal["done"] == {"of": 1, "sided": False, "minutes": None}
        assert goal["praise"] in closing.SENTENCES
        assert goal["advice"]
        assert session.snapshot.state is State.PAUSED
        page.tell("start")
        page.hear("began")
        page.play(lambda view: view["t_s"] > 0, later_s=30.0)
        assert session.snapshot.state is State.RUNNING, "it is told once"
        page.tell("stop")
        end = page.hear("finished")
        assert end["ending"] == "stopped"
        assert end["counts"]["reps"] >= done
        assert end["praise"] in closing.SENTENCES
