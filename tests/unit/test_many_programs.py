"""Several programs on one database at once: what each was told is kept stays, and what it deleted is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kept_samples import BACKENDS, MORNING, a_session, fresh_database

from posture.history.store import Opinion, Store

PROGRAMS, ROUNDS = 2, 6
SHARED = tuple(range(1, ROUNDS + 1))
WORK = f"""
    import json
    import sys
    from datetime import timedelta

    from kept_samples import MORNING, a_session

    from posture.history.store import Opinion, Store

    address, me = sys.argv[1], int(sys.argv[2])
    kept, gone, notes, last = [], [], [], None
    with Store(address) as store:
        store.sets(limit=1)
        print("ready", flush=True)
        sys.stdin.readline()
        for n in range({ROUNDS}):
            begun = MORNING + timedelta(hours=n, seconds=me)
            number = store.save(a_session(), started_at=begun, person=f"program {{me}}")
            store.corrections.add(number, 1, Opinion.NOT_A_REP)
            store.corrections.add(n + 1, None, Opinion.MISSED)  # all of them say it of the same set
            notes.append(store.journal.write("pain", {{"score": n}}, at=begun, person=f"program {{me}}"))
            store.journal.choose("plan_time", f"{{n:02}}:{{me:02}}")
            if n % 3 == 2:
                store.delete(number)
                gone.append(number)
            else:
                kept.append(number)
            assert len(store.sets(person=f"program {{me}}")) == len(kept)
    print(json.dumps([kept, gone, notes]))
    """


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("POSTURE_DATA_DIR", str(tmp_path / "data"))
    with fresh_database(request.param, tmp_path) as made:
        yield made


def start(address: str, me: int) -> subprocess.Popen[str]:
    here = Path(__file__).parents
    path = os.pathsep.join([str(here[2]), str(here[1]), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WORK), address, str(me)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def told(program: subprocess.Popen[str]) -> Any:
    """What a program did, as it says itself at its end."""
    said, _ = program.communicate(timeout=60)
    assert program.returncode == 0
    return json.loads(said)


def test_programs_that_keep_correct_note_and_delete_at_once_lose_nothing(address: str) -> None:
    with Store(address) as store:
        for _ in SHARED:
            store.save(a_session(), started_at=MORNING, person="shared")
    programs = [start(address, me) for me in range(PROGRAMS)]
    for program in programs:  # nobody begins before all can
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    done = [told(program) for program in programs]
    with Store(address) as store:
        numbers = [number for kept, gone, _ in done for number in (*kept, *gone)]
        assert len(set(numbers)) == PROGRAMS * ROUNDS, "no number is given twice"
        for me, (kept, _, notes) in enumerate(done):
            mine = list(store.whole_sets(person=f"program {me}"))
            assert [one.id for one in mine] == kept
            assert all(one.session and len(one.session.attempts) == 3 for one in mine)
            assert {c.verdict for one in mine for c in one.corrections} == {Opinion.NOT_A_REP}
            assert [note.id for note in store.journal.notes(person=f"program {me}")][::-1] == notes
        assert [len(store.get(number).corrections) for number in SHARED] == [PROGRAMS] * ROUNDS
        last = store.journal.setting("plan_time")
        assert last in {f"{ROUNDS - 1:02}:{me:02}" for me in range(PROGRAMS)}
    with Store(address) as store:  # opened anew, every page of the file is read
        store._database.check()
