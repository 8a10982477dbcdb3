"""Moments in the time zone and the words of the person who reads the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timezone
from functools import partial

import streamlit as st

from posture.locale.formats import briefly, local, when


def clock() -> Callable[[datetime], datetime]:
    """Return what puts moments into the reader's time zone; for many it asks for the zone only once."""
    return partial(local, zone=st.context.timezone, offset_min=st.context.timezone_offset)


def here(moment: datetime) -> datetime:
    """Return a moment in the reader's time zone."""
    return clock()(moment)


def spoken_time(moment: datetime) -> str:
    """Return a moment in the reader's language and time zone."""
    return when(here(moment), now=here(datetime.now(timezone.utc)))


def brief_time(moment: datetime) -> str:
    """Return a moment as short as a list has room for."""
    return briefly(here(moment), now=here(datetime.now(timezone.utc)))


def day(moment: datetime) -> date:
    """Return the reader's date at that moment."""
    return here(moment).date()
