"""The table for a person's spreadsheet, read back as Excel reads it in that person's country."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_samples import BACKENDS, MORNING, a_session, attempt, fresh_database

from posture.history.exporter import export
from posture.history.kept_set import Correction, KeptSet, Opinion
from posture.history.spreadsheet import COLUMNS, Manner, manner_of, write
from posture.history.store import Store

US, GERMANY = (",", "."), (";", ",")
"""What parts columns and what stands before decimals, as Windows has it for en-US and de-DE."""


def in_berlin(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("Europe/Berlin"))


def opened(content: bytes, country: tuple[str, str]) -> list[dict[str, str | float]]:
    """The cells as Excel makes them of a file that is opened by a double click."""
    separator, decimal = country
    assert content.startswith(b"\xef\xbb\xbf"), "else Excel reads another encoding"
    assert content.count(b"\r\n") == content.count(b"\n")
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator)

    def cell(text: str) -> str | float:
        other = "." if decimal == "," else ","
        if other in text.strip("0123456789"):
            return text
        try:
            return float(text.replace(decimal, "."))
        except ValueError:
            return text

    return [{name: cell(text) for name, text in row.items()} for row in rows]


def kept(**changes: object) -> KeptSet:
    made = KeptSet.of(a_session(), started_at=MORNING, person="Zoë Größe, 1")
    return replace(made, **changes)  # type: ignore[arg-type]  # any field


def table(one: KeptSet, manner: Manner) -> bytes:
    file = io.StringIO(newline="")
    assert write([one], file, manner) == 1
    return file.getvalue().encode()


@pytest.mark.parametrize(("locale", "country"), [("en-US", US), ("de_DE.UTF-8", GERMANY), ("es", GERMANY)])
def test_excel_reads_what_was_kept(locale: str, country: tuple[str, str]) -> None:
    manner = replace(manner_of(locale), here=in_berlin)
    corrections = (Correction(1, Opinion.NOT_A_REP, MORNING),)
    one, two, three = opened(table(kept(id=7, corrections=corrections), manner), country)
    assert tuple(one) == COLUMNS
    assert (one["set_id"], one["person"], one["correction"]) == (7.0, "Zoë Größe, 1", "not_a_rep")
    assert one["started_at"] == "2026-03-01 09:30:15"
    assert one["time_zone"] == "UTC+01:00"
    assert one["peak_s"] == pytest.approx(3.1 + 1 / 3, abs=0.005)
    assert one["duration_s"] == pytest.approx(attempt(1).duration_s, abs=0.005)
    assert (two["faults"], two["clean"], two["counted"]) == ("uneven over_range", "false", "true")
    assert (three["range"], three["reason"], three["counted"]) == ("", "partial_range", "false")


def test_times_and_days_are_the_person_s_in_summer_and_winter() -> None:
    manner = Manner(here=in_berlin)
    for began, said, zone in (
        ("2026-07-31T22:30:00+00:00", "2026-08-01 00:30:00", "UTC+02:00"),
        ("2026-12-31T23:10:00+00:00", "2027-01-01 00:10:00", "UTC+01:00"),
    ):
        row = opened(table(kept(started_at=datetime.fromisoformat(began)), manner), US)[0]
        assert (row["started_at"], row["time_zone"]) == (said, zone)


@given(
    start_s=st.floats(0, 1e5), reach=st.floats(-400, 400), unit=st.sampled_from(["deg", "ratio"]),
)  # fmt: skip
def test_numbers_have_the_digits_that_mean_something(start_s: float, reach: float, unit: str) -> None:
    one = attempt(1, start_s=start_s, range=reach, unit=unit)
    session = a_session(attempts=(one,))
    for manner, country in ((manner_of("en"), US), (manner_of("de"), GERMANY)):
        content = table(KeptSet.of(session, started_at=MORNING, person=""), manner)
        (row,) = opened(content, country)
        assert row["start_s"] == pytest.approx(start_s, abs=0.0051)
        assert row["range"] == pytest.approx(reach, abs=0.051 if unit == "deg" else 0.00051)
        (cells,) = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=country[0]))[1:]
        for cell in cells[7:13]:
            assert len(cell.partition(country[1])[2]) <= 3 and cell != "-0"


SIGNS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\uff1d")
FORMULAS = [
    *(f"{sign}HYPERLINK(1)" for sign in SIGNS),
    *(f"a{joint}{sign}cmd|' /C calc'!A0" for joint in (",", ";", "\t", "\n", '"', '",') for sign in "=+-@"),
]


@pytest.mark.parametrize("read_as", [US, GERMANY, ("\t", ".")])
@pytest.mark.parametrize("manner", [manner_of("en"), manner_of("de")])
def test_no_words_are_a_formula_even_where_columns_are_parted_otherwise(
    manner: Manner, read_as: tuple[str, str]
) -> None:
    """A name can come from a file that somebody else made."""
    for evil in FORMULAS:
        session = a_session(exercise=evil, view=evil, attempts=(attempt(1, unit=evil, faults=(evil, evil)),))
        one = KeptSet.of(session, started_at=MORNING, person=evil)
        content = table(replace(one, person=evil), manner).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=read_as[0]):
            for cell in row:
                first = cell.lstrip(' "')[:1]
                assert first not in tuple("=+-@\uff1d\t\r\n") or _is_number(cell), (evil, cell)


def _is_number(cell: str) -> bool:
    return math.isfinite(float(cell.replace(",", ".")))


@pytest.mark.parametrize(
    ("locale", "decimal"),
    [("en", "."), ("EN_gb", "."), ("de", ","), ("de-CH", "."), ("es_MX.UTF-8", "."), ("fr_FR@euro", ",")],
)
def test_a_locale_says_how_numbers_are_written(locale: str, decimal: str) -> None:
    assert manner_of(locale).decimal == decimal


@pytest.mark.parametrize("locale", ["", "C", "POSIX", "C.UTF-8", "Klingon", "../de"])
def test_another_word_is_no_locale(locale: str) -> None:
    with pytest.raises(ValueError, match="expected a language such as en, de, es or de-CH, got"):
        manner_of(locale)


@pytest.fixture(params=BACKENDS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], int]:
    def to(path: Path) -> int:
        with fresh_database(request.param, tmp_path) as address, Store(address) as store:
            number = store.save(a_session(), started_at=MORNING, person="Ada")
            store.corrections.add(number, 1, Opinion.NOT_A_REP)
            store.save(a_session(0), started_at=MORNING + timedelta(hours=1))
            return export(store.content(), path, manner=manner_of("de"))

    return to


def test_a_row_for_each_attempt_goes_to_the_file(made: Callable[[Path], int], tmp_path: Path) -> None:
    assert made(tmp_path / "all.csv") == 2
    rows = opened((tmp_path / "all.csv").read_bytes(), GERMANY)
    assert [(row["attempt"], row["correction"]) for row in rows] == [(1, "not_a_rep"), (2, ""), (3, "")]
