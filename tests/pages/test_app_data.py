"""The page of what is kept: taken along, brought in, deleted, without a browser."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta, timezone

import pytest
from app_pages import button, html_of, open_page, wall_angels

from posture.history.exporter import Content
from posture.history.kept_set import KeptSet
from posture.history.store import Opinion

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


@pytest.fixture
def full(store):
    number = store.save(wall_angels(), started_at=NOON)
    store.corrections.add(number, 1, Opinion.NOT_A_REP)
    store.save(wall_angels(), started_at=NOON + timedelta(days=1), person="Ana")
    store.journal.write("timer", {"of": "heat"}, at=NOON)
    store.journal.choose("voice", "off")
    return store


def confirm(app, opener):
    """Without a browser the whole page runs for a click in a dialog, so what opened it is pressed again."""
    button(app, opener).click()
    app.checkbox[0].check().run()
    button(app, opener).click()
    button(app, "Delete for good").click().run()


def test_without_anything_kept_there_is_only_something_to_bring_in(store):
    app = open_page("data")
    assert "Nothing is kept yet." in html_of(app)
    assert app.file_uploader and not app.get("download_button")
    assert not [b for b in app.button if b.label.startswith("Delete")]


def test_what_is_kept_is_told_and_can_be_taken(full):
    app = open_page("data")
    assert "1 set, 1 note, 1 setting" in html_of(app)
    assert "posture.db" in html_of(app)
    report, *formats = [d.label for d in app.get("download_button")]
    assert report == "Download the report"
    assert formats == ["Download JSON", "Download CSV", "Download FHIR"]
    assert [e.label for e in app.expander] == ["More formats"]


def test_sets_with_landmarks_are_told(full):
    kept = KeptSet.of(wall_angels(), started_at=NOON + timedelta(days=2), person="")
    full.keep(kept, landmarks=b"npz")
    assert "2 sets, 1 with landmarks, 1 note, 1 setting" in html_of(open_page("data"))


def test_a_file_is_brought_in_and_what_is_here_stays(full):
    from posture.app.state import kept_sets as kept

    everything = kept.file_of(full.content(), "json")
    full.delete_person("Ana")
    app = open_page("data")
    app.file_uploader[0].set_value(("all.json", everything, "application/json")).run()
    button(app, "Import").click().run()
    assert not app.exception
    told = app.success[0].value
    brought = "Imported: 1 set, 0 notes, 0 settings."
    assert told == f"{brought} 3 were already here."
    assert "1 set," in told
    assert full.profiles.names() == ["Ana"]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff\xd8", b'{"schema": "posture.export/1", "sets": [{}]}']
)
def test_another_file_is_refused_in_words(store, content):
    app = open_page("data")
    app.file_uploader[0].set_value(("holiday.json", content, "application/json")).run()
    button(app, "Import").click().run()
    assert not app.exception and "holiday.json is no JSON export" in app.error[0].value
    assert not store.profiles.holdings()


def test_deleting_asks_and_says_what_will_be_lost(full):
    app = open_page("data")
    button(app, "Delete all data without a profile…").click().run()
    assert "1 set with its attempts" in html_of(app)
    assert button(app, "Delete for good").disabled
    confirm(app, "Delete all data without a profile…")
    assert not app.exception
    assert full.profiles.names() == ["Ana"] and not full.profiles.holdings(person="")
    button(app, "Delete everybody's data…").click().run()
    button(app, "Delete everybody's data…").click()
    button(app, "Keep everything").click().run()
    assert full.profiles.holdings()
    button(app, "Delete everybody's data…").click().run()
    confirm(app, "Delete everybody's data…")
    assert not full.profiles.holdings()
    assert "Nothing is kept yet." in html_of(app)


def test_who_is_alone_here_deletes_with_one_button(store):
    store.save(wall_angels(), started_at=NOON)
    app = open_page("data")
    assert [b.label for b in app.button if b.label.startswith("Delete")] == ["Delete everything…"]
    button(app, "Delete everything…").click().run()
    confirm(app, "Delete everything…")
    assert not store.profiles.holdings()


def test_the_files_are_what_they_say(full):
    from posture.app.state import kept_sets as kept
    from posture.history.exporter import read_text

    content = full.content(person="")
    whole = kept.file_of(content, "json")
    assert len(list(read_text(io.StringIO(whole.decode()), "x"))) == 3
    assert json.loads(kept.file_of(full.content(person=""), "fhir"))["resourceType"] == "Bundle"
    assert kept.file_of(Content([]), "csv").startswith(b"\xef\xbb\xbfset_id,")
