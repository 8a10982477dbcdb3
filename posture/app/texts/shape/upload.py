"""Words of the page that analyzes a video file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadTexts:
    """Words of the page that analyzes a video file."""

    title: str
    lead: str
    move: str
    file: str
    turn: str
    turns: dict[int, str]
    turned: str
    private: str
    start: str
    starting: str
    working: str
    so_far: str
    left: str
    cancel: str
    canceled: str
    died: str
    bad_file: str
    nobody: str
    saved: str
    save: str
    open_saved: str
    another: str
    watch: str
    download: str
    result: str
