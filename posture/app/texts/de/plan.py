"""Words of the Plan page."""

from __future__ import annotations

from posture.app.texts.shape import PlanTexts

_GOOD = "Zwei Einheiten hintereinander liefen gut: Nichts tat weh, und neun von zehn Wiederholungen waren "
"sauber."

PLAN = PlanTexts(
    title="Plan",
    lead="Das Programm des Leitfadens, auf dich angepasst. Zwei oder drei Tage pro Woche genügen.",
    week="Deine Woche",
    nothing="Frei",
    clash="Am Tag nach einem Krafttag gibt es wieder Kraft: {day}. Muskeln brauchen einen Tag dazwischen, "
    "darum bekommst du dann eine Form ohne Kraft angeboten.",
    few="Der Leitfaden rät zu zwei- oder dreimal pro Woche. Ein Tag ist ein Anfang.",
    many="Der Leitfaden rät zu zwei- oder dreimal pro Woche. Mehr ist in Ordnung, solange nichts wehtut.",
    form="Form",
    lasts="Zusammen {about}",
    sets="Sätze",
    reps="Wiederholungen",
    reps_side="Wiederholungen je Seite",
    side="Seite",
    sides={"both": "Beide", "left": "Nur links", "right": "Nur rechts"},
    hold="Halten (s)",
    time="Zeit (s)",
    rest="Pause (s)",
    swap="Leichtere Form",
    swap_help="{title}, {dose}",
    back="Wie im Leitfaden",
    change="Ändern",
    unmeasured="läuft nach Zeit, nichts wird gemessen",
    add="Übung hinzufügen",
    add_help="Wähl eine Übung",
    remove="Herausnehmen",
    reset="Zurück zum Plan des Leitfadens",
    reset_title="Zurück zum Plan des Leitfadens?",
    reset_text="Deine Tage und Mengen werden durch die des Leitfadens ersetzt. Was du trainiert hast, "
    "bleibt.",
    reset_yes="Ja, den Leitfaden",
    reset_no="Meinen behalten",
    suggestions="Vorschläge",
    accept="Ja, so machen",
    not_now="Jetzt nicht",
    kinds={
        "more_reps": "{move}: eine Wiederholung mehr",
        "more_hold": "{move}: ein wenig länger halten",
        "longer": "{move}: ein wenig länger",
        "more_sets": "{move}: ein Satz mehr",
        "more_load": "{move}: etwas mehr Gewicht oder ein stärkeres Band",
        "less": "{move}: etwa ein Drittel weniger",
        "easier": "{move}: eine leichtere Form",
        "harder": "{move}: wieder eine Stufe höher",
        "restart": "Mit weniger wieder anfangen",
        "deload": "Eine leichtere Woche",
    },
    reasons={
        "more_reps": _GOOD,
        "more_hold": _GOOD,
        "longer": _GOOD,
        "more_sets": f"{_GOOD} Es ist Platz für einen Satz mehr.",
        "more_load": f"{_GOOD} Du bist an der Obergrenze des Leitfadens: Nimm fünf bis zehn Prozent mehr "
        "Gewicht.",
        "less": "Beim letzten Mal war es im roten Bereich. Weniger davon gibt Raum, sich zu beruhigen.",
        "easier": "Es war zweimal im roten Bereich. Eine leichtere Form gibt Raum, sich zu beruhigen.",
        "harder": "Die leichtere Form ging zweimal gut. Du kannst ein wenig von der davor versuchen.",
        "restart": "Du warst mehr als zehn Tage weg. Nimm eine Woche lang sieben Zehntel von allem.",
        "deload": "Vier Wochen am Stück liegen hinter dir. Eine Woche mit weniger Sätzen lässt den Körper "
        "aufholen.",
    },
    from_to="Jetzt {old}. Dann {new}.",
)
