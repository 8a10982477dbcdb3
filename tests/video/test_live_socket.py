"""The socket and the sessions behind it: real server, real workers, real database."""

from __future__ import annotations

import json
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import hostile_kit as kit
import pytest
from live_kit import Page, jpegs, reps, runs, serving, wait_for
from websockets.exceptions import ConnectionClosed, InvalidStatus

from posture.evaluate.own_sets import count_again
from posture.history import profile_changes
from posture.history.store import KeptSet, Store
from posture.live import places
from posture.live.active_run import MOST
from posture.live.capacity import Grant
from posture.live.frame_cost import FrameCost
from posture.live.registry import SessionRegistry
from posture.live.server_limits import ServerLimits
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, RunChoice, State

pytestmark = pytest.mark.usefixtures("replayed")  # the network is not what is tested here


@pytest.fixture
def registry() -> SessionRegistry:
    return SessionRegistry(ServerLimits(max_sets=2, grace_s=1.0))


@pytest.fixture
def address(registry: SessionRegistry) -> Iterator[str]:
    with serving(registry) as where:
        yield where


def opened(registry: SessionRegistry, exercise: str = "wall_angels") -> LiveSession:
    session = registry.open()
    session.choose(RunChoice(exercise))
    return session


def kept() -> list[KeptSet]:
    with Store() as store:
        return store.sets()


# ---- a set --------------------------------------------------------------------------------------


def test_a_set_is_counted_kept_and_told(registry: SessionRegistry, address: str) -> None:
    session = opened(registry)
    session.choose(RunChoice("wall_angels", person="Ida"))
    with Page(address, session.token) as page:
        hello = page.hear("hello")
        assert hello["state"] == "idle"
        assert hello["setup"]["title"] == "Wall angels"
        page.start()
        assert session.snapshot.state is State.RUNNING
        session.choose(RunChoice("wall_angels", person="Bo"))  # somebody else takes up the page meanwhile
        counted = page.play(reps(1))["counts"]["reps"]  # a slow machine may learn of two at once
        assert session.snapshot.view["counts"]["reps"] == counted
        assert [a["number"] for a in session.snapshot.attempts] == [*range(1, counted + 1)]
        page.tell("stop")
        end = page.hear("finished")
    assert end["counts"]["reps"] >= counted, "a movement that was nearly over counts, too"
    assert (end["saved"], end["ending"]) == (True, "stopped")
    found = kept()
    assert [(k.id, k.person) for k in found] == [(session.snapshot.set_id, "Ida")]
    assert session.snapshot.session is not None
    with Store() as store:
        assert store.get(found[0].id).session == session.snapshot.session
        assert store.trace(found[0].id) == session.snapshot.trace is not None
        assert store.stills.of(found[0].id) == {}  # nobody allowed pictures
        assert store.landmarks.of(found[0].id) is None  # nor landmarks


def test_a_set_whose_landmarks_may_be_kept_can_be_counted_again(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    session.landmarks = True
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        page.tell("stop")
        page.hear("finished")
    assert session.snapshot.set_id is not None and session.snapshot.session is not None
    with Store() as store:
        path = store.landmarks.of(session.snapshot.set_id)
    assert path is not None
    assert count_again(path, "wall_angels").counts == session.snapshot.session.counts


def test_every_picture_gets_one_answer_with_its_own_time() -> None:
    registry = SessionRegistry(ServerLimits(silent_s=30.0))
    session = opened(registry)
    with serving(registry) as where, Page(where, session.token) as page:
        page.start()
        assert session.worker_pid is not None
        os.kill(session.worker_pid, signal.SIGSTOP)  # however fast the machine is: they come while it works
        pictures = jpegs()[:20]
        for t_s, jpeg in pictures:
            page.post(t_s, jpeg)
        answers = [page.hear("drop") for _ in pictures[2:]]  # the newest wins
        os.kill(session.worker_pid, signal.SIGCONT)
        answers += [page.hear("view", "drop") for _ in pictures[:2]]
    assert sorted(a["t"] for a in answers) == [round(t_s * 1e6) for t_s, _ in pictures]
    views = [a["t"] for a in answers if a["type"] == "view"]
    assert views == sorted(views)
    assert views[-1] == round(pictures[-1][0] * 1e6)


def test_a_picture_that_comes_late_is_passed_over(registry: SessionRegistry, address: str) -> None:
    with Page(address, opened(registry).token) as page:
        page.start()
        jpeg = jpegs()[0][1]
        assert [page.show(t_s, jpeg)["type"] for t_s in (1.0, 0.9, 1.0, 1.1)] == [
            "view",
            "drop",
            "drop",
            "view",
        ]


def test_a_set_without_a_movement_is_not_kept(registry: SessionRegistry, address: str) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.show(0.0, jpegs()[0][1])
        page.tell("stop")
        end = page.hear("finished")
    assert (end["saved"], end["error"]) == (False, "")
    assert session.snapshot.session is not None
    assert kept() == []


def test_nothing_is_looked_at_during_a_pause(registry: SessionRegistry, address: str) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.show(0.0, jpegs()[0][1])
        page.tell("pause")
        page.hear("paused")
        assert page.show(0.5, jpegs()[0][1])["type"] == "drop"
        page.tell("start")
        page.hear("began")
        assert page.show(1.0, jpegs()[0][1])["type"] == "view"


def test_a_pause_is_looked_at_for_crossed_arms_alone_and_only_where_they_are_minded(
    registry: SessionRegistry, address: str
) -> None:
    session, jpeg = opened(registry), jpegs()[0][1]
    with Page(address, session.token) as page:
        page.hear("warm")
        page.tell("start", hands_free=True)
        page.hear("began")
        assert page.show(0.0, jpeg)["view"]["sign"]["made"] == ""
        page.tell("pause")
        page.hear("paused")
        before = session.snapshot
        assert page.show(0.5, jpeg)["view"]["paused"] is True
        assert session.snapshot is before
        page.tell("hands_free", on=False)
        page.tell("pause")  # what is asked in turn is answered in turn
        page.hear("paused")
        assert page.show(1.0, jpeg)["why"] == "stopped"


def test_another_camera_in_a_pause_is_told_to_the_set_which_begins_anew_before_it(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.hear("warm")
        page.tell("start", camera="one")
        page.hear("began")
        ready = page.play(lambda view: view["ready"])
        for camera, stays in (("one", True), (None, True), ("other", False)):
            page.tell("pause")
            page.hear("paused")
            page.tell("start", camera=camera)
            page.hear("began")
            view = page.show(ready["t_s"] + 0.3, jpegs()[0][1])["view"]
            assert view["ready"] is stays, camera
            ready = view


def test_a_camera_that_was_unplugged_ends_the_set(registry: SessionRegistry, address: str) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        page.tell("stop", why="camera_lost")
        assert page.hear("finished")["ending"] == "camera_lost"
    assert len(kept()) == 1


def test_another_move_is_shown_to_the_browser_and_used_by_the_next_set(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.hear("warm")
        session.choose(RunChoice("neck_tilts", hold_s=15.0))
        assert page.hear("setup")["setup"]["exercise"] == "neck_tilts"
        page.tell("start")
        page.hear("began")
        view = page.show(0.0, jpegs()[0][1])["view"]
        assert view["hold_target_s"] == 15.0
    assert session.snapshot.choice == session.choice


def test_a_set_that_could_not_be_kept_can_be_kept_later(
    registry: SessionRegistry, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way of a folder")
    monkeypatch.setenv("POSTURE_DATA_DIR", str(blocked))
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        page.tell("stop")
        end = page.hear("finished")
    assert not end["saved"]
    assert str(blocked) in end["error"]
    monkeypatch.setenv("POSTURE_DATA_DIR", str(tmp_path / "folder"))
    session.keep_again()
    assert (session.snapshot.error, len(kept())) == ("", 1)


# ---- things that go wrong -----------------------------------------------------------------------


@pytest.mark.parametrize("fate", [signal.SIGKILL, signal.SIGSTOP])
def test_where_a_worker_is_killed_or_hangs_another_takes_over_and_the_count_goes_on(
    registry: SessionRegistry, address: str, fate: signal.Signals
) -> None:
    session, other = opened(registry), opened(registry)
    with Page(address, session.token) as page, Page(address, other.token) as neighbor:
        page.start()
        neighbor.start()
        counted = page.play(reps(1))["counts"]["reps"]
        pid = session.worker_pid
        assert pid is not None
        os.kill(pid, fate)
        page.post(9.0, jpegs()[0][1])
        page.hear("replacing")
        assert session.snapshot.under_way
        assert neighbor.show(0.0, jpegs()[0][1])["type"] == "view"
        page.hear("replaced")
        assert session.worker_pid != pid
        assert not runs(pid)
        first = page.show(10.0, jpegs()[0][1])["view"]
        assert (first["counts"]["reps"], first["ready"]) == (counted, False)
        view = page.play(reps(counted + 1), later_s=20.0)
        assert view["attempt"]["number"] == counted + 1
        assert view["cue"] in (None, {"text": str(counted + 1), "kind": "count"})
        assert [a["number"] for a in session.snapshot.attempts] == [*range(1, counted + 2)]
        page.tell("stop")
        end = page.hear("finished")
    assert (end["ending"], end["saved"]) == ("stopped", True)
    assert end["counts"]["reps"] >= counted + 1
    assert [k.counts.reps for k in kept()] == [end["counts"]["reps"]], "one set, not two"
    whole = session.snapshot.session
    assert whole is not None and whole.source is not None and session.snapshot.trace is not None
    one, two = whole.attempts[counted - 1 : counted + 1]
    assert (one.number, two.number) == (counted, counted + 1)
    assert one.end_s < two.start_s
    assert two.start_s < whole.source.duration_s
    assert session.snapshot.trace.t_s[0] < one.start_s


def test_a_worker_that_only_pauses_for_a_while_is_not_replaced() -> None:
    registry = SessionRegistry(ServerLimits(silent_s=30.0))
    session = opened(registry)
    with serving(registry) as where, Page(where, session.token) as page:
        page.start()
        page.play(reps(1))
        pid = session.worker_pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        page.post(9.0, jpegs()[0][1])
        time.sleep(1.0)
        os.kill(pid, signal.SIGCONT)
        assert page.hear("view", "replacing")["view"]["counts"]["reps"] >= 1
        assert session.worker_pid == pid


def test_a_worker_that_dies_again_and_again_ends_the_set_and_what_was_done_is_kept(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        counted = page.play(reps(1))["counts"]["reps"]
        for k in range(MOST):
            os.kill(session.worker_pid or 0, signal.SIGKILL)
            page.post(20.0 + k, jpegs()[0][1])
            page.hear("replaced")
        os.kill(session.worker_pid or 0, signal.SIGKILL)
        page.post(40.0, jpegs()[0][1])
        end = page.hear("finished")
        assert (end["ending"], end["saved"], end["counts"]["reps"]) == ("crashed", True, counted)
        page.tell("start")  # and the next set is as good as any
        page.hear("began")
        assert page.show(50.0, jpegs()[0][1])["view"]["counts"]["attempts"] == 0
    assert len(kept()) == 1


def test_a_set_may_be_finished_while_another_worker_comes_up(registry: SessionRegistry, address: str) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        counted = page.play(reps(1))["counts"]["reps"]
        os.kill(session.worker_pid or 0, signal.SIGKILL)
        page.post(9.0, jpegs()[0][1])
        page.hear("replacing")
        page.tell("stop")
        end = page.hear("finished")
        assert (end["ending"], end["saved"], end["counts"]["reps"]) == ("stopped", True, counted)
        page.tell("start")
        page.hear("began")
    assert len(kept()) == 1


def test_a_set_that_is_ended_before_its_worker_is_found_to_hang_has_ended(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        run = session.snapshot.run
        os.kill(session.worker_pid or 0, signal.SIGSTOP)
        page.post(9.0, jpegs()[0][1])
        wait_for(
            lambda: session.supervisor._slot.worker is not None and session.supervisor._slot.worker.awaited
        )
        page.tell("stop")  # waits for its turn, which comes before that of another worker
        assert page.hear("finished")["counts"]["reps"] >= 1
        assert session.supervisor._replacing is not None
        wait_for(session.supervisor._replacing.done)
        page.socket.send("ping")
        page.hear("pong")
        assert [m["type"] for m in page.heard].count("finished") == 1
        assert "replaced" not in {m["type"] for m in page.heard}
    assert (session.snapshot.run, session.snapshot.set_id) == (run, kept()[0].id)
    assert len(kept()) == 1


def test_what_a_worker_sent_ahead_before_it_was_lost_is_put_on_disk(
    registry: SessionRegistry, address: str, data_folder: Path
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        worker = session.supervisor._slot.worker
        assert worker is not None and worker.so_far is not None
        known = json.loads(worker.so_far)
        known["session"]["measured_s"] += 1.0  # as if it came with the last answer, which was not heard
        worker.so_far = json.dumps(known).encode()
        os.kill(worker.pid, signal.SIGKILL)
        page.post(9.0, jpegs()[0][1])
        page.hear("replacing")

        def on_disk() -> list[float]:
            found = (json.loads(path.read_text()) for path in (data_folder / "under-way").glob("*.json"))
            return [run["result"]["session"]["measured_s"] for run in found if run["result"]]

        wait_for(lambda: on_disk() == [known["session"]["measured_s"]])


def test_a_worker_that_is_lost_during_a_pause_is_replaced_when_it_is_over(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        page.tell("pause")
        page.hear("paused")
        os.kill(session.worker_pid or 0, signal.SIGKILL)
        page.tell("start")
        page.post(19.0, jpegs()[0][1])  # a process takes a moment to be gone: the picture finds it out
        page.hear("replaced")
        assert page.show(20.0, jpegs()[0][1])["view"]["counts"]["reps"] >= 1


def test_a_page_that_comes_back_after_its_worker_was_lost_goes_on_with_its_set(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
    os.kill(session.worker_pid or 0, signal.SIGKILL)
    with Page(address, session.token) as page:
        page.hear("hello")
        page.post(19.0, jpegs()[0][1])
        page.hear("replaced")
        assert page.show(20.0, jpegs()[0][1])["view"]["counts"]["reps"] >= 1


def test_a_page_hears_that_the_server_is_there_also_while_a_worker_comes_up(
    registry: SessionRegistry, address: str
) -> None:
    with Page(address, opened(registry).token) as page:
        page.tell("start")  # which takes until the worker is up
        page.socket.send("ping")
        kinds = []
        while not kinds or kinds[-1] != "began":
            kinds.append(page.hear("pong", "began")["type"])
    assert kinds == ["pong", "began"]


def test_what_was_asked_before_the_browser_went_is_done(registry: SessionRegistry, address: str) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        page.tell("stop")
    wait_for(lambda: session.snapshot.state is State.FINISHED)
    assert session.snapshot.ending is Ending.STOPPED


def test_a_page_that_comes_back_goes_on_with_its_set(registry: SessionRegistry, address: str) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
    wait_for(lambda: not session.snapshot.connected)
    with Page(address, session.token) as page:
        hello = page.hear("hello")
        # A busy machine may have more pictures on their way than those of one repetition.
        reached = hello["counts"]["reps"]
        assert hello["state"] == "running"
        assert reached >= 1
        page.play(reps(reached + 1), from_s=3.6)
        page.tell("stop")
        assert page.hear("finished")["counts"]["reps"] > reached


def test_a_reloaded_page_takes_its_set_over_under_its_new_token(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    before = session.token
    with Page(address, before) as page:
        page.start()
        page.play(reps(1))
    reloaded = registry.open()
    with Page(address, reloaded.token, earlier=before) as page:
        hello = page.hear("hello")
        assert (hello["token"], hello["state"]) == (reloaded.token, "running")
        assert hello["setup"]["exercise"] == "wall_angels"
        assert registry.get(reloaded.token) is session
        assert registry.get(before) is None
        page.play(reps(2), from_s=3.6)


def test_a_second_window_works_by_itself(registry: SessionRegistry, address: str) -> None:
    first, second = opened(registry), opened(registry)
    with Page(address, first.token) as page:
        page.start()
        page.show(0.0, jpegs()[0][1])
        # A duplicated tab brings the first one's token along.
        with Page(address, second.token, earlier=first.token) as other:
            assert other.hear("hello")["state"] == "idle"
            assert registry.get(second.token) is second
            other.start()
            assert other.show(0.0, jpegs()[0][1])["type"] == "view"
            assert page.show(0.1, jpegs()[0][1])["type"] == "view"
            assert first.worker_pid != second.worker_pid


def test_the_same_page_connected_twice_uses_the_newer_connection(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page, Page(address, session.token) as newer:
        assert page.closed() == 4409
        newer.start()
        assert newer.show(0.0, jpegs()[0][1])["type"] == "view"
    wait_for(lambda: not session.snapshot.connected)


def test_a_page_that_stays_away_has_its_set_kept_and_its_worker_ended(
    registry: SessionRegistry, address: str
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        pid = session.worker_pid
        assert pid is not None
    assert kept() == []
    wait_for(lambda: session.snapshot.state is State.FINISHED)
    assert session.snapshot.ending is Ending.LEFT
    (found,) = kept()
    assert found.counts.reps >= 1
    wait_for(lambda: not runs(pid))


def test_a_set_is_not_kept_whose_person_deletes_everything_meanwhile(
    registry: SessionRegistry, address: str, data_folder: Path
) -> None:
    session = opened(registry)
    with Page(address, session.token) as page:
        page.start()
        page.play(reps(1))
        with Store() as store:
            store.delete_all()
        profile_changes._here.clear()  # as if that was another process
        page.tell("stop")
        end = page.hear("finished")
    assert (end["ending"], end["saved"], kept()) == ("deleted", False, [])
    assert session.snapshot.result is session.snapshot.session is session.snapshot.trace is None
    assert list((data_folder / "under-way").glob("*.json")) == []


def test_the_end_of_the_server_keeps_what_is_under_way(registry: SessionRegistry) -> None:
    session = opened(registry)
    with serving(registry) as where, Page(where, session.token) as page:
        page.start()
        page.play(reps(1))
        pid = session.worker_pid
        assert pid is not None
    assert session.snapshot.ending is Ending.SHUTDOWN
    assert len(kept()) == 1
    assert not runs(pid)


# ---- who may, and how much ----------------------------------------------------------------------


@pytest.mark.parametrize("origin", ["http://evil.example", "", "null"])
def test_other_sites_are_turned_away(registry: SessionRegistry, address: str, origin: str) -> None:
    with pytest.raises(InvalidStatus, match="403"), Page(address, opened(registry).token, origin=origin):
        pass


@pytest.mark.parametrize("token", ["", "made-up"])
def test_an_unknown_token_is_told_so(registry: SessionRegistry, address: str, token: str) -> None:
    with Page(address, token) as page:
        assert page.closed() == 4401


def test_a_token_that_nobody_uses_expires() -> None:
    registry = SessionRegistry()
    session = registry.open()
    session.used_s -= registry.limits.unused_s - 1.0
    assert registry.get(session.token) is session
    session.used_s -= registry.limits.unused_s + 1.0
    assert registry.get(session.token) is None


def test_a_message_too_large_ends_the_connection(registry: SessionRegistry, address: str) -> None:
    with Page(address, opened(registry).token) as page:
        page.socket.send(b"\0" * (registry.limits.message_bytes + 1))
        assert page.closed() == 1009


def test_too_many_messages_end_the_connection() -> None:
    registry = SessionRegistry(
        ServerLimits(messages_per_s=1.0)
    )  # no machine is too slow to send more than that
    with serving(registry) as where, Page(where, opened(registry).token) as page:
        with suppress(ConnectionClosed):
            for k in range(50):
                page.post(k / 1000, b"x")
        assert page.closed() == 4429


@pytest.mark.parametrize("text", ["", "hello", "[]", "7", '{"type": "dance"}', '{"kind": "start"}'])
def test_words_that_mean_nothing_end_the_connection(
    registry: SessionRegistry, address: str, text: str
) -> None:
    with Page(address, opened(registry).token) as page:
        page.socket.send(text)
        assert page.closed() == 4400


HOSTILE = {
    "nested a hundred thousand times": "[" * 100_000,
    "objects in each other": '{"type":' * 30_000,
    "closed again, and still too deep": "[" * 500 + "]" * 500,
    "a number of 400 digits": '{"type": "start", "count_in_s": ' + "9" * 400 + "}",
    "a number of 5000 digits": '{"type": "start", "count_in_s": ' + "9" * 5000 + "}",
    "an infinite number": '{"type": "start", "count_in_s": 1e999}',
    "no number": '{"type": "start", "count_in_s": NaN}',
    "a type of another kind": '{"type": ["start"]}',
    "a type twice": '{"type": "pause", "type": "start"}',
    "a time that no clock shows": (2**64 - 1).to_bytes(8, "little") + b"picture",
}


@pytest.fixture(scope="module")
def full_registry() -> Iterator[tuple[SessionRegistry, str]]:
    """A server that takes on no set: what is refused before needs no worker."""
    registry = SessionRegistry(ServerLimits(max_sets=0))
    with serving(registry) as where:
        yield registry, where


@pytest.mark.parametrize("message", HOSTILE.values(), ids=HOSTILE)
def test_what_no_browser_sends_is_refused_with_its_code_and_one_log_line(
    full_registry: tuple[SessionRegistry, str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    message: str | bytes,
) -> None:
    # A server that another test ran in this process lets the same line pass once a minute.
    monkeypatch.setattr(logging.getLogger("posture.live.socket"), "filters", [])
    registry, address = full_registry
    session = opened(registry)
    with Page(address, session.token) as page:
        page.socket.send(message)
        assert page.closed() == 4400
    wait_for(lambda: not session.snapshot.connected)
    told = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert [r.getMessage() for r in told] == [
        "a page's live connection was closed (4400): that message was not understood"
    ]
    assert not told[0].exc_info


def test_a_count_in_that_nobody_offers_is_none(registry: SessionRegistry, address: str) -> None:
    with Page(address, opened(registry).token) as page:
        page.hear("warm")
        for count_in_s in ("9999999999999999999", "-5", "61", "1e300", '"soon"', "null", "true", "[]"):
            page.socket.send(f'{{"type": "start", "count_in_s": {count_in_s}}}')
            page.hear("began")


def test_bytes_that_are_no_picture_are_passed_over(registry: SessionRegistry, address: str) -> None:
    with Page(address, opened(registry).token) as page:
        page.start()
        for t_s, jpeg in ((0.1, b"no picture"), (0.15, kit.jpeg_claiming(65_500, 65_500))):
            assert page.show(t_s, jpeg) == {"type": "drop", "t": round(t_s * 1e6), "why": "unreadable"}
        page.socket.send(b"\1")
        assert page.hear("drop")["t"] == 1
        assert page.show(0.2, jpegs()[0][1])["type"] == "view"


def test_a_full_server_says_so_and_whoever_comes_first_is_called_first() -> None:
    registry = SessionRegistry(ServerLimits(max_sets=1, grace_s=30.0))
    first, second, third = opened(registry), opened(registry), opened(registry)
    with serving(registry) as where, Page(where, first.token) as page, Page(where, second.token) as other:
        other.hear("warm")  # the first one's worker, which did nothing, had to go
        wait_for(lambda: not first.has_worker or not second.has_worker)
        page.tell("start")
        page.hear("began")
        assert not second.has_worker
        other.tell("start")
        assert other.hear("line", "began") == {"type": "line", "number": 1}
        with Page(where, third.token) as late:
            assert late.hear("hello")["line"] == 0
            assert late.hear("full", "warm") == {"type": "full", "waiting": 1}
            late.tell("start")
            assert late.hear("line", "began")["number"] == 2
            page.tell("stop")
            page.hear("finished")
            page.tell("leave")  # else its place is kept for its next set for a while
            other.hear("place")
            assert late.hear("line", "place")["number"] == 1
            late.tell("start")  # in front of the one who was called: there is no way round the line
            assert late.hear("line", "began")["number"] == 1
            other.tell("start")
            other.hear("began")
            other.tell("leave")  # a place in use is not given back
            late.tell("start")
            assert late.hear("line", "began")["number"] == 1


def test_whoever_leaves_the_line_loses_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_GONE_S", 0.0)
    registry = SessionRegistry(ServerLimits(max_sets=1, grace_s=30.0))
    first, second, third, fourth = (opened(registry) for _ in range(4))
    with (
        serving(registry) as where,
        Page(where, first.token) as page,
        Page(where, third.token) as other,
        Page(where, fourth.token) as late,
    ):
        page.tell("start")
        page.hear("began")
        with Page(where, second.token) as leaver:
            for number, one in enumerate((leaver, other, late), start=1):
                one.tell("start")
                assert one.hear("line")["number"] == number
        assert other.hear("line")["number"] == 1  # who was before them has closed the page
        assert late.hear("line")["number"] == 2
        other.tell("leave")
        assert late.hear("line")["number"] == 1
        other.tell("start")
        assert other.hear("line")["number"] == 2


def test_a_set_that_stands_still_for_long_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = SessionRegistry(ServerLimits(max_sets=1, grace_s=30.0))
    first, second = opened(registry), opened(registry)
    with serving(registry) as where, Page(where, first.token) as page, Page(where, second.token) as other:
        page.start()
        page.show(0.1, jpegs()[0][1])
        page.tell("pause")
        page.hear("paused")
        other.tell("start")
        other.hear("line")
        monkeypatch.setattr(places, "STILL_S", 0.0)
        other.hear("place")
        assert page.hear("finished")["ending"] == Ending.GAVE_WAY.value
        other.tell("start")
        other.hear("began")


def test_a_set_that_everybody_has_left_counts_as_one_that_stands_still() -> None:
    registry = SessionRegistry(ServerLimits(max_sets=1, grace_s=30.0))
    session = opened(registry)
    with serving(registry) as where, Page(where, session.token) as page:
        page.start()
        assert page.show(0.1, jpegs()[0][1])["view"]["xy"]
        seen_s = session.supervisor._seen_s
        assert not page.show(0.2, kit.encoded(".jpg", kit.picture(640, 480)))["view"]["xy"]
        assert session.supervisor._seen_s == seen_s
        assert page.show(0.3, jpegs()[1][1])["view"]["xy"]
        assert session.supervisor._seen_s > seen_s


def test_a_place_stays_with_a_page_between_two_sets_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = SessionRegistry(ServerLimits(max_sets=1, grace_s=30.0))
    first, second = opened(registry), opened(registry)
    with serving(registry) as where, Page(where, first.token) as page, Page(where, second.token) as other:
        page.start()
        other.tell("start")
        other.hear("line")
        page.tell("stop")
        page.hear("finished")
        page.tell("start")
        page.hear("began")
        monkeypatch.setattr(places, "KEPT_S", 0.0)
        page.tell("stop")
        other.hear("place", "began")
    assert all(message["type"] != "place" for message in page.heard)


def test_a_slow_computer_gets_the_lite_network_and_a_person_the_one_they_chose() -> None:
    registry = SessionRegistry(ServerLimits(max_sets=2, grace_s=1.0))
    session = opened(registry)
    registry.learn(FrameCost("full", 60.0, 60.0))
    assert session.grant == Grant("lite", spared=True)
    with serving(registry) as where, Page(where, session.token) as page:
        for wish, model in (("", "lite"), ("full", "full"), ("lite", "lite")):
            session.model = wish
            page.tell("start")
            page.hear("began")
            assert session.grant == Grant(model, spared=not wish)
            page.tell("stop")
            page.hear("finished")
            assert session.snapshot.session is not None
            assert session.snapshot.session.model is not None
            assert session.snapshot.session.model.name == f"pose_landmarker_{model}"


def test_the_cost_of_a_frame_is_measured_once_a_worker_is_there() -> None:
    registry = SessionRegistry(ServerLimits(grace_s=1.0))
    with serving(registry) as where, Page(where, opened(registry).token) as page:
        page.hear("warm")
        wait_for(lambda: registry.measured)


def test_a_quick_camera_sends_fewer_pictures_while_somebody_else_exercises() -> None:
    registry = SessionRegistry(ServerLimits(grace_s=1.0))
    registry.learn(FrameCost("full", 1.0, 1.0))
    with serving(registry) as where, Page(where, opened(registry).token) as page:
        assert page.hear("pace")["fps"] == 60
        page.tell("start")
        page.hear("began")
        with Page(where, opened(registry).token) as other:
            assert other.hear("pace")["fps"] == 30
            other.tell("start")
            assert page.hear("pace")["fps"] == 30


def test_a_page_that_is_gone_gives_its_place_to_one_that_is_there() -> None:
    registry = SessionRegistry(ServerLimits(max_sets=1, grace_s=30.0))
    first, second = opened(registry), opened(registry)
    with serving(registry) as where:
        with Page(where, first.token) as page:
            page.start()
        wait_for(lambda: not first.snapshot.connected)
        assert first.snapshot.under_way
        with Page(where, second.token) as other:
            other.tell("start")
            other.hear("began")
        assert not first.snapshot.under_way and not first.has_worker


def test_a_set_without_a_move_cannot_begin(registry: SessionRegistry, address: str) -> None:
    with Page(address, registry.open().token) as page:
        page.hear("warm")
        page.tell("start")
        assert "choose one" in page.hear("broken")["message"]


def test_pages_in_other_threads_may_ask_at_any_time(registry: SessionRegistry) -> None:
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(200):
                assert registry.get(registry.open().token) is not None
        except BaseException as error:  # noqa: BLE001  told to the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
