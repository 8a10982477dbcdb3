"""Settings and notes that make no sense, as another program may have written them: every page still works."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest
from app_pages import open_page
from sqlalchemy import text

from posture.history import settings_schema
from posture.history.database import Database, default_url
from posture.history.journal import Setting
from posture.history.settings_schema import SHAPES
from posture.history.store import Store

PAGES = ("settings", "", "train", "watch", "check", "review", "plan", "timers", "data", "guide", "safety")
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)
LISTS = ("[1]",)
OTHERS = ('{"a": {"b": 1}}', "1e300", '"\\ud800<script>"', "{", "[" * 10_000)
KINDS = ("check", "check_picture", "pain", "screening", "timer", "routine", "watch")
CONTENTS: tuple[Any, ...] = (
    [],
    {},
    {"check": {"schema": "posture.check/1", "view": "front", "still_s": 1, "measures": [{"name": [1]}]}},
    {"check": [1], "side": ["left"]},
    {"schema": "posture.watch-block/1", "good_s": "1", "habits_s": []},
    {"event": ["answered"], "signs": {"a": 1}, "of": [1], "done": {"id": []}, "when": {}, "score": [7]},
    {
        "event": "answered",
        "signs": [[1], {}],
        "mostly_done": [1],
        "done": [1, {"id": [1], "outcome": "done"}],
    },
)


def plant(written: tuple[str, ...]) -> None:
    """Write these in turn for every setting, and notes of every kind, past all that checks them."""
    with Database(default_url()).transaction(write=True) as connection:
        for number, name in enumerate(SHAPES):
            row = {"name": name, "content": written[number % len(written)]}
            connection.execute(text("INSERT INTO settings VALUES ('', :name, :content)"), row)
        for kind in KINDS:
            for inside in (*map(json.dumps, CONTENTS), *written, '{"a": ' + "9" * 400 + "}"):
                connection.execute(
                    text("INSERT INTO notes (person, kind, written_at, content) VALUES ('', :k, :at, :c)"),
                    {"k": kind, "at": NOW, "c": inside},
                )


@pytest.mark.parametrize("written", [LISTS, OTHERS], ids=["lists", "others"])
def test_every_page_works_with_settings_and_notes_that_make_no_sense(
    store: Store, caplog: pytest.LogCaptureFixture, written: tuple[str, ...]
) -> None:
    store.journal.choose("voice", "on")
    settings_schema._logged.clear()
    plant(written)
    for name in PAGES:
        open_page(name, newcomer=True)
    told = [r.getMessage() for r in caplog.records if r.name == settings_schema.__name__]
    assert len(told) == len(set(told))
    assert any(line.startswith("the setting pictures is passed over: ") for line in told)
    exported = store.journal.choices()
    assert Setting("", "voice", "on") in exported
    for choice in exported:  # an export holds nothing that an import refuses
        settings_schema.check(choice.name, choice.value)
