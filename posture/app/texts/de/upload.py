"""Words of the page that analyzes a video file."""

from __future__ import annotations

from posture.app.texts.shape import UploadTexts

UPLOAD = UploadTexts(
    title="Ein Video auswerten",
    lead="Hast du einen Satz mit dem Handy gefilmt? Wähl Übung und Datei, und du bekommst dieselbe "
    "Zusammenfassung wie nach einem Satz vor der Kamera.",
    move="Welche Übung ist es?",
    file="Videodatei",
    turn="Bild drehen",
    turns={
        0: "Wie es ist",
        90: "Eine Vierteldrehung nach rechts",
        180: "Eine halbe Drehung",
        270: "Eine Vierteldrehung nach links",
    },
    turned="Das Bild scheint auf der Seite oder auf dem Kopf zu liegen. Werte es noch einmal aus und wähl "
    "unter der Datei, wie es gedreht wird.",
    private="Das Video wird auf diesem Computer gelesen. Die Kopie dafür wird gelöscht, sobald die "
    "Auswertung endet.",
    start="Auswerten",
    starting="Das Posenmodell wird vorbereitet …",
    working="Das Video wird gelesen: {percent} %",
    so_far="Das Video wird gelesen: {time} davon geschafft",
    left="noch etwa {time}",
    cancel="Auswertung abbrechen",
    canceled="Abgebrochen. Nichts wurde gespeichert.",
    died="Die Auswertung endete unerwartet (Exit-Code {code}). Versuch es mit einem kürzeren Stück des "
    "Videos oder einem anderen Format wie MP4.",
    bad_file="Die Datei konnte nicht zum Lesen abgelegt werden: {reason}. Mach etwas Platz frei und versuch "
    "es noch einmal.",
    nobody="In diesem Video wurde niemand gefunden, also gibt es nichts zu speichern. Film dich mit dem "
    "ganzen Körper im Bild, bei gutem Licht, aus zwei bis drei Metern Entfernung.",
    saved="Gespeichert. Du findest es auf der Seite Rückblick.",
    save="Diesen Satz behalten",
    open_saved="Im Rückblick öffnen",
    another="Noch ein Video auswerten",
    watch="Das Video mit dem, was der Coach sah",
    download="Dieses Video herunterladen",
    result="{move}: Ergebnis von {name}",
)
