"""Words of the settings, and of choosing who is there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsTexts:
    """Words of the settings, and of choosing who is there."""

    title: str
    lead: str
    lead_person: str
    who: str
    person_is: str
    nobody: str
    manage: str
    people: str
    people_help: str
    person_now: str
    add: str
    add_do: str
    rename: str
    rename_do: str
    name: str
    name_missing: str
    name_taken: str
    page: str
    language: str
    language_browser: str
    look_help: str
    training: str
    hold: str
    hold_guide: str
    pictures: str
    pictures_help: str
    landmarks: str
    landmarks_help: str
    landmarks_kept: str
    landmarks_delete: str
    landmarks_deleted: str
    rests_help: str
    rests_kept: str
    rests_forget: str
    sound: str
    sound_help: str
    sound_link: str
    folder: str
    folder_help: str
