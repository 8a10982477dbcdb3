"""Words that keep a person safe: warning signs, pain, and what to know before a move."""

from __future__ import annotations

from posture.app.texts.shape import SafetyTexts
from posture.app.texts.shape.safety import PainTexts, ScreeningTexts

_SCREENING = ScreeningTexts(
    title="Bevor du dich bewegst",
    lead="Manche Zeichen brauchen eine Arztpraxis statt Übungen. Kreuz an, was auf dich zutrifft. Deine "
    "Antworten bleiben auf diesem Computer.",
    again="Ein Monat ist vergangen. Hat sich etwas geändert? Kreuz an, was jetzt auf dich zutrifft.",
    after_pain="Das war starker Schmerz. Bitte geh diese Zeichen vor dem nächsten Satz noch einmal durch.",
    hurts="Tut dein oberer Rücken gerade weh?",
    yes="Ja",
    no="Nein",
    emergency="Hol sofort Hilfe",
    urgent="Geh zuerst in eine Arztpraxis",
    none="Nichts davon",
    save="Meine Antworten speichern",
    sure="Du hast ein Zeichen angekreuzt, das sofort Hilfe braucht. Stimmt das?",
    sure_yes="Ja, das stimmt",
    sure_no="Nein, zurück zur Liste",
    ticked="Was du angekreuzt hast",
    locked_title="Bitte hol jetzt Hilfe",
    locked="Diese Zeichen können ernst sein. Ruf deinen Notruf an: 112 in Europa, 999 in Großbritannien, 911 "
    "in Nordamerika. Fahr nicht selbst.",
    locked_open="Die Übungen sind geschlossen, bis eine Fachperson dich gesehen hat. Alles andere bleibt "
    "offen.",
    seen="Ein Arzt, eine Ärztin oder eine andere Fachperson hat das angesehen, und ich darf üben",
    unlock="Die Übungen öffnen",
    advised_title="Bitte lass dich vor dem Üben untersuchen",
    advised="Das ist keine Diagnose, und oft gibt es einen harmlosen Grund. Trotzdem sind diese Zeichen "
    "zusammen ein Grund, deinen Rücken in den nächsten ein, zwei Tagen ansehen zu lassen.",
    advised_seen="Ich war dort und darf üben",
    advised_go_on="Ich habe verstanden und mache sanft weiter",
    ask="Was du einer Fachperson erzählst",
    unkept="Deine Antworten gelten nur für diesen Besuch, weil sie nicht gespeichert werden können: {error}",
)

_PAIN = PainTexts(
    scale="0 ist kein Schmerz, 10 der schlimmste, den du dir vorstellen kannst.",
    before="Wie weh tut es jetzt gerade?",
    after="Wie weh tat es in diesem Satz höchstens?",
    next_day="Wie schlimm war es in den 24 Stunden nach dem Training höchstens ({day})?",
    settled="Ist es wieder wie vor dem Training?",
    settled_yes="Ja",
    settled_no="Nein, noch schlimmer",
    skip="Überspringen",
    noted="Notiert.",
    hurt_title="Was tut weh?",
    hurt_lead="Dein Satz ist angehalten. Lass dir Zeit.",
    hurt_now="Wie weh tut es?",
    hurt_sharp="Ist der Schmerz stechend, einschießend, neu oder wird er stärker?",
    sharp_yes="Ja",
    sharp_no="Nein",
    mistake="Nichts tut weh, das war ein Versehen",
    lights={"green": "Grün", "amber": "Gelb", "red": "Rot"},
    why={
        "green_calm": "{score} von 10 ist in Ordnung.",
        "amber_score": "{score} von 10 ist mehr als ein leichter Zug.",
        "amber_rise": "{rise} mehr als vor dem Beginn.",
        "red_score": "{score} von 10 ist zu viel.",
        "red_rise": "{rise} mehr als vor dem Beginn ist zu viel.",
        "red_sharp": "Stechender, einschießender, neuer oder wachsender Schmerz heißt aufhören, egal wie die "
        "Zahl ist.",
        "red_lasted": "Es hat sich nicht innerhalb des Tages beruhigt.",
    },
    before_does={
        "green": "Beweg dich langsam und bleib unter der Schmerzgrenze.",
        "amber": "Mach heute ruhig: kleinere Bewegung, weniger Gewicht, weniger Wiederholungen.",
        "red": "Ruh dich heute aus oder versuch ruhiges Atmen. Bitte geh zuerst die Warnzeichen durch.",
    },
    during_does={
        "green": "Mach weiter, wenn du magst, langsam und unter der Schmerzgrenze.",
        "amber": "Beende den Satz leichter: kleinere Bewegung, weniger Gewicht, weniger Wiederholungen.",
        "red": "Diese Übung ist für heute vorbei, und was du gemacht hast, ist gespeichert. Setz dich und "
        "atme. Wenn es sich nicht gleich beruhigt, hol Hilfe.",
    },
    after_does={
        "green": "Nächstes Mal darf es ein wenig mehr sein.",
        "amber": "Mach den nächsten Satz leichter. Es sollte sich innerhalb eines Tages beruhigen.",
        "red": "Lass diese Übung für heute. Nimm nächstes Mal eine leichtere Form.",
    },
    next_day_does={
        "green": "Dein Rücken hat es gut vertragen.",
        "amber": "Es hat sich beruhigt. Wiederhol dieselbe Menge, bevor du mehr machst.",
        "red": "Mach heute etwa ein Drittel weniger und nimm leichtere Formen.",
    },
    easier="Leichter: {how}",
    easier_next="Nächstes Mal leichter: {how}",
    go_on="Weiter",
    go_on_easier="Weiter, aber leichter",
    end="Satz beenden",
    close="In Ordnung",
    over_title="{move}: genug für heute",
    over_next="Es war richtig aufzuhören. Morgen ist diese Übung wieder da. Wenn es dir gut geht, wähle oben "
    "eine sanftere.",
    second_red="Diese Übung war schon einmal rot. Bitte zeig sie einer Fachperson, bevor du sie wieder "
    "machst.",
    signs_again="So starker Schmerz ist ein Grund, die Warnzeichen noch einmal durchzugehen. Sie kommen als "
    "Nächstes.",
    ask="Was du einer Fachperson erzählst",
)

SAFETY = SafetyTexts(
    screening=_SCREENING,
    pain=_PAIN,
    gate_title="Vor dem ersten Mal: {move}",
    gates_title="Vor deiner ersten Runde",
    gates_columns=("Übung", "Vorher fragen bei"),
    gate_lead="Beweg dich langsam, bleib unter der Schmerzgrenze, atme weiter. Ein leichter Zug ist in "
    "Ordnung.",
    gate_ask_first="Frag vorher eine Fachperson, wenn du das hier hast",
    gate_stop="Hör sofort auf, wenn du das hier spürst",
    gate_go_on="Nichts davon, weiter",
    gate_otherwise="Wenn etwas davon auf dich zutrifft, wähl eine andere Übung und frag wegen dieser nach.",
    gate_again="Wer vorher fragen sollte und wann du aufhörst",
)
