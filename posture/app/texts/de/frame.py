"""Words around every page."""

from __future__ import annotations

from posture.app.texts.shape import FrameTexts

FRAME = FrameTexts(
    name="Posture",
    today="Heute",
    plan="Plan",
    train="Training",
    upload="Video",
    data="Deine Daten",
    review="Rückblick",
    check="Haltungscheck",
    guide="Leitfaden",
    professional="Fachleute fragen",
    timers="Timer",
    watch="Schreibtischwache",
    settings="Einstellungen",
    menu="Menü",
    sections={"desk": "Am Schreibtisch", "back": "Zurückschauen", "more": "Mehr"},
    broken="Auf dieser Seite ist etwas schiefgegangen. Das ist unser Fehler, nicht deiner, und nichts "
    "Gespeichertes ist verloren. Lade die Seite neu; wenn es wieder passiert, sagt das Terminal mehr, in dem "
    "Posture gestartet wurde.",
    gone="Posture läuft nicht mehr. Starte es wieder mit „posture“: "
    "Diese Seite kommt von selbst zurück, und was du getan hast, ist sicher.",
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"),
        *("Oktober", "November", "Dezember"),
    ),
    decimal=",",
    footer="Für das allgemeine Wohlbefinden, kein Medizinprodukt. Alles bleibt auf diesem Computer.",
    groups={
        "stretch": "Dehnübungen",
        "strength": "Kraft",
        "posture": "Haltung",
        "yoga": "Yoga und Pilates",
    },
    views={
        "front": "Zur Kamera gewandt",
        "back": "Mit dem Rücken zur Kamera",
        "side": "Seitlich zur Kamera",
        "oblique": "Halb zur Kamera gedreht",
    },
    sides={"left": "Links", "right": "Rechts", "both": "Beide"},
    units={"deg": "°", "ratio": " %", "s": " s", "deg/s": " °/s"},
    unknown="–",
    seconds="{value} s",
    minutes="{minutes} min {seconds} s",
    whole_minutes="{minutes} min",
)
