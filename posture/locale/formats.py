"""Numbers, times and dates as people read them, by CLDR. What is not known is a dash, never a zero."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from posture.locale.language import ENGLISH, language
from posture.locale.messages import gettext as _
from posture.locale.messages import localized

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel import Locale

UNKNOWN = "–"
"""Stands for a value that is not known."""
_BRITISH = "en_GB"
"""English dates have the day before the month, and 24 hours."""
_FIRST = {"fr": "1er", "it": "1º", "pt": "1º"}
"""How languages write the first day of a month that have a number of its own for it; CLDR leaves it out."""
_DIGITS = {"deg": 0, "deg/s": 0, "s": 1}
"""Decimals of units that do not depend on the size of the value."""
SYMBOLS = {"deg": "°", "s": " s", "deg/s": " °/s"}
"""What follows a number of that unit: symbols that are the same in every language."""


@cache
def _conventions(code: str) -> Locale:
    """Return what CLDR knows of a language: loaded when something is written, as it takes a moment."""
    from babel import Locale

    return Locale.parse(_BRITISH if code == ENGLISH else code)


def _here() -> Locale:
    return _conventions(language())


def number(value: float, digits: int) -> str:
    """Return a number as the language points it.

    Args:
        value: The number.
        digits: How many decimals it has.

    >>> number(3.84, 1)
    '3.8'
    """
    return _pointed(f"{value:.{digits}f}")


def brief(value: float) -> str:
    """Return a number with the decimals that it needs, six digits at most.

    >>> brief(10.0), brief(7.5)
    ('10', '7.5')
    """
    return _pointed(f"{value:g}")


def in_turn(values: Iterable[float]) -> str:
    """Return numbers that follow one another.

    >>> in_turn((4.5, 0.0, 5.5, 0.0))
    '4.5 – 0 – 5.5 – 0'
    """
    return " – ".join(map(brief, values))


def _pointed(plain: str) -> str:
    from babel.numbers import get_decimal_symbol

    return plain.replace(".", get_decimal_symbol(_here()))


def decimal_sign(locale: str) -> str:
    """Return what stands before the decimals in a language, or in a language of one country.

    >>> decimal_sign("de"), decimal_sign("de-CH"), decimal_sign("en_US.UTF-8")
    (',', '.', '.')

    Raises:
        ValueError: That is no language.
    """
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    tag = locale.partition(".")[0].partition("@")[0].replace("-", "_")
    code, _bar, country = tag.partition("_")
    for name in (f"{code.lower()}_{country.upper()}", code.lower()):
        try:
            found = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue  # a country that CLDR does not know has the sign of the language
        if found.variant is None:  # C and POSIX are no languages
            return get_decimal_symbol(found)
    raise ValueError(f"expected a language such as en, de, es or de-CH, got {locale!r}")


def clock(t_s: float) -> str:
    """Return a place in a video or set: minutes, seconds and tenths.

    >>> clock(64.25)
    '1:04.2'
    """
    if not math.isfinite(t_s):
        return UNKNOWN
    minutes, rest = divmod(round(max(t_s, 0.0), 1), 60)
    return f"{int(minutes)}:{_pointed(f'{rest:04.1f}')}"


def seconds(value_s: float) -> str:
    """Return a short duration with one decimal.

    >>> seconds(3.84)
    '3.8 s'
    """
    return f"{number(value_s, 1)} s" if math.isfinite(value_s) else UNKNOWN


def of_dose(held_s: float, dose_s: float) -> str:
    """Return how much of a dose was held; "" where the dose is not known.

    Args:
        held_s: Seconds held.
        dose_s: Seconds asked for; NaN where nothing was.

    >>> of_dose(2.04, 10.0)
    '2 of 10 s'
    """
    if not math.isfinite(dose_s):
        return ""
    held, dose = (brief(round(value, 1)) for value in (held_s, dose_s))
    return _("{held} of {dose}").format(held=held, dose=f"{dose} s")


def lasting(value_s: float) -> str:
    """Return a longer duration in whole seconds, with minutes from one minute on.

    >>> lasting(40.2), lasting(125.0), lasting(120.0)
    ('40 s', '2 min 5 s', '2 min')
    """
    if not math.isfinite(value_s):
        return UNKNOWN
    minutes, rest = divmod(round(value_s), 60)
    parts = ([f"{minutes} min"] if minutes else []) + ([f"{rest} s"] if rest or not minutes else [])
    return " ".join(parts)


def amount(value: float, unit: str) -> str:
    """Return a measured value with its unit; degrees whole, ratios as percent, small ones with a decimal.

    Args:
        value: The value; NaN is a dash.
        unit: As a `posture.body.features.Feature` has it.

    >>> amount(86.4, "deg"), amount(0.351, "ratio"), amount(0.025, "ratio")
    ('86°', '35%', '2.5%')
    """
    if not math.isfinite(value):
        return UNKNOWN
    shown = value * 100.0 if unit == "ratio" else value
    digits = _DIGITS.get(unit, 1 if abs(shown) < 10 else 0)
    if unit == "ratio":
        return percent(shown, digits)
    return f"{number(value, digits)}{SYMBOLS.get(unit, ' ' + unit)}"


def beside_limit(value: float, limit: float, unit: str) -> tuple[str, str]:
    """Return a value that broke a rule and the rule's limit, as they are read beside each other.

    A sign that both have only tells the direction, which the name of the fault says already.

    Args:
        value: The value.
        limit: The limit.
        unit: As a `posture.body.features.Feature` has it.

    >>> beside_limit(-21.6, -11.0, "deg"), beside_limit(-3.0, 2.0, "deg")
    (('22°', '11°'), ('-3°', '2°'))
    """
    sign = -1.0 if value <= 0.0 and limit <= 0.0 else 1.0
    return amount(sign * value + 0.0, unit), amount(sign * limit + 0.0, unit)


def is_known(unit: str) -> bool:
    """Return whether a unit says something to a person: shares are of lengths that nobody knows."""
    return unit not in ("", "ratio")


def reach(share: float, degrees: float = math.nan) -> str:
    """Return how far an attempt went, of a full movement, with its degrees where people know them.

    Args:
        share: From 0 to 1; NaN is a dash.
        degrees: NaN where there are none.

    >>> reach(0.823), reach(1.0, 156.2), reach(math.nan)
    ('82%', '100% · 156°', '–')
    """
    if not math.isfinite(share):
        return UNKNOWN
    read = percent(100.0 * share)
    return f"{read} · {amount(degrees, 'deg')}" if math.isfinite(degrees) else read


def percent(value: float, digits: int = 0) -> str:
    """Return a percentage with its sign.

    Args:
        value: The percentage: 35 is 35%.
        digits: How many decimals it has.

    >>> percent(35.0)
    '35%'
    """
    pattern: str = _here().percent_formats[None].pattern
    return pattern.replace("#,##0", number(value, digits))


def chart_numbers() -> dict[str, object]:
    """Return how the axes of a chart write numbers in the language, as D3 takes it."""
    from babel.numbers import get_group_symbol

    return {
        "decimal": _pointed("."),
        "thousands": get_group_symbol(_here()),
        "grouping": [3],
        "currency": ["", ""],
        "percent": percent(1.0).removeprefix("1"),
    }


def sentence(text: str) -> str:
    """Return a phrase with a capital at its beginning.

    >>> sentence("low-back arch")
    'Low-back arch'
    """
    return text[:1].upper() + text[1:]


def noted(name: str, text: str) -> str:
    """Return a thing with what is said of it.

    Args:
        name: The thing.
        text: What is said of it.

    >>> noted("Low-back arch", "needs a side view")
    'Low-back arch: needs a side view'
    """
    return _("{name}: {text}").format(name=name, text=text)


def fault_name(rule: str) -> str:
    """Return a rule's title by its id, as the beginning of a line.

    >>> fault_name("trunk_swing")
    'Trunk swing'
    """
    from posture.exercises import rule_title  # every move: only where a rule is named

    return sentence(localized(rule_title(rule)))


def weekdays(width: Literal["wide", "abbreviated"] = "wide") -> tuple[str, ...]:
    """Return the names of the days from Monday on, as they stand in a heading.

    Args:
        width: ``"wide"`` names them in full; abbreviations stand without a full stop.

    >>> weekdays()[0], weekdays("abbreviated")[6]
    ('Monday', 'Sun')
    """
    names = _here().days["stand-alone"][width]
    return tuple(sentence(names[day].rstrip(".")) for day in range(7))


def day(of: date) -> str:
    """Return a day without its year, as short as people write it.

    >>> day(date(2026, 11, 7))
    '7 Nov'
    """
    return _dated(of, _here().datetime_skeletons["MMMd"].pattern)


def _dated(of: date, pattern: str) -> str:
    """Return a day by a pattern of CLDR, its number as the language writes it.

    Args:
        of: The day.
        pattern: Such as ``d MMMM y``.
    """
    from babel.dates import format_date

    first = _FIRST.get(language()) if of.day == 1 else None
    return format_date(of, re.sub(r"\bd\b", f"'{first}'", pattern) if first else pattern, locale=_here())


def _written(of: date, length: Literal["medium", "long", "full"]) -> str:
    """Return a day with its year.

    Args:
        of: The day.
        length: As CLDR has it.
    """
    return _dated(of, _here().date_formats[length].pattern)


def long_day(of: date) -> str:
    """Return a day with its year, the month in full.

    >>> long_day(date(2026, 3, 1))
    '1 March 2026'
    """
    return _written(of, "long")


def time_of_day(moment: datetime) -> str:
    """Return the hour and minute of a moment, in the time that it is given in.

    >>> time_of_day(datetime(2026, 3, 1, 9, 5))
    '09:05'
    """
    from babel.dates import format_time

    return format_time(moment.time(), "short", locale=_here())


def briefly(moment: datetime, *, now: datetime) -> str:
    """Return a moment as short as a list has room for, with the year of another one.

    Args:
        moment: The moment, in the reader's own time.
        now: The present, in the reader's own time.

    >>> briefly(datetime(2026, 3, 1, 9, 5), now=datetime(2026, 5, 2, 8, 0))
    '1 Mar, 09:05'
    """
    if (now.date() - moment.date()).days in (0, 1):
        return when(moment, now=now)
    name = day(moment.date()) if moment.year == now.year else _written(moment.date(), "medium")
    return f"{name}, {time_of_day(moment)}"


def when(moment: datetime, *, now: datetime) -> str:
    """Return a moment as people say it.

    Args:
        moment: The moment, in the reader's own time.
        now: The present, in the reader's own time.

    >>> when(datetime(2026, 3, 1, 9, 5), now=datetime(2026, 3, 2, 8, 0))
    'Yesterday, 09:05'
    """
    time = time_of_day(moment)
    days = (now.date() - moment.date()).days
    if days == 0:
        return _("Today, {time}").format(time=time)
    if days == 1:
        return _("Yesterday, {time}").format(time=time)
    return f"{_written(moment.date(), 'full')}, {time}"


def local(moment: datetime, *, zone: str | None, offset_min: int | None) -> datetime:
    """Return a moment in the reader's own time; in that of this computer where the browser tells nothing.

    Args:
        moment: Aware time.
        zone: Name of the browser's time zone.
        offset_min: The browser's minutes behind UTC, for a machine without a time zone database.
    """
    try:
        return moment.astimezone(ZoneInfo(zone) if zone else None)
    except (ZoneInfoNotFoundError, ValueError):
        minutes = 0 if offset_min is None else offset_min
        return moment.astimezone(timezone(timedelta(minutes=-minutes)))
