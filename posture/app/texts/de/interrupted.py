"""Words about runs in whose middle the program was ended."""

from __future__ import annotations

from posture.app.texts.shape import InterruptedTexts

INTERRUPTED = InterruptedTexts(
    counted="Posture wurde mitten in deinem Satz beendet. Was du gemacht hast, ist sicher: {reps} "
    "{reps:Wiederholung|Wiederholungen}, in deinem Verlauf gespeichert.",
    timed="Posture wurde mitten in deinem Satz beendet. Was du bis dahin gemacht hast, ist "
    "sicher und in deinem Verlauf gespeichert.",
    check="Posture wurde mitten in deinem Check beendet. Was gemessen wurde, ist sicher: {views} "
    "{views:Ansicht|Ansichten}, bei deinen Checks gespeichert.",
    watch="Posture wurde mitten in der Wache beendet. Was es bis dahin gesehen hat, ist sicher: "
    "{time}, bei deinen Tagen gespeichert.",
    nothing="Posture wurde mittendrin beendet, bevor etwas fertig war. Darum gab es nichts zu "
    "speichern; verloren ist nichts.",
    mark="unterbrochen",
    marked="Posture wurde mittendrin beendet. Was bis dahin gemacht wurde, ist hier.",
    seen="Alles klar",
)
