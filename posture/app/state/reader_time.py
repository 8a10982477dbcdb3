"""Moments in the time zone and the words of the person who reads the page."""

from __future__ import annotations

from datetime import date, datetime, timezone

import streamlit as st

from posture.locale.formats import briefly, local, when


def here(moment: datetime) -> datetime:
    """Return a moment in the reader's time zone."""
    return local(moment, zone=st.context.timezone, offset_min=st.context.timezone_offset)


def spoken_time(moment: datetime) -> str:
    """Return a moment in the reader's language and time zone."""
    return when(here(moment), now=here(datetime.now(timezone.utc)))


def brief_time(moment: datetime) -> str:
    """Return a moment as short as a list has room for."""
    return briefly(here(moment), now=here(datetime.now(timezone.utc)))


def day(moment: datetime) -> date:
    """Return the reader's date at that moment."""
    return here(moment).date()
