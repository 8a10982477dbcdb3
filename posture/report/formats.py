"""Numbers as people read them. What is not known is a dash, never a zero."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from posture.app.texts import localized, words
from posture.coach.wording import rule_in_words

_DIGITS = {"deg": 0, "deg/s": 0, "s": 1}
"""Decimals of units that do not depend on the size of the value."""


class Counted(int):
    """A number that chooses between a word for one and a word for any other number of things.

    >>> "{n} {n:set|sets}".format(n=Counted(1)), "{n} {n:set|sets}".format(n=Counted(3))
    ('1 set', '3 sets')
    """

    def __format__(self, words: str) -> str:
        """One of the two words of ``one|many``; without any, the number itself."""
        one, bar, many = words.partition("|")
        return (one if self == 1 else many) if bar else super().__format__(words)


def counted(**amounts: int) -> dict[str, Counted]:
    """Numbers for a text that has words for one and for many."""
    return {name: Counted(amount) for name, amount in amounts.items()}


def number(value: float, digits: int) -> str:
    """A number with that many decimals, as the language points them.

    >>> number(3.84, 1)
    '3.8'
    """
    return _pointed(f"{value:.{digits}f}")


def _pointed(plain: str) -> str:
    return plain.replace(".", words().frame.decimal)


def date_parts(day: date) -> dict[str, str]:
    """The parts of a date for a template of a language: ``weekday``, ``day``, ``month`` and ``year``.

    >>> date_parts(date(2026, 3, 1))["weekday"]
    'Sunday'
    """
    frame = words().frame
    names = {"weekday": frame.weekdays[day.weekday()], "month": frame.months[day.month - 1]}
    return {**names, "day": str(day.day), "year": str(day.year)}


def clock(t_s: float) -> str:
    """A place in a video or set: minutes, seconds and tenths.

    >>> clock(64.25)
    '1:04.2'
    """
    if not math.isfinite(t_s):
        return words().frame.unknown
    minutes, rest = divmod(round(max(t_s, 0.0), 1), 60)
    return f"{int(minutes)}:{_pointed(f'{rest:04.1f}')}"


def seconds(value_s: float) -> str:
    """A short duration with one decimal.

    >>> seconds(3.84)
    '3.8 s'
    """
    frame = words().frame
    return frame.seconds.format(value=number(value_s, 1)) if math.isfinite(value_s) else frame.unknown


def of_dose(held_s: float, dose_s: float) -> str:
    """How much of a dose was held, in seconds; "" where the dose is not known.

    >>> of_dose(2.04, 10.0)
    '2 of 10 s'
    """
    if not math.isfinite(dose_s):
        return ""
    held, dose = (_pointed(f"{round(value, 1):g}") for value in (held_s, dose_s))
    return words().summary.of_dose.format(held=held, dose=words().frame.seconds.format(value=dose))


def lasting(value_s: float) -> str:
    """A longer duration in whole seconds, with minutes from one minute on.

    >>> lasting(40.2), lasting(125.0), lasting(120.0)
    ('40 s', '2 min 5 s', '2 min')
    """
    frame = words().frame
    if not math.isfinite(value_s):
        return frame.unknown
    minutes, rest = divmod(round(value_s), 60)
    if not minutes:
        return frame.seconds.format(value=rest)
    form = frame.minutes if rest else frame.whole_minutes
    return form.format(minutes=minutes, seconds=rest)


def amount(value: float, unit: str) -> str:
    """A measured value with its unit; degrees whole, ratios as percent, small ones with a decimal.

    >>> amount(86.4, "deg"), amount(0.351, "ratio"), amount(0.025, "ratio")
    ('86°', '35%', '2.5%')
    """
    frame = words().frame
    if not math.isfinite(value):
        return frame.unknown
    if unit == "ratio":
        value *= 100.0
    digits = _DIGITS.get(unit, 1 if abs(value) < 10 else 0)
    return f"{number(value, digits)}{frame.units.get(unit, ' ' + unit)}"


def sentence(text: str) -> str:
    """A phrase with a capital at its beginning.

    >>> sentence("low-back arch")
    'Low-back arch'
    """
    return text[:1].upper() + text[1:]


def fault_name(rule: str) -> str:
    """A rule's id as words.

    >>> fault_name("trunk_swing")
    'Trunk swing'
    """
    return sentence(localized(rule_in_words(rule)))


def day(of: date) -> str:
    """A day without its year, as short as people write it.

    >>> day(date(2026, 11, 7))
    '7 Nov'
    """
    texts = words().review
    return texts.day.format(day=of.day, month=texts.months[of.month - 1])


def day_expression() -> str:
    """`day` as an expression for the labels of a chart, whose values are milliseconds of clock time.

    >>> day_expression()[:51]
    "'' + utcdate(datum.value) + ' ' + ['Jan','Feb','Mar"
    """
    texts = words().review
    months = ",".join(f"'{month}'" for month in texts.months)
    parts = {"day": "' + utcdate(datum.value) + '", "month": f"' + [{months}][utcmonth(datum.value)] + '"}
    return f"'{texts.day.format(**parts)}'"


def when(moment: datetime, *, now: datetime) -> str:
    """A moment as people say it, both in the reader's own time.

    >>> when(datetime(2026, 3, 1, 9, 5), now=datetime(2026, 3, 2, 8, 0))
    'Yesterday, 09:05'
    """
    texts, time = words().review, f"{moment:%H:%M}"
    days = (now.date() - moment.date()).days
    near = {0: texts.today, 1: texts.yesterday}.get(days)
    return near.format(time=time) if near else texts.date.format(time=time, **date_parts(moment))


def local(moment: datetime, *, zone: str | None, offset_min: int | None) -> datetime:
    """A moment in the reader's own time; that of this computer where the browser tells nothing.

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
