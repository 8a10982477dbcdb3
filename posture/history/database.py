"""The database behind the store: where it lies, how it is opened, what its errors mean to a person."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session as Rows
from sqlalchemy.pool import QueuePool

from posture.errors import StoreError, StoreUnavailable
from posture.files.atomic_file import sweep
from posture.files.claims import Claim
from posture.files.data_folder import DATABASE, data_folder
from posture.history import backup, revision
from posture.history.daily_copy import DailyCopy

_LOG = logging.getLogger(__name__)

BUSY_TIMEOUT_S = 5.0
"""How long another program may hold the database before we give up."""

ADDRESS_FILE = "POSTURE_DATABASE_URL_FILE"
"""The environment variable that names a file with the address: others may read an environment."""

_LOCK_KEY = 0x706F7374  # "post": PostgreSQL's advisory lock of this program


def default_url() -> str:
    """Return ``POSTURE_DATABASE_URL``, or the address of the SQLite file in the data folder.

    An address with a password can be the only line of a file that ``POSTURE_DATABASE_URL_FILE`` names.

    Raises:
        StoreUnavailable: There is no such file.
    """
    given = os.environ.get("POSTURE_DATABASE_URL") or _address_in(os.environ.get(ADDRESS_FILE, ""))
    path = data_folder().absolute() / DATABASE
    return given or URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def _address_in(file: str) -> str:
    if not file:
        return ""
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise StoreUnavailable(f"{ADDRESS_FILE} names {file}, which cannot be read: {error}") from error


class Database:
    """One database; nothing is touched before the first transaction.

    Args:
        url: A SQLAlchemy address of SQLite or PostgreSQL.

    Raises:
        StoreError: It is no address, or of a kind of database that is not supported.
    """

    def __init__(self, url: str) -> None:
        self.url = _served(url)
        name = self.url.database
        is_file = self.url.get_backend_name() == "sqlite" and name not in (None, "", ":memory:")
        self.file = Path(str(name)).absolute() if is_file else None
        """The SQLite file, or ``None`` for a server or for memory."""
        self._engine: Engine | None = None
        self._opening = Lock()
        self.version = object()
        """Another one after everything that this process has written."""
        self._in_use: Claim | None = None
        self._daily_copy = DailyCopy(self.file)

    @property
    def where(self) -> str:
        """The database as messages name it, without a password."""
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)

    @property
    def is_memory(self) -> bool:
        """True for a SQLite database that is gone when it is closed."""
        return self.file is None and self.url.get_backend_name() == "sqlite"

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[Connection]:
        """Open one transaction: committed at the end, rolled back on any error.

        Args:
            write: Take the turn of a writer at the start, so that the transaction never fails half-way
                because another program wrote in between.

        Raises:
            StoreError: The database cannot be used; the message says what to do.
        """
        with self.errors_explained(), self._ready().connect() as connection:
            marked = connection.execution_options(posture_write=write)
            with marked.begin():
                yield marked
        if write:
            self.version = object()
        self._daily_copy.look(changed=write)

    @contextmanager
    def rows(self, *, write: bool = False) -> Iterator[Rows]:
        """Open one transaction as a session of the tables' rows.

        Args:
            write: As for `transaction`.

        Raises:
            StoreError: The database cannot be used; the message says what to do.
        """
        with self.transaction(write=write) as connection, Rows(connection) as rows:
            yield rows
            rows.flush()

    def close(self) -> None:
        """Let go of all connections; the next transaction opens the database again."""
        self._daily_copy.wait()
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None
            self._leave()

    def scrub(self, *, shrink: bool = False) -> None:
        """Empty the journal of what was deleted; the deletion itself overwrites the pages of the file.

        Args:
            shrink: Give the freed space back to the disk.

        Raises:
            StoreError: Another program reads the journal.
        """
        if self.file is None:
            return
        with self.errors_explained(), self._ready().connect() as connection:
            driver: Any = connection.connection.driver_connection
            if shrink:
                driver.execute("VACUUM")
            busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:  # SQLite reports this and raises nothing
            raise StoreUnavailable(_LOCKED.format(where=self.where))

    def leave_no_copy(self, *, shrink: bool = False) -> None:
        """Remove what else still holds something that was deleted: the copies, and the journal's pages.

        A journal that somebody reads at this moment is emptied with the next deletion; that is logged.

        Args:
            shrink: Give the freed space back to the disk.

        Raises:
            StoreError: A copy could not be removed.
        """
        if self.file is None:
            return
        with self.errors_explained(), backup.copying(self.file):
            for path in backup.every_file(self.file):
                path.unlink(missing_ok=True)
            sweep(self.file.parent)
            try:
                self.scrub(shrink=shrink)
            except StoreError as error:
                _LOG.warning("the file could not be tidied after deleting: %s", error)
        self._daily_copy.make_another()

    def check(self) -> None:
        """Read every page, which takes a second for some hundred megabytes.

        Raises:
            StoreError: The database is damaged, or cannot be used.
        """
        with self.errors_explained(), self._ready().connect() as connection:
            if self.file is not None:
                said = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
                if said != "ok":
                    raise sqlite3.DatabaseError(f"malformed: {said}")

    @contextmanager
    def errors_explained(self) -> Iterator[None]:
        """Turn what the driver reports into a `StoreUnavailable` for a person to read."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise StoreUnavailable(self._explain(error)) from error

    def _explain(self, error: Exception) -> str:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = (str(cause).strip() or type(cause).__name__).splitlines()[0]
        for sign, message in _MEANINGS.items():
            if sign in said.lower():
                return message.format(where=self.where, copies=self._copies())
        return f"the kept sets in {self.where} cannot be used: {said}"

    def _copies(self) -> str:
        """Return words about what there is to put in the place of a damaged file."""
        there = backup.readable(self.file) if self.file else []
        if not there:
            return "there is no copy of it: move it away to begin anew"
        newest = f"{there[0].made_at.astimezone():%Y-%m-%d %H:%M}, {there[0].sets} sets"
        return f"put back a copy (the newest of {len(there)}: {newest}) with: posture history --restore"

    def _ready(self) -> Engine:
        with self._opening:
            if self._engine is None:
                self._engine = self._opened()
            return self._engine

    def _opened(self) -> Engine:
        if self.file is not None:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not all(_writable(path) for path in (self.file.parent, self.file) if path.exists()):
                # said before SQLite opens it: its journal would take over the file's mode, and keep it
                raise StoreUnavailable(_UNWRITABLE.format(where=self.where))
            self._in_use = backup.in_use(self.file)
        engine = _engine(self.url)
        try:
            with engine.connect() as connection:
                stored = revision.stored(connection)
            if stored != revision.HEAD:
                self._migrate(engine)
        except BaseException:  # whatever it was, it goes on up; but nothing stays open or claimed
            engine.dispose()
            self._leave()
            raise
        return engine

    def _leave(self) -> None:
        if self._in_use is not None:
            self._in_use.release()
            self._in_use = None

    def _migrate(self, engine: Engine) -> None:
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            if connection.dialect.name == "sqlite":
                driver.execute("PRAGMA journal_mode = WAL")
                # a step that rebuilds a table drops the old one, which would take its children along
                driver.execute("PRAGMA foreign_keys = OFF")
            try:
                marked = connection.execution_options(posture_write=True)
                with marked.begin():
                    take_turn(marked)
                    _bring_up_to_date(marked, self.file)
            finally:
                if connection.dialect.name == "sqlite":
                    driver.execute("PRAGMA foreign_keys = ON")


def _bring_up_to_date(connection: Connection, file: Path | None) -> None:
    if revision.stored(connection) is None:
        revision.begin(connection)
    else:
        from posture.history.upgrade import upgrade  # Alembic costs a third of a second: only when needed

        upgrade(connection, file=file)


def take_turn(connection: Connection) -> None:
    """Wait until no other program is in the same section; SQLite has only one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})


_LOCKED = "the kept sets in {where} are locked by another program; close it and try again"
_UNWRITABLE = "{where} cannot be written; make the file and its folder writable or set POSTURE_DATA_DIR"
_NO_ROOM = "no room left to keep sets in {where}; free some disk space and try again"
_DAMAGED = "{where} is no database or damaged; {copies}"
_MEANINGS = {
    "locked": _LOCKED,
    "lock timeout": _LOCKED,
    "readonly": _UNWRITABLE,
    "read-only": _UNWRITABLE,
    "permission denied": _UNWRITABLE,
    "unable to open": _UNWRITABLE,
    "file exists": _UNWRITABLE,
    "not a directory": _UNWRITABLE,
    "is full": _NO_ROOM,
    "no space": _NO_ROOM,
    "not a database": _DAMAGED,
    "malformed": _DAMAGED,
}
"""What the drivers' words mean to a person."""


def _served(address: str) -> URL:
    try:
        url = make_url(address)
        backend = "postgresql" if url.drivername == "postgres" else url.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        name = (
            "POSTURE_DATABASE_URL" if address == os.environ.get("POSTURE_DATABASE_URL") else "the url given"
        )
        raise StoreError(f"{name} is no database address; use sqlite:///FILE") from error
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError(f"no sets can be kept in {backend}; use sqlite:///FILE or postgresql://…")
    return url


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        engine = create_engine(
            url,
            pool_pre_ping=True,
            hide_parameters=True,  # what people keep is nothing for a log
            connect_args={"connect_timeout": BUSY_TIMEOUT_S},
        )
    except ImportError as error:
        raise StoreError(
            'PostgreSQL needs its driver; run: python -m pip install "psycopg[binary]"'
        ) from error
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _sqlite(url: URL) -> Engine:
    timeout = {} if "timeout" in url.query else {"timeout": BUSY_TIMEOUT_S}
    memory = url.database in (None, "", ":memory:")
    engine = create_engine(
        url,
        poolclass=QueuePool,
        hide_parameters=True,  # what people keep is nothing for a log
        connect_args={"check_same_thread": False, **timeout},
        # a database in memory lives in its one connection, and threads take turns
        **({"pool_size": 1, "max_overflow": 0} if memory else {}),
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(driver: Any, _record: object) -> None:
    driver.isolation_level = None  # we say BEGIN ourselves: the driver's own way commits before DDL
    driver.execute("PRAGMA foreign_keys = ON")
    driver.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("posture_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_TIMEOUT_S:g}s'")
