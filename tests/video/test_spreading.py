"""Work spread over processes of this machine: each may crash, and none is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from cluster_kit import Watched, asked, gone, in_time, process_of
from evaluate_kit import ROOT

from posture.cluster.spreading import Outcome, Workplace, outcomes, spread
from posture.cluster.worker import WorkerMistake
from posture.errors import ClusterUnavailable, PostureError, WorkerCrashed

TWO = Workplace(workers=2)


def results(*items: str) -> list[Outcome[str]]:
    """What comes of each, in their order."""
    return sorted(outcomes(asked, items, TWO), key=lambda outcome: outcome.position)


def test_processes_stay_from_one_item_to_the_next() -> None:
    found = list(spread(process_of, range(8), workers=2))
    assert sorted(position for position, _ in found) == list(range(8))
    processes = {process for _, process in found}
    assert len(processes) <= 2
    assert os.getpid() not in processes
    assert all(gone(process) for process in processes if isinstance(process, int))


def test_a_process_makes_room_for_a_fresh_one_after_many_items() -> None:
    """What the engine keeps of each clip goes with it."""
    found = [process for _, process in spread(process_of, range(120), workers=1)]
    assert [found.count(process) for process in dict.fromkeys(found)] == [50, 50, 20]


def test_nothing_to_do_starts_nothing() -> None:
    assert list(spread(process_of, [], on="ray")) == []


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_a_crash_costs_its_item_one_try_and_the_others_nothing(tmp_path: Path) -> None:
    items = ("one", f"crash once {tmp_path}/seen", "two", "crash", "three", "refuse", "four")
    found = results(*items)
    assert [outcome.position for outcome in found] == list(range(len(items)))
    assert [outcome.tries for outcome in found] == [1, 2, 1, 2, 1, 1, 1]
    given = [outcome.result for outcome in found]
    assert given[:3] == ["one, done", f"{items[1]}, done", "two, done"]
    assert given[4] == "three, done" and given[6] == "four, done"
    assert isinstance(given[3], WorkerCrashed)
    assert "crashed again and again" in str(given[3]) and "(SIGSEGV)" in str(given[3])
    assert isinstance(given[5], PostureError)
    assert str(given[5]) == "refused; ask for something else"
    places = {outcome.worker.partition(":")[0] for outcome in found}
    assert len(places) == 1


def test_a_mistake_of_the_program_is_raised_here_with_where_it_was_made() -> None:
    with pytest.raises(ZeroDivisionError, match="a mistake of ours") as raised:
        results("one", "mistake")
    assert isinstance(raised.value.__cause__, WorkerMistake)
    assert "cluster_kit.py" in str(raised.value.__cause__)


def test_items_are_taken_when_a_worker_is_free() -> None:
    items = Watched([str(number) for number in range(50)])
    running = outcomes(asked, items, TWO)
    for given in range(1, 11):
        next(running)
        assert given <= items.taken <= given + 2
    running.close()
    assert items.taken <= 12


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes as Linux shows them")
def test_closing_ends_the_workers_in_the_middle_of_their_work(tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    running = spread(asked, ["begin", *(f"sleep {file}" for file in files)], workers=3)
    assert next(running) == (0, "begin, done")
    assert in_time(lambda: all(file.exists() and file.read_text() for file in files))
    running.close()
    assert all(gone(int(file.read_text())) for file in files)


@pytest.mark.parametrize("runs", [False, True], ids=["not yet", "runs already"])
def test_ctrl_c_that_comes_while_a_thread_starts_is_all_that_is_told(
    monkeypatch: pytest.MonkeyPatch, *, runs: bool
) -> None:
    start = threading.Thread.start

    def interrupted(thread: threading.Thread) -> None:
        listens = thread.name == "clip-worker"
        if runs or not listens:
            start(thread)
        if listens:
            raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with pytest.raises(KeyboardInterrupt):
        results("a")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes as Linux shows them")
def test_workers_end_with_the_program_that_is_killed(tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    code = "import sys, cluster_kit; cluster_kit.keep_busy(*sys.argv[1:])"
    places = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    program = [sys.executable, "-c", code, *(f"sleep {file}" for file in files)]
    with subprocess.Popen(program, env={**os.environ, **places}) as running:
        assert in_time(lambda: all(file.exists() and file.read_text() for file in files))
        running.kill()
    for file in files:
        process = int(file.read_text())
        assert in_time(lambda process=process: gone(process), wait_s=20.0)


def test_what_cannot_be_sent_to_another_process_is_refused() -> None:
    with pytest.raises(ValueError, match="expected what other processes can be sent"):
        list(spread(lambda item: item, [1]))


def test_a_function_of_the_program_that_was_started_is_refused(tmp_path: Path) -> None:
    """Another process would have to run that program to find it."""
    program = tmp_path / "program.py"
    program.write_text(
        "from posture.cluster.spreading import spread\n"
        "def work(item): return item\n"
        "try: print(list(spread(work, [1])))\n"
        "except ValueError as error: print(error)\n"
    )
    found = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, program], env=found, capture_output=True, text=True, check=True)
    assert "work stands in the program that was started; put it into a module of its own" in done.stdout


@pytest.mark.parametrize("place", ["rai", "", "host:6379", "Local"])
def test_a_place_that_there_is_not_is_named(place: str) -> None:
    with pytest.raises(ClusterUnavailable, match=f"no place '{place}' to work on; use local, ray or ray://"):
        list(spread(process_of, [1], on=place))
