"""The end of a round: what was done, one true sentence, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import streamlit as st

from posture.app import routes
from posture.app.components import dose_words, html, round_words, theme
from posture.app.sections import routine
from posture.exercises import EXERCISES
from posture.guide.programme_entry import STEPS, entry_of
from posture.guide.routine_run import SetOutcome
from posture.history.journal import Note
from posture.locale import gettext as _
from posture.locale import ngettext, pgettext
from posture.locale.formats import UNKNOWN, lasting

_LONGEST = timedelta(hours=3)
"""A round that was left lying for longer says nothing of how long it took."""

Results = list[Mapping[str, Any]]


def show(note: Note, next_round: str) -> None:
    """Draw the end of a round.

    Args:
        note: What is kept of it.
        next_round: When the next one is, in words; "" where none is planned.
    """
    results, kept = _results(note), note.content
    complete = bool(kept.get("complete") and kept.get("mostly_done"))
    theme.title(
        _("Well done") if complete else _("Enough for today"),
        round_words.true_sentence(results, complete=complete),
    )
    with st.container(key="po-ended"):
        html.draw(html.tiles(_tiles(note, results)))
        html.draw(html.paragraph(next_round or _("No training day is planned yet.")))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(_("Close"), type="primary", key="round_close", on_click=routine.close_end)
            if any(one.get("about") for one in results):
                routes.link(routes.REVIEW, _("See every set"))
        routine.after_last_set()
        with st.expander(_("What you did")):
            table(note)


def table(note: Note) -> None:
    """Draw what was done in a round, move by move."""
    results = _results(note)
    rows = [_row(key, results) for key in dict.fromkeys(str(r.get("key")) for r in results)]
    heads = (_("Move"), pgettext("column", "Done"), _("Counted"), _("Clean"))
    html.draw(html.table(_("What you did"), heads, rows, numbers=3))


def _results(note: Note) -> Results:
    done = note.content.get("done")
    return [one for one in done if isinstance(one, Mapping)] if isinstance(done, list) else []


def _tiles(note: Note, results: Results) -> list[html.Tile]:
    done = [one for one in results if one.get("outcome") == SetOutcome.DONE.value]
    reps = sum(int(one.get("reps") or 0) for one in done)
    sets = _("{done} of {all}").format(done=len(done), all=len(results))
    tiles = [html.Tile(sets, _("sets"))]
    if reps:
        tiles.append(html.Tile(str(reps), ngettext("repetition", "repetitions", reps)))
    took = _took(note)
    return [*tiles, html.Tile(lasting(took.total_seconds()), _("from start to end"))] if took else tiles


def _took(note: Note) -> timedelta | None:
    try:
        took = note.written_at - datetime.fromisoformat(str(note.content.get("begun")))
    except (TypeError, ValueError):  # written by another program
        return None
    return took if timedelta() < took <= _LONGEST else None


def _row(key: str, results: Results) -> list[str]:
    mine = [r for r in results if str(r.get("key")) == key]
    entry_id = str(mine[-1].get("id"))
    name = dose_words.title(entry_of(entry_id)) if entry_id in {*EXERCISES, *STEPS} else entry_id
    done = sum(r.get("outcome") == SetOutcome.DONE.value for r in mine)
    if not done:
        return [name, _("left out"), UNKNOWN, UNKNOWN]
    sets = _("{done} of {all}").format(done=done, all=len(mine))
    if entry_id not in EXERCISES:
        return [name, sets, _("by time"), UNKNOWN]
    return [name, sets, *(str(sum(int(r.get(what) or 0) for r in mine)) for what in ("reps", "clean"))]
