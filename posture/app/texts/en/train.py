"""Words of the Train page and of the live picture."""

from __future__ import annotations

from typing import Any

from posture.app.texts.shape import TrainTexts
from posture.live.snapshot import Ending

_LIVE: dict[str, Any] = {
    "region": "Live picture",
    "picture": "Your camera picture",
    "keys": "Space starts and pauses. P says that something hurts. Enter or Escape finishes.",
    "go": {
        "off": "Start",
        "error": "Start",
        "lost": "Start",
        "opening": "Start",
        "countin": "Cancel",
        "starting": "Pause",
        "running": "Pause",
        "paused": "Go on",
        "waiting": "Go on",
        "finished": "Start again",
    },
    "stop": "Finish",
    "hurt": "Something hurts",
    "hurting": {
        "title": "Stopped. Rest for a moment",
        "text": "Nothing is counted. Answer the question on the page when you are at ease.",
    },
    "setup": "Setting up",
    "checks": {
        "person": "You, in the picture",
        "whole": "All that has to be seen",
        "view": {
            "front": "Face to the camera",
            "side": "Side to the camera",
            "oblique": "Half turned",
            "back": "Back to the camera",
        },
        "distance": "Near enough",
        "light": "Light",
        "dark": "Too dark: switch on a light",
        "glare": "Too bright: close the curtain",
        "start": "Start position, still",
    },
    "right": "Done",
    "missing": "Not yet",
    "menu": "Settings of the picture",
    "voice": "Voice",
    "anyvoice": "Voice of this computer",
    "novoice": "Tones: no voice on this computer",
    "tones": "Tones only",
    "voicetest": "Well done",
    "volume": "Volume",
    "mirror": "As in a mirror",
    "large": "Large text",
    "countin": "Count-in",
    "next": "Next: {title}",
    "wait": "{s} s",
    "full": "Full screen",
    "mute": "Turn sound off",
    "unmute": "Turn sound on",
    "warming": "Getting ready. Your picture stays on this computer.",
    "ready": "Ready when you are. Your picture stays on this computer.",
    "opening": "Opening the camera",
    "allow": "If your browser asks, allow it to use the camera.",
    "paused": "Paused",
    "pausedhelp": "Take your time. Nothing is counted now.",
    "still": "Your set is still here",
    "stillhere": "{n} counted so far. Go on where you were, or finish it.",
    "again": "Try again",
    "another": "Start again",
    "reload": "Reload the page",
    "reconnecting": "Connection lost, trying again",
    "watching": "I look at {what}",
    "getready": "Get ready",
    "missed": "Not counted. {why}",
    "phases": {"rest": "Start position", "going": "Go", "full": "There", "hold": "Hold", "returning": "Back"},
    "of": "of {aim}",
    "ofside": "of {aim} a side",
    "oftime": "{time} of {aim} min",
    "left": "Left {n}",
    "right_side": "Right {n}",
    "nth": "Set {n} of {m}",
    "seconds": "of {aim} s",
    "counted": "{n} of {m} counted.",
    "nothing": "No movement was found, so nothing was saved.",
    "saved": "Saved. Every attempt is listed below.",
    "unsaved": "It is not saved yet: see below.",
    "endings": {
        "stopped": "Well done",
        "reached": "Set complete",
        "empty": "Finished",
        "camera_lost": "The camera was unplugged",
        "left": "This set was ended",
        "crashed": "The set ended early",
        "shutdown": "The program was closed",
    },
    "refused": {"full": "All places are taken", "broken": "This cannot start"},
    "lost": {
        "4401": {
            "title": "This page is out of date",
            "text": "The program was started again. Reload the page.",
        },
        "4409": {"title": "Open in another window", "text": "This set goes on in another window or tab."},
    },
    "camera": {
        "denied": {
            "title": "The camera is not allowed",
            "text": "Click the camera sign in your browser's address bar, allow the camera for this page, "
            "then try again.",
        },
        "none": {
            "title": "No camera was found",
            "text": "Plug one in, or switch it on if it has a switch or a lid, then try again.",
        },
        "busy": {
            "title": "The camera is in use",
            "text": "Another program or tab has it, perhaps a video call. Close that, then try again.",
        },
        "insecure": {
            "title": "The browser keeps the camera back",
            "text": "Cameras work only on localhost or over https. Open this page at http://localhost, or "
            "put it behind https.",
        },
        "unplugged": {
            "title": "The camera was unplugged",
            "text": "Plug it in again and try again.",
        },
    },
}


TRAIN = TrainTexts(
    hold="Hold for (seconds)",
    camera="Where the camera stands",
    shown_good="Like this",
    shown_fault="Not like this.",
    shown_play="Play",
    shown_pause="Pause the pictures",
    measures="What is measured",
    cannot_measure="What a camera cannot see here",
    more="Everything about this move",
    now="This set",
    counted="counted",
    clean="of them clean",
    missed="not counted",
    counts="Counted",
    attempt="No. {number}: {outcome}",
    side="No. {number}, {side}: {outcome}",
    waiting="Rest in the starting position; then it counts.",
    summary="Your set",
    saved="Saved on this computer.",
    review="Open it in Review",
    empty="No movement was found, so nothing was saved. That happens to everybody: check where the camera "
    "stands, rest for a moment in the starting position, and try again.",
    unsaved="This set is not saved: {error}",
    save_again="Save it now",
    endings={
        Ending.CAMERA_LOST: "The camera was unplugged. What you did until then is here.",
        Ending.CRASHED: "The part of the program that watches the picture stopped unexpectedly. Every "
        "movement you had finished until then is here; press Start to go on with a new set.",
        Ending.LEFT: "The page was away for a while, so the set was ended. What you did until then is here.",
        Ending.SHUTDOWN: "The program was closed. What you did until then is here.",
    },
    live=_LIVE,
)
