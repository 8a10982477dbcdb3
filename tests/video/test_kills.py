"""Killed in the middle: the server while a run is under way, a program while it keeps sets."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kept_samples import BACKENDS, fresh_database
from kill_kit import choice_of, faults, kills, start_server
from live_kit import Page, reps

from posture.history.store import Store
from posture.live.run import EXERCISE

ROOT = Path(__file__).parents[2]
KILLS = 20
"""As many as are worth their time in every run; `benchmarks/kills.py` does as many as are asked for."""


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with fresh_database(request.param, tmp_path) as made:
        monkeypatch.setenv("POSTURE_DATABASE_URL", made)
        yield made


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the servers are forked: it takes seconds to start one")
def test_servers_that_are_killed_lose_nothing_that_was_said_to_be_safe_and_keep_nothing_twice(
    address: str,
) -> None:
    told = kills(KILLS, seed=os.getpid())
    assert sum(one.safe > 0 for one in told) > KILLS // 4, "most of them come that far"
    assert faults(told) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the servers are forked")
def test_a_set_whose_server_was_killed_is_kept_and_told_when_its_page_comes_back() -> None:
    choice = choice_of(EXERCISE, "Ida")
    number, address, token = start_server(choice, replayed=False)
    with Page(address, token) as page:
        page.start()
        counted = page.play(reps(1))["counts"]["reps"]  # a slow machine may learn of two at once
        page.hear("safe")
        os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    number, address, fresh = start_server(choice, replayed=False)
    try:
        with Page(address, fresh, earlier=token) as page:
            hello = page.hear("hello")
            assert (hello["state"], hello["ending"], hello["saved"]) == ("finished", "interrupted", True)
            assert hello["counts"]["reps"] == counted
            page.start()  # and the next set can begin
    finally:
        os.kill(number, signal.SIGTERM)
        os.waitpid(number, 0)
    with Store() as store:
        (kept,) = store.sets(person="Ida")
    assert (kept.counts.reps, kept.interrupted) == (counted, True)


WRITER = """
    import sys
    from datetime import timedelta
    from kept_samples import MORNING, a_session
    from posture.history.store import Store

    with Store() as store:
        for n in range(10_000):
            store.save(a_session(3), started_at=MORNING + timedelta(minutes=n), person=sys.argv[1])
            print(n, flush=True)
    """


def test_a_program_that_is_killed_while_it_keeps_sets_has_kept_every_one_that_it_told_of(
    address: str,
) -> None:
    """A set is either there as a whole, or it was not said to be kept."""
    chance = random.Random(7)
    told: dict[str, int] = {}
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    for round_ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), f"writer {round_}"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
        )
        assert writer.stdout is not None
        kept = [writer.stdout.readline() for _ in range(chance.randrange(1, 12))]
        time.sleep(chance.uniform(0.0, 0.03))  # somewhere in the midst of the next ones
        writer.kill()
        kept += writer.stdout.readlines()
        writer.wait()
        writer.stdout.close()
        told[f"writer {round_}"] = sum(line.endswith("\n") for line in kept)
    with Store() as store:
        for person, number in told.items():
            there = list(store.whole_sets(person=person))
            assert number <= len(there) <= number + 1
            assert all(one.session and len(one.session.attempts) == 3 for one in there)
