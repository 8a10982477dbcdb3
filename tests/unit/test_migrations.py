"""Changing the tables: once, whole or not at all, with a copy, and without losing a set."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from kept_samples import BACKENDS, MORNING, a_session, fresh_database, plain
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from posture.errors import StoreError
from posture.history import revision, upgrade
from posture.history.database import Database
from posture.history.store import Opinion, Store

PACKAGE = Path(upgrade.__file__).parents[1]
HEAD = revision.HEAD
"""The newest step before any test makes another."""
Step = Callable[[str], None]


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh_database(request.param, tmp_path) as made:
        yield made


@contextmanager
def opened(address: str) -> Iterator[Engine]:
    engine = create_engine(address)
    try:
        yield engine
    finally:
        engine.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "posture.db"


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Step:
    """Make this program one version newer, with that step to take."""

    def make(body: str) -> None:
        scripts = tmp_path / "scripts"
        shutil.copytree(upgrade.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        step = f"""
            import sqlalchemy as sa
            from alembic import op

            revision, down_revision = "next", {revision.HEAD!r}


            def upgrade():
            """
        step = textwrap.dedent(step) + textwrap.indent(textwrap.dedent(body), "    ")
        (scripts / "versions" / "next_step.py").write_text(step)
        monkeypatch.setattr(upgrade, "SCRIPTS", scripts)
        monkeypatch.setattr(revision, "HEAD", "next")

    return make


def fill(address: str) -> list[object]:
    with Store(address) as store:
        for n in range(3):
            set_id = store.save(a_session(), started_at=MORNING + timedelta(hours=n), person="Ada")
        store.corrections.add(set_id, 1, Opinion.NOT_A_REP)
        return plain(list(store.whole_sets()))


def contents(address: str) -> list[object]:
    with Store(address) as store:
        return plain(list(store.whole_sets()))


def ask(address: str, query: str) -> object:
    database = Database(address)
    try:
        with database.transaction() as connection:
            return connection.execute(text(query)).scalar()
    finally:
        database.close()


def copies(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.glob("*.bak-*"))


# --- the steps as they are


def schema(connection: Connection) -> dict[str, object]:
    """Every table with its columns, in any order, its keys and its indexes."""
    seen = inspect(connection)
    return {
        table: (
            {column["name"]: {**column, "type": repr(column["type"])} for column in seen.get_columns(table)},
            seen.get_pk_constraint(table),
            sorted(seen.get_foreign_keys(table), key=repr),
            {
                index["name"]: (
                    index["column_names"],
                    index["unique"],
                    {name: str(value) for name, value in index["dialect_options"].items()},
                )
                for index in seen.get_indexes(table)
            },
            sorted(map(repr, seen.get_unique_constraints(table))),
        )
        for table in seen.get_table_names()
    }


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_steps_make_the_tables_that_a_new_database_begins_with(backend: str, tmp_path: Path) -> None:
    found = []
    for make in (revision.begin, lambda connection: upgrade.upgrade(connection, file=None)):
        folder = tmp_path / str(len(found))
        folder.mkdir()
        with fresh_database(backend, folder) as address, opened(address) as engine:
            with engine.begin() as connection:
                make(connection)
            with engine.connect() as connection:
                found.append((schema(connection), revision.stored(connection)))
    assert found[0] == found[1]
    assert "sets" in found[0][0]


def test_the_index_of_live_sets_is_the_newest(tmp_path: Path) -> None:
    # Where two indexes seem as good to SQLite, it takes that one, and reads past no clips.
    with opened(f"sqlite:///{tmp_path / 'posture.db'}") as engine, engine.begin() as connection:
        revision.begin(connection)
        made = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'sets' ORDER BY rowid"
        assert connection.execute(text(made)).scalars().all()[-1] == "ix_sets_live_person_started_at"


def test_the_newest_step_is_the_one_that_the_program_looks_for() -> None:
    assert ScriptDirectory.from_config(upgrade.config()).get_heads() == [revision.HEAD]


def test_a_new_database_needs_no_copy_before_its_tables_are_made(file: Path) -> None:
    fill(f"sqlite:///{file}")
    assert not copies(file)


def test_sets_of_before_are_there_and_nobody_has_looked_at_them(file: Path) -> None:
    before = fill(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("DROP TABLE profile_changes")
        raw.execute("DROP INDEX ix_sets_live_person_started_at")
        raw.execute("ALTER TABLE sets DROP COLUMN confirmed_at")
        raw.execute(f"UPDATE {revision.TABLE} SET version_num = '0002'")
        raw.commit()
    assert contents(f"sqlite:///{file}") == before
    assert copies(file) == ["posture.db.bak-0002"]
    with Store(f"sqlite:///{file}") as store:
        assert {one.confirmed_at for one in store.sets()} == {None}
        store.corrections.confirm(1)
        assert store.get(1).confirmed_at is not None


def test_importing_the_environment_does_nothing() -> None:
    spec = importlib.util.spec_from_file_location("env_of_alembic", upgrade.SCRIPTS / "env.py")
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


def test_it_works_from_wherever_the_program_is_installed(tmp_path: Path) -> None:
    site = tmp_path / "50% site packages"
    ignored = shutil.ignore_patterns("__pycache__", "app", "live", "vision", "_bundled")
    shutil.copytree(PACKAGE, site / "posture", ignore=ignored)
    script = """
        import posture
        from posture.history.store import Store
        with Store() as store:
            assert store.sets() == []
        print(posture.__file__)
        """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(site), "POSTURE_DATA_DIR": str(tmp_path / "sets")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(site))
    assert (tmp_path / "sets" / "posture.db").is_file()


# --- a step to come

REBUILD = """
with op.batch_alter_table("sets", recreate="auto") as table:
    table.add_column(sa.Column("mood", sa.Text, server_default="fine", nullable=False))
    table.alter_column("version", nullable=True)
"""


def test_an_older_database_is_brought_up_to_date_with_everything_in_it(
    address: str, next_version: Step
) -> None:
    before = fill(address)
    next_version(REBUILD)
    assert contents(address) == before
    assert ask(address, "SELECT min(mood) FROM sets") == "fine"
    assert ask(address, f"SELECT version_num FROM {revision.TABLE}") == "next"


def test_a_rebuilt_table_still_takes_its_children_with_it(file: Path, next_version: Step) -> None:
    address = f"sqlite:///{file}"
    fill(address)
    next_version(REBUILD)
    with Store(address) as store:
        store.delete(store.sets()[0].id)
    assert ask(address, "SELECT count(*) FROM attempts") == 6


def test_the_copy_is_the_database_as_it_was(
    file: Path, next_version: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"sqlite:///{file}"
    open_all_the_time = sqlite3.connect(file)  # so that the sets stay in the journal, not in the file
    open_all_the_time.execute("PRAGMA journal_mode = WAL")
    before = fill(address)
    with monkeypatch.context():
        next_version(REBUILD)
        contents(address)
        contents(address)
    open_all_the_time.close()
    assert copies(file) == [f"posture.db.bak-{HEAD}"]
    monkeypatch.undo()
    assert contents(f"sqlite:///{file}.bak-{HEAD}") == before


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("op.execute('INSERT INTO nowhere VALUES (1)')", "no such table: nowhere|nowhere.* does not exist"),
        (
            "op.drop_table('corrections')\nop.execute('SELECT x FROM posture_revision')",
            "no such column|does not exist",
        ),
    ],
)
def test_a_step_that_fails_changes_nothing(
    address: str, next_version: Step, monkeypatch: pytest.MonkeyPatch, body: str, message: str
) -> None:
    before = fill(address)
    next_version(
        f"op.create_table('rest', sa.Column('id', sa.Integer))\nop.execute('DELETE FROM faults')\n{body}"
    )
    with pytest.raises(StoreError, match=message):
        contents(address)
    monkeypatch.undo()
    assert ask(address, f"SELECT version_num FROM {revision.TABLE}") == HEAD
    assert contents(address) == before


def test_a_step_that_would_orphan_rows_changes_nothing(
    file: Path, next_version: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(f"sqlite:///{file}")
    next_version("op.execute('DELETE FROM sets WHERE id = 2')")
    with pytest.raises(StoreError, match="would lose 6 rows; nothing was changed"):
        contents(f"sqlite:///{file}")
    monkeypatch.undo()
    assert contents(f"sqlite:///{file}") == before


def test_a_set_kept_during_a_failing_step_is_rescued(
    file: Path, next_version: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(f"sqlite:///{file}")
    next_version("raise RuntimeError('a mistake of ours')")
    with Store(f"sqlite:///{file}") as store, pytest.raises(RuntimeError):
        store.save(a_session(), started_at=MORNING + timedelta(days=1))
    monkeypatch.undo()
    assert len(contents(f"sqlite:///{file}")) == len(before) + 1


def test_a_newer_database_is_left_alone(
    address: str, next_version: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(address)
    next_version(REBUILD)
    contents(address)
    monkeypatch.undo()
    with (
        Store(address) as store,
        pytest.raises(
            StoreError, match=rf"written by a newer posture \(revision next, .* up to {HEAD}\); update"
        ),
    ):
        store.sets()
    monkeypatch.setattr(revision, "HEAD", "next")
    assert contents(address) == before


def test_a_copy_that_cannot_be_made_stops_the_step(
    file: Path, next_version: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(f"sqlite:///{file}")
    (file.parent / f"posture.db.bak-{HEAD}").mkdir()
    next_version(REBUILD)
    with pytest.raises(StoreError, match="directory"):
        contents(f"sqlite:///{file}")
    assert copies(file) == [f"posture.db.bak-{HEAD}"]
    monkeypatch.undo()
    assert contents(f"sqlite:///{file}") == before
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
