"""What commands may write over, and what becomes of what they left unfinished."""

from __future__ import annotations

import errno
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from posture.errors import OutputUnwritable
from posture.files import atomic_file
from posture.files.atomic_file import AtomicFile, sweep, sweep_all, written_whole
from posture.files.output_files import OutputFiles, write_text
from posture.files.scratch import ScratchFolder, sweep_scratch

posix = pytest.mark.skipif(os.name != "posix", reason="links and signals work otherwise there")


def put(path: Path, *, force: bool = False, inputs: tuple[Path, ...] = ()) -> None:
    """Write "new" as a command does."""
    with OutputFiles(*inputs, force=force) as files:
        write_text("new", files.add(path))
        files.commit()


@pytest.fixture
def kept(data_folder: Path) -> Path:
    """A database with what lies beside it."""
    for name in ("posture.db", "posture.db-wal", "posture.db.bak-20260301T080000", "rescued/a.json"):
        (data_folder / name).parent.mkdir(exist_ok=True)
        (data_folder / name).write_text("kept")
    return data_folder


def contents(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


# --- what is written over


def test_a_file_that_is_there_is_replaced_only_when_that_is_asked(tmp_path: Path) -> None:
    put(tmp_path / "out.json")
    (tmp_path / "out.json").write_text("before")
    (tmp_path / "out.json").chmod(0o600)
    with pytest.raises(OutputUnwritable, match=r"out.json: is there already; .* replace it with --force$"):
        put(tmp_path / "out.json")
    assert contents(tmp_path) == {"out.json": "before"}
    put(tmp_path / "out.json", force=True)
    assert contents(tmp_path) == {"out.json": "new"}
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "name",
    [
        "posture.db",
        "POSTURE.DB",
        "posture.db-wal",
        "posture.db-shm",
        "posture.db.bak-20260301T080000",
        "posture.db.damaged-x",
        "rescued/new.json",
        "rescued/../posture.db",
    ],
)
def test_what_the_program_keeps_is_never_written_over(kept: Path, name: str, *, force: bool) -> None:
    before = contents(kept)
    with pytest.raises(OutputUnwritable, match="Posture keeps its own data there; choose another name"):
        put(kept / name, force=force)
    assert contents(kept) == before


@posix
def test_nor_under_another_name(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(kept)
    (tmp_path / "symbolic.json").symlink_to(kept / "posture.db")
    (tmp_path / "chain.json").symlink_to("symbolic.json")
    (tmp_path / "coming.json").symlink_to(kept / "posture.db-journal")
    (tmp_path / "folder").symlink_to(kept)
    os.link(kept / "posture.db", tmp_path / "hard.json")
    monkeypatch.chdir(kept)
    names = ("symbolic.json", "chain.json", "coming.json", "folder/posture.db", "hard.json")
    for path in (*(tmp_path / name for name in names), Path("posture.db")):
        with pytest.raises(OutputUnwritable, match="keeps its own data there"):
            put(path, force=True)
    assert contents(kept) == before


def test_nor_where_another_database_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTURE_DATABASE_URL", f"sqlite+pysqlite:///{tmp_path}/mine.sqlite?timeout=1")
    with pytest.raises(OutputUnwritable, match="keeps its own data there"):
        put(tmp_path / "mine.sqlite")
    monkeypatch.setenv("POSTURE_DATABASE_URL", "postgresql://clinic/posture")
    put(tmp_path / "mine.sqlite")


def test_other_files_beside_the_database_can_be_written(kept: Path) -> None:
    put(kept / "sets.csv")
    assert contents(kept)["sets.csv"] == "new"


@posix
def test_links_are_followed_and_stay(tmp_path: Path) -> None:
    (tmp_path / "there.json").symlink_to("real.json")
    put(tmp_path / "there.json")
    assert (tmp_path / "there.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"
    (tmp_path / "real.json").write_text("before")
    with pytest.raises(OutputUnwritable, match=r"there.json: is there already"):
        put(tmp_path / "there.json")
    put(tmp_path / "there.json", force=True)
    assert (tmp_path / "there.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"
    (tmp_path / "circle.json").symlink_to("circle.json")
    with pytest.raises(OutputUnwritable, match=r"cannot be written|is there already"):
        put(tmp_path / "circle.json")


@posix
def test_what_is_read_or_written_already_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "clip.mp4"
    source.write_text("pictures")
    os.link(source, tmp_path / "hard.mp4")
    (tmp_path / "soft.mp4").symlink_to(source)
    for name in ("clip.mp4", "hard.mp4", "soft.mp4", "../" + tmp_path.name + "/clip.mp4"):
        with pytest.raises(OutputUnwritable, match="is the input or another output already"):
            put(tmp_path / name, force=True, inputs=(source,))
    with OutputFiles(force=True) as files:
        files.add(tmp_path / "one.json")
        with pytest.raises(OutputUnwritable, match="another output already"):
            files.add(tmp_path / "." / "one.json")
    assert source.read_text() == "pictures"
    assert not (tmp_path / "one.json").exists()


@posix
@pytest.mark.parametrize("force", [False, True])
def test_devices_and_folders_are_no_files_to_write(tmp_path: Path, *, force: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", Path(os.devnull), tmp_path):
        with pytest.raises(OutputUnwritable, match=r"is no ordinary file; .* or - to print|is a folder"):
            put(place, force=force)


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_meanwhile_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """Also on a file system without hard links."""
    if not links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "no hard links here")

        monkeypatch.setattr(atomic_file.os, "link", refuse)
        put(tmp_path / "other.json")
        assert contents(tmp_path) == {"other.json": "new"}
        (tmp_path / "other.json").unlink()
    with OutputFiles() as files:
        write_text("new", files.add(tmp_path / "out.json"))
        (tmp_path / "out.json").write_text("somebody else's")
        with pytest.raises(OutputUnwritable, match="is there already"):
            files.commit()
    assert contents(tmp_path) == {"out.json": "somebody else's"}


def test_a_very_long_name_has_room(tmp_path: Path) -> None:
    put(tmp_path / ("n" * 250 + ".json"))
    assert len(contents(tmp_path)) == 1


# --- what a killed process leaves


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of writing ``out.json``."""
    program = (
        "import sys, time\nfrom pathlib import Path\n"
        "from posture.files.output_files import OutputFiles, write_text\n"
        "files = OutputFiles()\nwrite_text('half', files.add(Path(sys.argv[1])))\n"
        "print('begun', flush=True)\ntime.sleep(600)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "out.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        yield process
        process.kill()


def unfinished(folder: Path) -> list[Path]:
    return sorted(folder.glob(".posture-part-*"))


@posix
def test_the_next_one_that_writes_there_removes_what_a_kill_left(
    tmp_path: Path, at_work: subprocess.Popen[str]
) -> None:
    (left,) = unfinished(tmp_path)
    put(tmp_path / "other.json")
    assert unfinished(tmp_path) == [left], "two at once leave each other alone"
    at_work.send_signal(signal.SIGKILL)
    at_work.wait()
    put(tmp_path / "third.json")
    assert contents(tmp_path) == {"other.json": "new", "third.json": "new"}


@posix
def test_the_next_start_finds_it_wherever_it_is(tmp_path: Path, at_work: subprocess.Popen[str]) -> None:
    sweep_all()
    assert unfinished(tmp_path)
    at_work.send_signal(signal.SIGKILL)
    at_work.wait()
    command = [sys.executable, "-m", "posture", "history"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert not contents(tmp_path)
    notes = Path(os.environ["XDG_STATE_HOME"]) / "posture" / "unfinished"
    assert not list(notes.iterdir())


@posix
def test_ctrl_c_at_any_line_leaves_nothing_unfinished(tmp_path: Path) -> None:
    notes, written, at = Path(os.environ["XDG_STATE_HOME"]) / "posture" / "unfinished", set(), 1
    while interrupted(at, tmp_path / "out.json"):
        gc.collect()
        assert [*notes.glob("*"), *unfinished(tmp_path)] == [], f"line {at} that was run"
        written |= set(contents(tmp_path).values())
        (tmp_path / "out.json").unlink(missing_ok=True)
        at += 1
    assert at > 40
    assert written == {"new"}


@posix
def test_a_forked_process_leaves_an_unfinished_file_to_the_one_that_writes_it(tmp_path: Path) -> None:
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom posture.files.atomic_file import AtomicFile\n"
        "file = AtomicFile(Path(sys.argv[1]))\nfile.temporary.write_text('new')\n"
        "if forked := os.fork():\n    os.waitpid(forked, 0)\n    file.commit()\n"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "out.json"], check=True)
    assert contents(tmp_path) == {"out.json": "new"}


def interrupted(at: int, path: Path) -> bool:
    """Write "new" to a file, with Ctrl-C at one of the lines that are run; tell whether it came."""
    run = 0

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., object] | None:
        nonlocal run
        if frame.f_code.co_filename != atomic_file.__file__:
            return None
        run += event == "line"
        if run == at:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with AtomicFile(path) as file:
            file.temporary.write_text("new")
            file.commit()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


@posix
def test_only_what_is_surely_ours_and_left_alone_is_removed(tmp_path: Path) -> None:
    with OutputFiles() as files:
        mine = files.add(tmp_path / "out.json").temporary
        elsewhere = mine.with_name(".posture-part-0badc0de-123456789abc")
        for path in (elsewhere, tmp_path / ".out-1234abcd.json", tmp_path / ".posture-part"):
            path.write_text("not this computer's, or nobody's")
        (tmp_path / f"{mine.name}-link").symlink_to(tmp_path / "precious")
        (tmp_path / f"{mine.name}-folder").mkdir()
        (tmp_path / "precious").write_text("mine")
        before = sorted(tmp_path.iterdir())
        sweep(tmp_path)
        assert sorted(tmp_path.iterdir()) == before
    assert not mine.exists()
    assert (tmp_path / "precious").read_text() == "mine"


@posix
def test_on_a_disk_without_locks_files_are_written_and_nothing_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_work: subprocess.Popen[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr("posture.files.claims.fcntl.flock", refuse)
    at_work.kill()
    at_work.wait()
    put(tmp_path / "other.json")
    assert len(unfinished(tmp_path)) == 1 and (tmp_path / "other.json").read_text() == "new"
    with ScratchFolder("upload") as folder:
        sweep_scratch()
        assert folder.path.is_dir()
    assert not folder.path.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a file away")
def test_what_another_user_left_stays(tmp_path: Path) -> None:
    file = AtomicFile(tmp_path / "out.json")
    theirs = file.temporary.with_name(f"{file.temporary.name}x")
    theirs.write_text("theirs")
    os.chown(theirs, 65534, 65534)
    sweep(tmp_path)
    assert theirs.exists()
    file.discard()


@posix
def test_a_scratch_folder_goes_with_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "posture-of-somebody").mkdir()
    program = (
        "import time\nfrom posture.files.scratch import ScratchFolder\nfolder = ScratchFolder('upload')\n"
        "(folder.path / 'video.mp4').write_text('pictures')\nprint('begun', flush=True)\ntime.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        with ScratchFolder("upload") as mine:
            assert len(list(tmp_path.glob("posture-upload-*"))) == 2, "two at once leave each other alone"
            process.kill()
            process.wait()
            sweep_scratch()
            assert list(tmp_path.glob("posture-upload-*")) == [mine.path]
    assert [path.name for path in tmp_path.iterdir()] == ["posture-of-somebody"]


def test_a_text_of_our_own_is_whole_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text("before")
    with pytest.raises(TypeError), written_whole(tmp_path / "own.json") as file:
        file.writelines(["half", None])  # type: ignore[list-item]  # no text
    assert contents(tmp_path) == {"own.json": "before"}
    with written_whole(tmp_path / "own.json") as file:
        file.write("after")
    assert contents(tmp_path) == {"own.json": "after"}


def test_a_place_for_notes_that_cannot_be_had_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    put(tmp_path / "out.json")
    sweep_all()
    assert (tmp_path / "out.json").read_text() == "new"
