"""Words of the Train page and of the live picture."""

from __future__ import annotations

from typing import Any

from posture.app.texts.shape import TrainTexts
from posture.live.snapshot import Ending

_LIVE: dict[str, Any] = {
    "region": "Livebild",
    "picture": "Dein Kamerabild",
    "keys": "Die Leertaste startet und pausiert. P sagt, dass etwas wehtut. Eingabe oder Escape beendet.",
    "go": {
        "off": "Start",
        "error": "Start",
        "lost": "Start",
        "opening": "Start",
        "countin": "Abbrechen",
        "starting": "Pause",
        "running": "Pause",
        "paused": "Weiter",
        "waiting": "Weiter",
        "finished": "Neu starten",
    },
    "stop": "Beenden",
    "hurt": "Etwas tut weh",
    "hurting": {
        "title": "Angehalten. Ruh dich kurz aus",
        "text": "Es wird nichts gezählt. Beantworte die Frage auf der Seite, wenn dir danach ist.",
    },
    "setup": "Aufstellung",
    "checks": {
        "person": "Du, im Bild",
        "whole": "Alles, was zu sehen sein muss",
        "view": {
            "front": "Gesicht zur Kamera",
            "side": "Seite zur Kamera",
            "oblique": "Halb gedreht",
            "back": "Rücken zur Kamera",
        },
        "distance": "Nah genug",
        "light": "Licht",
        "dark": "Zu dunkel: Mach Licht an",
        "glare": "Zu hell: Zieh den Vorhang zu",
        "start": "Ausgangsposition, ruhig",
    },
    "right": "Fertig",
    "missing": "Noch nicht",
    "menu": "Einstellungen des Bildes",
    "voice": "Stimme",
    "anyvoice": "Stimme dieses Computers",
    "novoice": "Töne: keine Stimme auf diesem Computer",
    "tones": "Nur Töne",
    "voicetest": "Gut gemacht",
    "volume": "Lautstärke",
    "turn": "Bild drehen",
    "turns": {
        "0": "Wie es ist",
        "90": "Eine Vierteldrehung nach rechts",
        "180": "Eine halbe Drehung",
        "270": "Eine Vierteldrehung nach links",
    },
    "mirror": "Wie im Spiegel",
    "large": "Große Schrift",
    "countin": "Einzählen",
    "next": "Als Nächstes: {title}",
    "wait": "{s} s",
    "full": "Vollbild",
    "mute": "Ton ausschalten",
    "unmute": "Ton einschalten",
    "warming": "Macht sich bereit. Dein Bild bleibt auf diesem Computer.",
    "ready": "Bereit, wenn du es bist. Dein Bild bleibt auf diesem Computer.",
    "opening": "Die Kamera wird geöffnet",
    "allow": "Wenn dein Browser fragt, erlaube ihm die Kamera.",
    "paused": "Pause",
    "pausedhelp": "Lass dir Zeit. Jetzt wird nichts gezählt.",
    "still": "Dein Satz ist noch da",
    "stillhere": "{n} bisher gezählt. Mach weiter, wo du warst, oder beende ihn.",
    "again": "Noch einmal versuchen",
    "another": "Neu starten",
    "reload": "Seite neu laden",
    "reconnecting": "Verbindung verloren, neuer Versuch",
    "silent": "Posture antwortet nicht. Dein Satz ist sicher; es geht weiter, sobald die Antwort kommt.",
    "silentidle": "Posture antwortet nicht. Es geht weiter, sobald die Antwort kommt.",
    "slow": "Das dauert länger als sonst. Schließ andere Programme, wenn es so bleibt.",
    "replacing": "Der Kamerawächter hat aufgehört; ein neuer übernimmt. Stell dich wieder bereit.",
    "muted": "Die Kamera liefert gerade kein Bild.",
    "unseen": {
        "title": "Pause: die Seite war nicht zu sehen",
        "text": "Die Kamera war so lange aus. Mach weiter, wenn du bereit bist.",
    },
    "cameras": "Kamera",
    "anycamera": "Der Browser wählt",
    "cameran": "Kamera {n}",
    "watching": "Ich achte auf: {what}",
    "getready": "Mach dich bereit",
    "missed": "Nicht gezählt. {why}",
    "phases": {
        "rest": "Ausgangsposition",
        "going": "Los",
        "full": "Da",
        "hold": "Halten",
        "returning": "Zurück",
    },
    "of": "von {aim}",
    "ofside": "von {aim} je Seite",
    "oftime": "{time} von {aim} min",
    "left": "Links {n}",
    "right_side": "Rechts {n}",
    "nth": "Satz {n} von {m}",
    "seconds": "von {aim} s",
    "counted": "{n} von {m} gezählt.",
    "nothing": "Es wurde keine Bewegung gefunden, also wurde nichts gespeichert.",
    "saved": "Gespeichert. Jeder Versuch steht unten.",
    "unsaved": "Noch nicht gespeichert: siehe unten.",
    "restarted": "Was bis dahin gesichert war, ist in deinem Verlauf.",
    "endings": {
        "stopped": "Gut gemacht",
        "reached": "Satz geschafft",
        "empty": "Beendet",
        "camera_lost": "Die Kamera wurde abgezogen",
        "left": "Dieser Satz wurde beendet",
        "crashed": "Der Satz endete vorzeitig",
        "shutdown": "Das Programm wurde geschlossen",
        "interrupted": "Posture wurde mittendrin beendet",
    },
    "refused": {"full": "Alle Plätze sind belegt", "broken": "Das kann nicht starten"},
    "lost": {
        "4401": {
            "title": "Diese Seite ist veraltet",
            "text": "Das Programm wurde neu gestartet. Lade die Seite neu.",
        },
        "4409": {
            "title": "In einem anderen Fenster offen",
            "text": "Dieser Satz läuft in einem anderen Fenster oder Tab weiter.",
        },
    },
    "camera": {
        "denied": {
            "title": "Die Kamera ist nicht erlaubt",
            "text": "Klick auf das Kamerazeichen in der Adressleiste deines Browsers, erlaube die Kamera für "
            "diese Seite und versuch es noch einmal.",
        },
        "none": {
            "title": "Keine Kamera gefunden",
            "text": "Steck eine an, oder schalte sie ein, falls sie einen Schalter oder eine Klappe hat, und "
            "versuch es noch einmal.",
        },
        "busy": {
            "title": "Die Kamera ist belegt",
            "text": "Ein anderes Programm oder ein anderer Tab benutzt sie, vielleicht ein Videoanruf. "
            "Schließ das und versuch es noch einmal.",
        },
        "insecure": {
            "title": "Der Browser gibt die Kamera nicht frei",
            "text": "Kameras gehen nur auf localhost oder über https. Öffne diese Seite unter "
            "http://localhost, oder stell sie hinter https.",
        },
        "unplugged": {
            "title": "Die Kamera wurde abgezogen",
            "text": "Steck sie wieder an und versuch es noch einmal.",
        },
    },
}


TRAIN = TrainTexts(
    due="Heute in deinem Plan: {form}",
    hold="Halten für (Sekunden)",
    camera="Wo die Kamera steht",
    shown_good="So ist es richtig",
    shown_fault="Ein häufiger Fehler.",
    shown_better="Besser: {cue}",
    shown_play="Abspielen",
    shown_pause="Bilder anhalten",
    measures="Was gemessen wird",
    cannot_measure="Was eine Kamera hier nicht sehen kann",
    more="Alles über diese Übung",
    now="Dieser Satz",
    counted="gezählt",
    clean="davon sauber",
    missed="nicht gezählt",
    counts="Gezählt",
    attempt="Nr. {number}: {outcome}",
    side="Nr. {number}, {side}: {outcome}",
    waiting="Ruh in der Ausgangsposition; dann wird gezählt.",
    summary="Dein Satz",
    saved="Auf diesem Computer gespeichert.",
    review="Im Rückblick öffnen",
    empty="Es wurde keine Bewegung gefunden, also wurde nichts gespeichert. Das passiert allen einmal: Sieh "
    "nach, wo die Kamera steht, ruh einen Moment in der Ausgangsposition und versuch es noch einmal.",
    unsaved="Dieser Satz ist nicht gespeichert: {error}",
    save_again="Jetzt speichern",
    endings={
        Ending.CAMERA_LOST: "Die Kamera wurde abgezogen. Was du bis dahin gemacht hast, ist hier.",
        Ending.CRASHED: "Der Teil des Programms, der das Bild ansieht, hat unerwartet aufgehört. Jede "
        "Bewegung, die du bis dahin beendet hast, ist hier; drück auf Start für einen neuen Satz.",
        Ending.LEFT: "Die Seite war eine Weile weg, darum wurde der Satz beendet. Was du bis dahin gemacht "
        "hast, ist hier.",
        Ending.SHUTDOWN: "Das Programm wurde geschlossen. Was du bis dahin gemacht hast, ist hier.",
    },
    live=_LIVE,
)
