"""Measure what live sets cost on this machine, beginning one after the other until their delay is too long.

By hand, on a machine that does nothing else::

    python benchmarks/load_live.py --seconds 20

A server is started as ``posture`` starts it, and browsers without a browser (`live_clients.py`) begin one
set after the other, each with pictures of 640×480 at 30 a second. For each number of sets it reports
pictures processed a second, the delay from a picture's capture to its result, and what server and workers
take of cores and memory. It ends where the delay leaves 100 ms at the 95th percentile, or the server takes
on no more. ``--stages`` tells where the time of a worker goes (`live_stages.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from app_pages import settle  # noqa: E402  it lies beside the tests

from benchmarks.figures import quantile  # noqa: E402
from benchmarks.live_clients import Film, run  # noqa: E402
from posture.cli.page_server import answers, free_port, server_command  # noqa: E402
from posture.history.settings_schema import MODEL_SETTING  # noqa: E402
from posture.history.store import Store  # noqa: E402
from posture.live.server_limits import MAX_SETS  # noqa: E402

LIVE_MS = 100.0
SETTLE_S = 3.0
CLIP = ROOT / "samples" / "wall_angels_good_front.mp4"
_TICKS_S = 1.0 / os.sysconf("SC_CLK_TCK")
_START_S = 180.0


def measure(  # noqa: PLR0913  # how it is measured, each by its name
    seconds: float = 10.0,
    *,
    most: int = 8,
    limit_ms: float = LIVE_MS,
    polls: bool = True,
    model: str = "full",
    max_sets: int | None = None,
) -> dict[str, Any]:
    """Begin one set after the other and return the figures for each number of them.

    Args:
        seconds: How long each number of sets is measured.
        most: The most sets.
        limit_ms: The delay at the 95th percentile that ends the measurement.
        polls: Let the pages draw their numbers twice a second, as browsers do.
        model: ``full`` or ``lite``, as the person would choose it; "" leaves it to the server.
        max_sets: How many sets the server takes on; ``None``: as many as ``most``.
    """
    film = Film(CLIP)
    steps: list[dict[str, Any]] = []
    ended = f"no more than {most} were asked for"
    with _server(model, max_sets or most) as (pid, port), _clients(f"localhost:{port}", film) as pipe:
        about = pipe.recv()
        while len(steps) < most:
            pipe.send(("open", polls))
            if refused := pipe.recv().get("refused"):
                ended = f"refused: {refused}"
                break
            time.sleep(SETTLE_S)
            steps.append(_step(pid, pipe, seconds, sets=len(steps) + 1))
            if steps[-1]["delay_95_ms"] > limit_ms:
                ended = f"delay over {limit_ms:g} ms"
                break
    size = "{}x{}".format(*film.size_px)
    return {
        "cores": os.cpu_count(),
        "model": model or "as the server chooses",
        "pictures": size,
        "rate": film.rate,
        **about,
        "ended": ended,
        "steps": steps,
    }


def _step(server: int, pipe: Connection, seconds: float, *, sets: int) -> dict[str, Any]:
    """Measure so many sets, which are under way."""
    workers = _workers(server)
    before = {pid: _cpu_s(pid) for pid in (server, *workers)}
    busy_s = _busy_s()
    pipe.send(("count", seconds))
    found = pipe.recv()
    lasted_s = found["seconds"]
    cores = {pid: (_cpu_s(pid) - used_s) / lasted_s for pid, used_s in before.items()}
    of_workers = sum(cores[pid] for pid in workers)
    elsewhere = (_busy_s() - busy_s) / lasted_s - cores[server] - of_workers - found["client_cores"]
    views, delays = sum(found["views"]), found["delays_ms"] or [float("inf")]
    return {
        "sets": sets,
        "pictures_per_s": round(found["filmed"] / lasted_s / sets, 1),
        "processed_per_s": round(views / lasted_s / sets, 1),
        "least_processed_per_s": round(min(found["views"]) / lasted_s, 1),
        "dropped": found["drops"],
        "delay_median_ms": round(statistics.median(delays), 1),
        "delay_95_ms": round(quantile(delays, 0.95), 1),
        "models": sorted(workers.values()),
        "worker_median_ms": round(statistics.median(found["spent_ms"] or [0.0]), 1),
        "cores_per_set": round((cores[server] + of_workers) / sets, 3),
        "worker_cores": round(of_workers / sets, 3),
        "server_cores": round(cores[server], 3),
        "worker_cpu_ms": round(1000.0 * of_workers * lasted_s / max(views, 1), 2),
        "server_cpu_ms": round(1000.0 * cores[server] * lasted_s / max(views, 1), 2),
        "worker_mb": round(statistics.mean(_memory_mb(pid) for pid in workers), 1),
        "server_mb": round(_memory_mb(server), 1),
        "mbit_per_s": round(found["mbit_per_s"] / sets, 2),
        "client_cores": round(found["client_cores"], 3),
        "other_cores": round(max(elsewhere, 0.0), 2),
    }


@contextmanager
def _server(model: str, max_sets: int) -> Iterator[tuple[int, int]]:
    """Serve the page as ``posture`` does, for somebody who has answered what it asks first."""
    with tempfile.TemporaryDirectory() as folder:
        settle(Path(folder))
        with Store(f"sqlite:///{Path(folder) / 'posture.db'}") as store:
            store.journal.choose(MODEL_SETTING, model or None)
        port = free_port()
        process = subprocess.Popen(
            server_command(port, with_browser=False),
            env={**os.environ, MAX_SETS: str(max_sets), "POSTURE_DATA_DIR": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            until_s = time.monotonic() + _START_S
            while not answers(port):
                if process.poll() is not None or time.monotonic() > until_s:
                    raise RuntimeError("the server did not start")
                time.sleep(0.1)
            yield process.pid, port
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def _clients(address: str, film: Film) -> Iterator[Connection]:
    """Have browsers in a process of their own."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=run, args=(theirs, address, film), daemon=True)
    process.start()
    try:
        yield ours
    finally:
        try:
            ours.send(("close",))
            process.join(30)
        except OSError:
            pass  # it has ended already
        process.kill()
        process.join()


def _workers(server: int) -> dict[int, str]:
    """Return the processes of the server that watch pictures, each with its model."""
    listing = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(server)], capture_output=True, text=True, check=False
    ).stdout
    rows = [line.split(maxsplit=1) for line in listing.splitlines()]
    return {int(pid): command.split()[-1] for pid, command in rows if "posture.live.worker" in command}


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return _TICKS_S * (int(fields[11]) + int(fields[12]))


def _busy_s() -> float:
    """Return how long the cores of this machine have worked."""
    user, nice, system, _idle, _wait, interrupt, soft, *_ = map(
        int, Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    )
    return _TICKS_S * (user + nice + system + interrupt + soft)


def _memory_mb(pid: int) -> float:
    """Return the memory of a process, with its share of what it has in common with others."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024.0
    return float("nan")


def main() -> None:
    """Measure and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=10.0, help="for each number of sets")
    parser.add_argument("--most", type=int, default=8, help="sets")
    parser.add_argument("--limit", type=float, default=LIVE_MS, help="delay in ms that ends it")
    parser.add_argument("--model", default="full", help='"" leaves it to the server')
    parser.add_argument("--max-sets", type=int, help="that the server takes on; else as many as --most")
    parser.add_argument("--no-polls", action="store_true", help="pages that do not draw their numbers")
    asked = parser.parse_args()
    found = measure(
        asked.seconds,
        most=asked.most,
        limit_ms=asked.limit,
        polls=not asked.no_polls,
        model=asked.model,
        max_sets=asked.max_sets,
    )
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
