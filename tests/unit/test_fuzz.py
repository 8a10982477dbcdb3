"""Every reader of what comes from outside, fed with good files gone odd: read, or refused in one sentence.

A few examples run every time; ``POSTURE_FUZZ_EXAMPLES=5000 pytest tests/unit/test_fuzz.py`` tries more.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import hostile_kit as kit
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_samples import MORNING

from posture.body.landmarks import Side
from posture.body.view import View
from posture.cluster.results_file import ResultsFile, read_results
from posture.coach.results.set_record import SetRecord
from posture.coach.results.trace import Trace
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity
from posture.errors import PostureError
from posture.evaluate import gate, labels
from posture.evaluate.ground_truth import Truth
from posture.history import rescue, settings_schema
from posture.history.exporter import Content, export, read
from posture.history.journal import Note, Setting
from posture.history.kept_set import KeptSet
from posture.outside.pictures import header, jpeg_header
from posture.outside.shapes import Unfit
from posture.posture_check.check_result import Check, Measured
from posture.provenance import SourceInfo
from posture.version import __version__
from posture.vision import recording
from posture.vision.image_source import read_picture
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.summary import WatchBlock

FINDING = Finding("shrug", Severity.HIGH, 2.0, 1, 0.3, 0.1, "torsos", "Shoulders down.")
SESSION = Session(
    exercise="chin_tucks",
    view="side",
    ready_at_s=1.0,
    seen_s=20.0,
    measured_s=19.0,
    problems=(Problem("nobody", 3.0, 4.0, "Nobody is in the picture."),),
    counts=Counts(1, 1, 2, None, None, 5.0),
    attempts=(
        Attempt(1, Side.BOTH, 1.0, 2.0, 3.0, 0.5, 12.0, "deg", True, None),
        Attempt(2, Side.LEFT, 4.0, 5.0, 6.0, 0.5, 2.0, "deg", False, Reason.TOO_FAST, False, ("shrug",)),
    ),
    findings=(FINDING,),
    source=SourceInfo("camera", "camera", 20.0, 400, 20.0, (640, 480)),
    version="1",
)
TRACE = Trace(np.arange(5) / 15, np.array([0, 1, math.nan, 1, 0]), np.zeros(5, np.uint8), "deg")
KEPT = KeptSet.of(SESSION, started_at=MORNING, person="Ada").as_dict() | {"trace": TRACE.as_dict()}
CHECK = Check(View.SIDE, 5.0, (Measured("head_forward", 40.0, 2.0, "deg", None, "A note."),))
BLOCK = WatchBlock(longest_still_s=60.0, alerts=1, view="front")
LABEL = {
    "clip": "set.npz",
    "analyse_as": "chin_tucks",
    "counted_reps": 2,
    "tolerance": 1,
    "attempts": 3,
    "faults": ["shrug"],
    "peak_times_s": [1.0, 2.0],
    "held_s": [0.5],
    "hold_s": 2.0,
    "truth": "truth.json",
    "rendered": True,
    "or_refused": False,
    "attempts_not_counted": 1,
}
TRUTH = {
    "fps": 18,
    "size": [640, 480],
    "reps": [{"hold_s": 2.0}],
    "angles": {"l_knee": [1.0] * 4, "r_knee": [2.0] * 4},
    "landmarks_px": [[[1.0, 2.0]] * 33] * 4,
}
SEAT = {
    "schema": "posture.desk-baseline/1",
    "view": "front",
    "side": "both",
    "yaw_deg": 1.0,
    "size_px": [640, 480],
    "torso_px": 100.0,
    "shoulder_px": 90.0,
    "head_px": None,
    "rest": {"tilt": 1.0},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fuzz")
    (made / "truth.json").write_text(json.dumps(TRUTH))
    recording.write(kit.recorded(), made / "set.npz")
    return made


def or_refused(reading: Callable[[], Any], *kinds: type[Exception]) -> Any:
    """What is read; ``None`` where it is refused in one line of a sensible length."""
    try:
        return reading()
    except kinds as error:
        said = str(error)
    if kinds == (PostureError,):  # a person reads it
        assert len(said.splitlines()) == 1, said
        assert len(said) < 1000
    return None


# ---- recordings ---------------------------------------------------------------------------------

GOOD = {
    "schema": np.array("posture.recording/1"),
    "t_s": np.arange(3) / 30,
    "image_xy": np.full((3, 33, 2), 300.0),
    "world_xyz": np.zeros((3, 33, 3)),
    "visibility": np.ones((3, 33)),
    "size_px": np.array([640, 480]),
    "truncated": np.array(False),
    "model": np.array(["lite", "ab"]),
    "mask_bits": np.zeros((3, 6), np.uint8),
    "mask_shape": np.array([6, 8]),
}
NUMBERS = [*(0, 1, -1, 2, 6, 33, 2**31, 10**12, 10**30, -(2**63)), math.nan, math.inf, 1e300, 1e6, -0.5]


_SHAPES = st.lists(st.sampled_from([0, 1, 2, 3, 33, -1, 10**12, 10**30]), max_size=4).map(tuple)
_KINDS = st.sampled_from(["<f4", "<f8", ">i8", "|O", "|b1", "<U9", "<c16", "|V8", "<M8[s]", "x"])


@st.composite
def odd_members(draw: st.DrawFn) -> dict[str, bytes]:
    """The members of a recording, some of them with other numbers, another header, or none."""
    made = {name: kit.member(array) for name, array in GOOD.items()}
    for name in draw(st.lists(st.sampled_from(sorted(GOOD)), min_size=1, max_size=3)):
        array = GOOD[name].copy()
        if array.dtype.kind in "fiu" and draw(st.booleans()):
            number = draw(st.sampled_from([n for n in NUMBERS if array.dtype.kind == "f" or n in range(256)]))
            with np.errstate(all="ignore"):
                array.reshape(-1)[draw(st.integers(0, array.size - 1))] = number
        claims: dict[str, Any] = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "shape": st.lists(st.sampled_from([0, 1, 2, 3, 33, -1, 10**12, 10**30]), max_size=4).map(
                        tuple
                    ),
                    "descr": st.sampled_from(
                        ["<f4", "<f8", ">i8", "|O", "|b1", "<U9", "<c16", "|V8", "<M8[s]", "x"]
                    ),
                    "fortran_order": st.sampled_from([True, False, 3]),
                },
            )
        )
        made[name] = kit.member(array, **claims)
    for name in draw(st.lists(st.sampled_from(sorted(GOOD)), max_size=1)):
        made.pop(name)
    return made


def poses_of(path: Path) -> list[Any]:
    return list(recording.read(path))


@kit.FUZZ
@given(members=odd_members())
def test_recordings_of_odd_members(folder: Path, members: dict[str, bytes]) -> None:
    path = kit.archive(folder / "odd.npz", members)
    or_refused(lambda: poses_of(path), PostureError)


@kit.FUZZ
@given(data=st.data())
def test_recordings_of_odd_bytes(folder: Path, data: st.DataObject) -> None:
    path = folder / "odd.npz"
    path.write_bytes(data.draw(kit.odd_bytes((folder / "set.npz").read_bytes())))
    or_refused(lambda: poses_of(path), PostureError)


# ---- JSON ---------------------------------------------------------------------------------------


@kit.FUZZ
@given(text=kit.odd_documents([LABEL, LABEL]))
def test_labels(folder: Path, text: str) -> None:
    path = folder / "labels.json"
    path.write_text(text, "utf-8", "surrogatepass")
    or_refused(lambda: [known.negative for known in labels.read(path)], PostureError)


@kit.FUZZ
@given(text=kit.odd_documents(TRUTH))
def test_truths(folder: Path, text: str) -> None:
    path = folder / "odd.json"
    path.write_text(text, "utf-8", "surrogatepass")
    or_refused(lambda: Truth.read(path), PostureError)


@kit.FUZZ
@given(text=kit.odd_documents(["a.mp4", "a.mp4 faults"]))
def test_gates(folder: Path, text: str) -> None:
    path = folder / "odd.json"
    path.write_text(text, "utf-8", "surrogatepass")
    or_refused(lambda: gate.read(path), PostureError)


EXPORT = {
    "schema": "posture.export/1",
    "version": "1",
    "sets": [KEPT],
    "notes": [{"id": 1, "person": "", "kind": "pain", "written_at": "2026-03-01T08:00:00Z", "content": {}}],
    "settings": [
        {"person": "", "name": "language", "value": "de"},
        {"person": "", "name": "x", "value": [1]},
    ],
}


@kit.FUZZ
@given(text=kit.odd_documents(EXPORT))
def test_imports_give_what_can_be_kept_and_exported_again(folder: Path, text: str) -> None:
    path = folder / "odd.json"
    path.write_text(text, "utf-8", "surrogatepass")
    entries = or_refused(lambda: list(read(path)), PostureError)
    for entry in entries or ():
        if isinstance(entry, KeptSet):
            export(Content([entry]), folder / "again.json", force=True)
            export(Content([entry]), folder / "again.csv", force=True)
        elif isinstance(entry, Setting):
            settings_schema.check(entry.name, entry.value)
        else:
            assert isinstance(entry, Note)


@kit.FUZZ
@given(text=kit.odd_documents(KEPT))
def test_rescued_sets(folder: Path, text: str) -> None:
    path = folder / "rescued.json"
    path.write_text(text, "utf-8", "surrogatepass")
    rescue.read(path)


RESULT = {
    "schema": "posture.result/1",
    "clip": "clips/1.mp4",
    "content_sha256": "ab" * 32,
    "model_sha256": None,
    "version": __version__,
    "exercise": "chin_tucks",
    "options": {"hold_s": 2.0, "start_s": 0.0, "end_s": None, "every": False, "rotate_deg": 90},
    "session": SESSION.as_dict(),
}


@kit.FUZZ
@given(text=kit.odd_documents(RESULT), good=st.booleans())
def test_results_give_lines_that_can_be_written_again(folder: Path, text: str, good: bool) -> None:
    path = folder / "results.jsonl"
    first = f"{json.dumps(RESULT)}\n" if good else ""
    path.write_text(f"{first}{text}\n", "utf-8", "surrogatepass")
    for result in or_refused(lambda: list(read_results(path)), PostureError) or ():
        assert result.key
        path.write_bytes(result.to_line())
        assert [again.key for again in read_results(path)] == [result.key]


@kit.FUZZ
@given(data=kit.odd_bytes((json.dumps(RESULT) + "\n").encode() * 2))
def test_results_of_odd_bytes_are_gone_on_with_or_left_as_they_are(folder: Path, data: bytes) -> None:
    path = folder / "results.jsonl"
    path.write_bytes(data)
    before = or_refused(lambda: list(read_results(path)), PostureError)
    going_on = or_refused(lambda: ResultsFile(path, resume=True), PostureError)
    if going_on is None:
        assert path.read_bytes() == data
    else:
        going_on.close()
        assert before is not None
        assert [result.to_line() for result in read_results(path)] == [result.to_line() for result in before]


READERS: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "a check": (CHECK.as_dict(), Check.from_dict),
    "a watch": (BLOCK.as_dict(), WatchBlock.from_dict),
    "a seat": (SEAT, SeatBaseline.from_dict),
    "a set": (KEPT, KeptSet.from_dict),
    "a record": (SetRecord(SESSION, TRACE).as_dict(), SetRecord.from_dict),
    "a signal": (TRACE.as_dict(), Trace.from_dict),
}


@pytest.mark.parametrize(("good", "reading"), READERS.values(), ids=READERS)
def test_what_is_kept_as_json(good: Any, reading: Callable[[Any], Any]) -> None:
    assert reading(good)

    @kit.FUZZ
    @given(value=kit.odd_values(good))
    def odd(value: Any) -> None:
        or_refused(lambda: reading(value), ValueError)

    odd()


# ---- pictures -----------------------------------------------------------------------------------

JPEGS = {
    "plain": kit.encoded(".jpg"),
    "progressive": kit.encoded(".jpg", None, cv2.IMWRITE_JPEG_PROGRESSIVE, 1),
    "turned": kit.with_exif(kit.encoded(".jpg"), orientation=6, thumbnail=kit.jpeg_claiming(8, 4)),
}


@pytest.mark.parametrize("good", JPEGS.values(), ids=JPEGS)
def test_jpegs_are_as_large_as_they_say(good: bytes) -> None:
    @kit.FUZZ
    @given(data=kit.odd_bytes(good))
    def odd(data: bytes) -> None:
        claimed = or_refused(lambda: jpeg_header(data), Unfit)
        if claimed is None or max(claimed.width, claimed.height) > 1920:
            return
        flag = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
        bgr: Any = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
        assert bgr is None or bgr.shape[:2] == (claimed.height, claimed.width)

    odd()


@pytest.mark.parametrize("form", ["PNG", "WEBP", "BMP", "TIFF"])
def test_pictures_of_other_kinds(folder: Path, form: str) -> None:
    good = kit.of_pillow(form)

    @kit.FUZZ
    @given(data=kit.odd_bytes(good))
    def odd(data: bytes) -> None:
        path = folder / "odd.png"
        path.write_bytes(data)
        rgb = or_refused(lambda: read_picture(path), PostureError)
        claimed = or_refused(lambda: header(data), Unfit)
        if rgb is not None and claimed is not None and max(claimed.width, claimed.height) <= 1920:
            assert sorted(rgb.shape[:2]) == sorted((claimed.height, claimed.width))

    odd()


@kit.FUZZ
@given(data=st.binary(max_size=64))
def test_bytes_that_are_nothing(data: bytes) -> None:
    or_refused(lambda: header(data), Unfit)
    or_refused(lambda: jpeg_header(b"\xff\xd8" + data), Unfit)
