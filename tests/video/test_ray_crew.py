"""Clips on a Ray cluster: two nodes, both on this machine, of which one is killed in the end."""

from __future__ import annotations

import fcntl
import os
import platform
import socket
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from app_pages import first_seconds
from cluster_kit import crashing, process_of, slowly
from evaluate_kit import RECORDINGS, ROOT, SAMPLES, label, truth_of

from posture.cluster import parcels, repeats
from posture.cluster.clips import ClipJob, analyze_many, run_clips
from posture.cluster.machine import described
from posture.cluster.ray_node import node_check
from posture.cluster.repeats import checksums
from posture.cluster.spreading import Workplace, outcomes, spread
from posture.errors import ClusterUnavailable, WorkerCrashed
from posture.evaluate.clip_runs import Case, run, run_all
from posture.files.checksums import known_sha256
from posture.pipeline import Options
from posture.version import __version__
from posture.vision import models

pytest.importorskip("ray", reason='Ray is not installed: pip install -c constraints.txt -e ".[cluster]"')

LITE = Options(model="lite", landmarks=True)
ANGELS = RECORDINGS / "wall_angels_good_front.npz"


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    """A cluster of two nodes with a core each; programs started here find it by its address."""
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # Ray's own, of what it will do in its next release
        from ray.cluster_utils import Cluster

        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "tests")]))
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        cluster.add_node(num_cpus=1)
        patch.setenv("RAY_ADDRESS", cluster.address)
        try:
            yield cluster
        finally:
            cluster.shutdown()


@contextmanager
def hidden(path: Path, link: Path) -> Iterator[Path]:
    """A file that this process alone can read: for each other one the link leads somewhere else."""
    with path.open("rb") as file:
        number = fcntl.fcntl(file, fcntl.F_DUPFD, 900)  # which no other process has open
    try:
        link.symlink_to(f"/proc/self/fd/{number}")
        yield link
    finally:
        os.close(number)


@pytest.mark.skipif(sys.platform != "linux", reason="links as on Linux")
def test_a_cluster_gives_what_this_machine_gives(
    nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A video, recordings, what is none, what crashes a worker, and what the nodes do not have."""
    monkeypatch.setattr(parcels, "LARGEST_SENT_BYTES", ANGELS.stat().st_size)
    clip, broken = tmp_path / "rows_good_side.mp4", tmp_path / "broken.mp4"
    clip.write_bytes(first_seconds("rows_good_side", 1.0))
    broken.write_text("no video")
    named = Options(name="the same", landmarks=True)
    jobs = [
        ClipJob(clip, "bent_over_rows", Options(model="lite", through=crashing)),
        ClipJob(clip, "bent_over_rows", LITE),
        ClipJob(broken, "cat_cow"),
        ClipJob(tmp_path / "none.npz", "cat_cow"),
        ClipJob(RECORDINGS / "rows_good_side.npz", "cat_cow"),
    ]
    sent, large = tmp_path / "sent.npz", tmp_path / "large.mp4"
    with hidden(ANGELS, sent), hidden(models.find("lite").path, large):
        more = [ClipJob(sent, "wall_angels", named), ClipJob(large, "wall_angels")]
        *far, alone = sorted(run_clips([*jobs, *more], on="ray"), key=lambda result: result.position)
    # Another process of this machine cannot read those either.
    near = list(run_clips([*jobs, ClipJob(ANGELS, "wall_angels", named)], workers=1))
    near.sort(key=lambda result: result.position)
    assert [given.tries for given in far] == [given.tries for given in near] == [2, 1, 1, 1, 1, 1]
    for there, here in zip(far[1:], near[1:], strict=True):
        assert repr(there.result) == repr(here.result)
        assert (there.record and there.record.as_dict()) == (here.record and here.record.as_dict())
        assert there.content_sha256 == here.content_sha256
    assert isinstance(far[0].error, WorkerCrashed)
    assert "SIGSEGV" in str(far[0].error)
    assert f"{large}: is not on node {platform.node()}, and too large to be sent there" in str(alone.error)


@pytest.mark.skipif(sys.platform != "linux", reason="links as on Linux")
def test_labelled_clips_are_judged_where_the_nodes_do_not_have_them(
    nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor their truth, nor the folder in which landmarks are kept."""
    monkeypatch.chdir(tmp_path)
    truth, model = truth_of(ANGELS.stem, tmp_path), models.find("lite").path
    monkeypatch.setattr(parcels, "LARGEST_SENT_BYTES", ANGELS.stat().st_size + truth.stat().st_size)
    sent, large = [tmp_path / name for name in ("sent.npz", "sent.json")], tmp_path / "large.npz"
    with hidden(ANGELS, sent[0]), hidden(truth, sent[1]), hidden(model, large):
        known = label(clip="sent.npz", path=Path("sent.npz"), truth=Path("sent.json"))
        case = Case(label=known, exercises=("wall_angels",), kept=Path("kept"))
        broken = replace(case, label=label(clip="broken", path=truth.with_suffix(".npz")))
        unsent = replace(case, label=label(clip="large", path=large))
        *there, alone = run_all([case, broken, unsent], on="ray", workers=1)
        assert repr(there) == repr([run(case), run(broken)])
    assert there[0].sessions[0].counts.reps == 5 and there[0].pairs
    assert there[1].error.startswith(f"{broken.label.path}: no such file")
    assert alone.error.startswith(f"{large}: is not on node {platform.node()}, and too large")


@pytest.mark.skipif(sys.platform != "linux", reason="links as on Linux")
def test_many_clips_are_read_by_the_nodes_that_have_them(
    nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the others here."""
    monkeypatch.setattr(repeats, "MOST_READ_HERE_BYTES", 0)
    here: list[Path] = []
    monkeypatch.setattr(repeats, "known_sha256", lambda path: here.append(path) or known_sha256(path))
    told: list[int] = []
    with hidden(ANGELS, tmp_path / "sent.npz") as sent:
        place = Workplace(on="ray", workers=1)
        found = checksums([sent, ANGELS, tmp_path / "none"], place=place, progress=told.append)
    assert found == dict.fromkeys([sent, ANGELS], known_sha256(ANGELS))
    assert here == [sent]
    assert told == [1, 2, 3]


def test_a_node_that_cannot_be_used_is_named_before_the_first_item(nodes: Any, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['posture'] = None")
    other = nodes.add_node(num_cpus=1, env_vars={"PYTHONPATH": str(tmp_path)})
    named = rf"^node {platform.node()} \(.*\) has no Posture; install the same on every node$"
    try:
        with pytest.raises(ClusterUnavailable, match=named):
            list(spread(process_of, range(3), on="ray"))
    finally:
        nodes.remove_node(other)


def test_a_node_says_what_differs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    check, here = node_check(), described(["lite"])
    assert check(here) == ""
    same = "; install the same on every node"
    assert check({**here, "Posture": "0.0.1"}) == f"has Posture {__version__} instead of 0.0.1{same}"
    assert check({**here, "av": "1.2"}) == f"has av {here['av']} instead of 1.2{same}"
    assert (
        check({**here, "model lite": "0" * 64})
        == "has another file as model lite; copy the same to every node"
    )
    assert (
        check({**here, f"model {tmp_path}": ""}) == f"lacks the pose model {tmp_path}; copy it to every node"
    )
    assert check({**here, "model heavy": ""}).startswith("lacks a pose model: the heavy model is not shipped")
    monkeypatch.setitem(sys.modules, "posture.version", None)
    assert check(here) == f"has no Posture{same}"


@pytest.mark.skipif(sys.platform != "linux", reason="links as on Linux")
def test_a_node_without_the_model_is_named(nodes: Any, tmp_path: Path) -> None:
    own, clip = tmp_path / "own.task", SAMPLES / "rows_good_side.mp4"
    named = r"^node .* lacks the pose model .*own.task; copy it to every node$"
    with hidden(models.find("lite").path, own), pytest.raises(ClusterUnavailable, match=named):
        list(analyze_many([clip], "cat_cow", on="ray", options=Options(model=str(own))))


@pytest.mark.parametrize("address", ["ray://127.0.0.1:{}", "127.0.0.1:{}"])
def test_a_cluster_that_cannot_be_reached_is_told_at_once(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        place = address.format(taken.getsockname()[1])
        if not place.startswith("ray://"):
            monkeypatch.setenv("RAY_ADDRESS", place)
        check = "host and port" if place.startswith("ray://") else "RAY_ADDRESS"
        said = rf"^no cluster can be reached at {place} \(.*\); check {check}, and that Ray runs there$"
        with pytest.raises(ClusterUnavailable, match=said):
            list(spread(process_of, [1], on=place if place.startswith("ray://") else "ray"))


def test_an_address_that_is_none_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        ClusterUnavailable, match=r"^ray://there is no address of a cluster; use ray://host:port"
    ):
        list(spread(process_of, [1], on="ray://there"))
    monkeypatch.setenv("RAY_ADDRESS", "there")
    with pytest.raises(
        ClusterUnavailable, match=r"^there is no address of a cluster; set RAY_ADDRESS to host:"
    ):
        list(spread(process_of, [1], on="ray"))


def test_without_ray_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT)])  # where no library stands
    monkeypatch.delitem(sys.modules, "ray", raising=False)
    with pytest.raises(ClusterUnavailable, match=r'run: python -m pip install "ray\[client\]"'):
        list(spread(process_of, [1], on="ray"))


def test_of_a_node_that_is_killed_in_the_middle_nothing_is_lost_and_nothing_comes_twice(nodes: Any) -> None:
    """The last test: a node is missing then."""
    _, *others = nodes.list_all_nodes()
    items = [str(number) for number in range(24)]
    found = []
    for outcome in outcomes(slowly, items, Workplace(on="ray")):
        found.append(outcome)
        if len({outcome.worker for outcome in found}) == 2 and others:
            nodes.remove_node(others.pop(), allow_graceful=False)
    assert not others
    assert sorted(outcome.position for outcome in found) == list(range(24))
    assert all(outcome.result == f"{items[outcome.position]}, done" for outcome in found)
    assert max(outcome.tries for outcome in found) == 2
