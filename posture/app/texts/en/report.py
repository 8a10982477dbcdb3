"""Words of the one-page report."""

from __future__ import annotations

from posture.app.texts.shape import ReportTexts

REPORT = ReportTexts(
    title="Training report",
    nobody="Without a name",
    period="{first} to {last}",
    one_day="{first}",
    made="Made with Posture {version}",
    empty="No sets are kept in this time.",
    tiles={
        "sets": "Sets",
        "days": "Days with a set",
        "reps": "Repetitions counted",
        "time": "Time in the picture",
    },
    moves="Moves",
    columns={
        "move": "Move",
        "sets": "Sets",
        "reps": "Counted",
        "range": "Range: first and latest set",
        "hold": "Longest hold",
        "missed": "Not counted, and why",
    },
    clean="{clean} clean",
    range_from_to="{first} → {last}",
    range_once="{first}",
    error="± {error}",
    error_unknown="error not known",
    held="{time} in all",
    short_holds="{number} counted and held for less than asked",
    not_counted="{number}\u00a0×\u00a0{reason}",
    corrected="* with the person's own corrections",
    more_moves="And {number} more {number:move|moves} in {sets} {sets:set|sets}.",
    notes="Range: the middle value of a set's counted attempts. ±: how far a value may lie from the true "
    "one; a smaller change may be the camera's. Numbers without a unit are shares of a body length. "
    "Clean: nothing but small polish was noticed.",
    pain="Pain, as the person said it",
    pain_axis="0 none, 10 the worst",
    pain_words="{number} {number:score|scores}, from {least} to {most}; "
    "middle value of the first half {early}, "
    "of the second half {late}.",
    pain_kinds={"before": "before", "during": "during", "after": "after", "next_day": "the day after"},
    no_pain="No score was given in this time.",
    how="How it was measured",
    how_source={"camera": "live webcam", "video": "video file", "recording": "recorded landmarks"},
    how_lines={
        "camera": "One ordinary camera ({kinds}); the picture stayed on the person's computer.",
        "model": "Body landmarks by {models}.",
        "views": "Seen from: {views}.",
        "share": "{measured} of {seen} in the picture could be measured; the rest is left out, not guessed.",
    },
    limits="What could not be judged",
    limit="{what}: {why}",
    more_limits="and {number} more",
    wellness="For general wellness. Not a medical device: no diagnosis, no advice on treatment. "
    "The figures are estimates from a picture and do not replace an examination.",
    date="%d %B %Y",
)
