"""Words around every page."""

from __future__ import annotations

from posture.app.texts.shape import FrameTexts

FRAME = FrameTexts(
    name="Posture",
    today="Today",
    plan="Plan",
    train="Train",
    upload="Upload",
    data="Data",
    review="Review",
    check="Check",
    guide="Guide",
    professional="Ask a professional",
    timers="Timers",
    watch="Watch",
    settings="Settings",
    menu="Menu",
    sections={"desk": "At the desk", "back": "Look back", "more": "More"},
    broken="Something went wrong on this page. It is our mistake, not yours, and nothing that was kept is "
    "lost. Reload the page; if it comes again, the terminal that Posture was started in says more.",
    gone="Posture is not running any more. Start it again with “posture”: "
    "this page comes back by itself, and what you did is safe.",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    ),
    decimal=".",
    footer="For general wellness, not a medical device. Everything stays on this computer.",
    groups={
        "stretch": "Stretches",
        "strength": "Strength",
        "posture": "Posture",
        "yoga": "Yoga and Pilates",
    },
    views={
        "front": "Facing the camera",
        "back": "Back to the camera",
        "side": "Side-on to the camera",
        "oblique": "Half turned to the camera",
    },
    sides={"left": "Left", "right": "Right", "both": "Both"},
    units={"deg": "°", "ratio": "%", "s": " s", "deg/s": " °/s"},
    unknown="–",
    seconds="{value} s",
    minutes="{minutes} min {seconds} s",
    whole_minutes="{minutes} min",
)
