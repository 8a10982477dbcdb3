"""Results files: what is written comes back, and whatever ends the writing leaves whole lines."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_samples import a_session, plain, sessions

from posture.cluster.result import Result, ResultKey, ResultOptions
from posture.cluster.results_file import ResultsFile, read_results
from posture.coach.session import Session
from posture.errors import OutputUnwritable, PostureError
from posture.pipeline import Options
from posture.provenance import ModelInfo, SourceInfo
from posture.version import __version__
from posture.vision.rotation import Turn

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits work otherwise there")


def a_result(number: int = 1, *, name: str = "", options: Options | None = None) -> Result:
    """The result of a clip whose content is that number."""
    session = replace(a_session(number % 5), version=__version__)
    return Result.of(
        Path(name or f"clips/{number}.mp4"),
        session,
        content_sha256=f"{number:064x}",
        options=options or Options(),
    )


def written(path: Path, *results: Result) -> Path:
    """A results file of these."""
    with ResultsFile(path) as file:
        for result in results:
            file.add(result)
    return path


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A results file of three clips."""
    return written(tmp_path / "results.jsonl", *map(a_result, (1, 2, 3)))


# --- what a line says


def test_a_line_says_which_clip_it_is_of_and_what_made_the_session(tmp_path: Path) -> None:
    options = Options(hold_s=2.5, start_s=1.0, turn=Turn.LEFT)
    path = written(tmp_path / "results.jsonl", made := a_result(1, options=options))
    (line,) = path.read_text("ascii").splitlines()
    said = json.loads(line)
    assert next(iter(said)) == "schema"
    assert said == {
        "schema": "posture.result/1",
        "clip": "clips/1.mp4",
        "content_sha256": made.content_sha256,
        "model_sha256": made.session.model and made.session.model.sha256,
        "version": __version__,
        "exercise": made.session.exercise,
        "options": {"hold_s": 2.5, "start_s": 1.0, "end_s": None, "every": False, "rotate_deg": 270},
        "session": made.session.as_dict(),
    }


@given(
    session=sessions(infinite=False),
    name=st.text(min_size=1, max_size=20),
    hold=st.sampled_from([None, 0.5, 7.0]),
)
def test_any_result_comes_back(
    tmp_path_factory: pytest.TempPathFactory, session: Session, name: str, hold: float | None
) -> None:
    """Numbers as the session has them for people, with four decimals; names with whatever is in them."""
    path = tmp_path_factory.mktemp("any") / "results.jsonl"
    rounded = Session.from_dict(session.as_dict())
    result = replace(
        a_result(),
        clip=name,
        session=replace(rounded, version=__version__),
        options=ResultOptions(hold_s=hold, end_s=hold),
    )
    path.write_bytes(result.to_line())
    (back,) = read_results(path)
    assert plain(back) == plain(result)
    assert back.key == result.key
    assert path.read_bytes().count(b"\n") == 1


def test_a_name_that_is_no_text_comes_back(tmp_path: Path) -> None:
    name = os.fsdecode(b"clip-\xff.mp4") if os.name == "posix" else "clip.mp4"
    (back,) = read_results(written(tmp_path / "results.jsonl", a_result(name=name)))
    assert back.clip == name


def test_what_makes_another_session_makes_another_key() -> None:
    one = a_result()
    others = [
        replace(one, content_sha256="ab"),
        replace(one, model_sha256="ab"),
        replace(one, exercise="cat_cow"),
        *(
            replace(one, options=ResultOptions.of(options))
            for options in (
                Options(hold_s=3.0), Options(start_s=1.0), Options(end_s=9.0), Options(every=True),
                Options(turn=Turn.OVER),
            )
        ),
    ]  # fmt: skip
    assert len({one.key, *(other.key for other in others)}) == 9
    assert replace(one, clip="elsewhere.mp4").key == one.key


def test_a_recording_is_the_same_whichever_model_is_named() -> None:
    source = SourceInfo("set.npz", "recording", 9.0, 90, 10.0, (640, 480))
    session = replace(a_session(), source=source, model=ModelInfo("lite", "ab"), version=__version__)
    made = Result.of(Path("set.npz"), session, content_sha256="cd", options=Options())
    assert made.key == ResultKey("cd", "", session.exercise, ResultOptions())
    assert made.model_sha256 == "ab"


# --- going on


def test_what_is_there_is_known_and_not_written_again(three: Path) -> None:
    before = three.read_bytes()
    with ResultsFile(three, resume=True) as file:
        assert len(file) == 3
        assert all(a_result(number).key in file for number in (1, 2, 3))
        assert a_result(4).key not in file
        assert plain(file.session(a_result(2).key)) == plain(
            next(r for r in read_results(three) if "2" in r.clip).session
        )
        file.add(a_result(2, name="moved/2.mp4"))
        assert three.read_bytes() == before
        file.add(a_result(4))
        assert file.session(a_result(4).key).counts == a_result(4).session.counts
    assert three.read_bytes() == before + a_result(4).to_line()


def test_a_file_that_is_not_there_yet_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    with ResultsFile(path, resume=True) as file:
        assert len(file) == 0
        assert not path.exists()
        file.add(a_result())
        assert path.exists()
    path.write_bytes(b"")
    with ResultsFile(path, resume=True) as file:
        file.add(a_result())
    assert path.read_bytes() == a_result().to_line()
    assert [p.name for p in tmp_path.iterdir()] == ["results.jsonl"]


def test_a_kill_at_any_byte_costs_no_line_but_the_one_that_was_being_written(tmp_path: Path) -> None:
    """The file cut anywhere: whole lines are read, and going on gives the very file that was to be."""
    path = tmp_path / "results.jsonl"
    lines = [a_result(number).to_line() for number in (1, 2, 3)]
    whole = b"".join(lines)
    ends = [sum(map(len, lines[: n + 1])) for n in range(3)]
    near = {end + by for end in (0, *ends) for by in range(-3, 4)}
    for cut in sorted({*range(0, len(whole), 89), *near} & set(range(len(whole) + 1))):
        path.write_bytes(whole[:cut])
        there = sum(end <= cut + 1 for end in ends)  # only the line break may be missing
        assert len(list(read_results(path))) == there, cut
        with ResultsFile(path, resume=True) as file:
            assert len(file) == there
            assert file.mended == (cut not in {0, *ends, *(end - 1 for end in ends)})
            for number in (1, 2, 3):
                file.add(a_result(number))
        assert path.read_bytes() == whole, cut


WRITES = """
import sys
from dataclasses import replace
from pathlib import Path
from posture.cluster.results_file import ResultsFile, read_results
(one,) = read_results(sys.argv[1])
with ResultsFile(Path(sys.argv[2]), resume=True) as file:
    print(len(file), flush=True)
    for number in range(1, 100_000):
        file.add(replace(one, content_sha256=f"{number:064x}"))
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}


@posix
def test_a_killed_writer_leaves_whole_lines_and_the_next_goes_on(tmp_path: Path) -> None:
    path, chance = tmp_path / "results.jsonl", random.Random(4)
    one = written(tmp_path / "one.jsonl", a_result())
    command = [sys.executable, "-c", WRITES, str(one), str(path)]
    before = 0
    for _ in range(2):
        writer = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert int(writer.stdout.readline()) >= before
        while not path.exists() or path.read_bytes().count(b"\n") <= before + 20:
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, 0.02))
        writer.kill()
        writer.wait()
        writer.stdout.close()
        *ended, _ = path.read_bytes().split(b"\n")
        assert [json.loads(line)["content_sha256"] for line in ended] == [
            f"{number:064x}" for number in range(1, len(ended) + 1)
        ]
        before = len(ended)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.jsonl", "results.jsonl"]


# --- what is refused


def test_two_analyses_do_not_write_to_one_file(three: Path) -> None:
    with (
        ResultsFile(three, resume=True),
        pytest.raises(OutputUnwritable, match="another analysis is writing"),
    ):
        ResultsFile(three, resume=True)
    ResultsFile(three, resume=True).close()


@posix
def test_a_file_that_is_being_written_is_not_replaced_nor_are_lines_lost_where_it_is_removed(
    three: Path,
) -> None:
    with ResultsFile(three, resume=True) as file:
        with pytest.raises(OutputUnwritable, match="another analysis is writing"):
            ResultsFile(three, force=True)
        three.unlink()
        with pytest.raises(OutputUnwritable, match="was removed or replaced meanwhile"):
            file.add(a_result(4))
        three.write_bytes(b"")
        with pytest.raises(OutputUnwritable, match="was removed or replaced meanwhile"):
            file.add(a_result(4))
        assert a_result(4).key not in file


def test_a_file_that_is_there_is_replaced_only_when_that_is_asked(three: Path) -> None:
    before = three.read_bytes()
    with pytest.raises(OutputUnwritable, match="is there already"):
        ResultsFile(three)
    with ResultsFile(three, force=True):
        pass
    assert three.read_bytes() == before  # nothing came: what was there stays
    with ResultsFile(three, force=True) as file:
        file.add(a_result(9))
    assert three.read_bytes() == a_result(9).to_line()


def test_a_clip_is_never_replaced(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"video")
    with pytest.raises(OutputUnwritable, match="is the input"):
        ResultsFile(clip, inputs=[clip], force=True)
    with pytest.raises(PostureError, match="is no results file"):
        ResultsFile(clip, inputs=[clip], resume=True)
    assert clip.read_bytes() == b"video"


def test_results_of_two_versions_are_not_mixed(tmp_path: Path) -> None:
    older = replace(a_result(), version="0.0.9")
    path = tmp_path / "results.jsonl"
    path.write_bytes(older.to_line())
    with pytest.raises(
        PostureError, match=r"results of Posture 0\.0\.9, and this is .*; two versions are not mixed"
    ):
        ResultsFile(path, resume=True)
    assert path.read_bytes() == older.to_line()
    assert [result.version for result in read_results(path)] == ["0.0.9"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no JSON at all", "is no results file"),
        (b"no JSON at all\n", r"is no results file \(line 1: is no JSON\); choose another"),
        (b"\x00" * 100, "is no results file"),
        (b'{"clip": 1}\n', "is no results file"),
        (b'[{"schema": "posture.session/1"}]\n', "is no results file"),
        (
            a_result().to_line().replace(b"result/1", b"result/2"),
            "has the schema 'posture.result/2' of another version",
        ),
        (
            b'{"schema": "posture.session/1"}\n',
            "line 1 has the schema 'posture.session/1', not posture.result/1",
        ),
        (a_result().to_line() + b"{}\n", "line 2 is no result"),
        (a_result().to_line() + b"{\n" + a_result(2).to_line(), "line 2 is no result"),
        (
            a_result().to_line() + a_result(2).to_line().replace(b'"version":"', b'"wersion":"'),
            "version is missing",
        ),
    ],
)
def test_what_is_no_results_file_is_said_and_left_as_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "results.jsonl"
    path.write_bytes(content)
    for reading in (lambda: list(read_results(path)), lambda: ResultsFile(path, resume=True)):
        with pytest.raises(PostureError, match=said) as caught:
            reading()
        assert len(str(caught.value).splitlines()) == 1
    assert path.read_bytes() == content


def test_a_line_without_an_end_is_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posture.cluster.results_file.LONGEST_BYTES", 4000)
    path = tmp_path / "results.jsonl"
    path.write_bytes(a_result().to_line() + a_result(2).to_line()[:500] + b" " * 8000)
    with pytest.raises(PostureError, match=r"line 2 is no result .is longer than"):
        list(read_results(path))


def test_places_that_take_no_file_are_found_out_before_the_first_result(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path, "is no ordinary file; give the name of one"),
        (tmp_path / "no" / "a.jsonl", "does not exist"),
    ):
        for resume in (False, True):
            with pytest.raises(OutputUnwritable, match=said):
                ResultsFile(path, resume=resume)
    with pytest.raises(PostureError, match="no such file"):
        list(read_results(tmp_path / "none.jsonl"))


FILLS = """
import resource, sys
from pathlib import Path
from posture.cluster.results_file import ResultsFile, read_results
results = list(read_results(sys.argv[1]))
limit = sum(len(result.to_line()) for result in results) - 100
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with ResultsFile(Path(sys.argv[2])) as file:
    try:
        for result in results:
            file.add(result)
    except Exception as error:
        print(error, flush=True)
"""


@posix
def test_a_full_disk_takes_whole_lines_only_and_is_gone_on_from(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk that is full: the third line would be half."""
    path = tmp_path / "results.jsonl"
    all_three = written(tmp_path / "three.jsonl", *map(a_result, (1, 2, 3)))
    command = [sys.executable, "-c", FILLS, str(all_three), str(path)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert "cannot be written (File too large); make room" in done.stdout, done.stderr
    assert path.read_bytes() == a_result(1).to_line() + a_result(2).to_line()
    with ResultsFile(path, resume=True) as file:
        assert (len(file), file.mended) == (2, False)
        file.add(a_result(3))
    assert [result.clip for result in read_results(path)] == [f"clips/{n}.mp4" for n in (1, 2, 3)]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    link = tmp_path / "results.jsonl"
    try:
        link.symlink_to(tmp_path / "disk" / "real.jsonl")
    except OSError:
        pytest.skip("no links here")
    written(link, a_result(1))
    with ResultsFile(link, resume=True) as file:
        file.add(a_result(2))
    assert link.is_symlink()
    assert len(list(read_results(tmp_path / "disk" / "real.jsonl"))) == 2
