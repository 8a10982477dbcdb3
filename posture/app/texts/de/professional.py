"""Words of the page on asking a professional."""

from __future__ import annotations

from posture.app.texts.shape import ProfessionalTexts

PROFESSIONAL = ProfessionalTexts(
    title="Fachleute fragen",
    lead="In einer Arzt- oder Physiotherapiepraxis kann man herausfinden, was dahintersteckt. Hier steht, "
    "wann du hingehst und was du mitbringst.",
    when="Wann du hingehst",
    emergency="Ruf jetzt den Notruf an",
    urgent="Geh in den nächsten ein, zwei Tagen in eine Arztpraxis",
    ask="Was du fragen kannst",
    questions=(
        "Was steckt wahrscheinlich hinter meinen Schmerzen, und muss etwas untersucht werden?",
        "Welche dieser Übungen passen zu mir, und welche soll ich weglassen oder ändern?",
        "Wie viel, wie oft, und wie viel Schmerz ist in Ordnung?",
        "Was wäre ein Grund wiederzukommen, und wann?",
    ),
    summary="Was du erzählen kannst",
    summary_lead="Aus dem, was du hier in den letzten sechs Wochen getan und gesagt hast. Druck es aus oder "
    "nimm es als Datei mit.",
    empty="Noch ist nichts notiert. Wenn du trainierst und deinen Schmerz bewertest, sammelt sich hier eine "
    "Zusammenfassung für deinen Termin.",
    span="Vom {first} bis zum {last}",
    name="Für {name}",
    signs="Warnzeichen",
    signs_none="Am {day} keines angekreuzt.",
    signs_never="Noch nicht durchgegangen.",
    seen="Von einer Fachperson angesehen, wie ich am {day} angegeben habe.",
    back_hurts="Mein oberer Rücken tat am {day} weh.",
    moves="Was ich gemacht habe",
    move_columns=("Übung", "Sätze", "Gezählt", "Zuletzt", "Höchster Schmerz", "Ampel"),
    lights="{red} rot, {amber} gelb",
    stopped="Was abgebrochen wurde",
    stop="{day}, {move}: Schmerz {score} von 10. {why}",
    stopped_none="Nichts musste abgebrochen werden.",
    scores="Schmerz im Verlauf",
    score_columns=("Tag", "Zeitpunkt", "Übung", "Schmerz, 0 bis 10", "Ampel"),
    scores_none="Es wurde kein Schmerz bewertet.",
    moments={
        "before": "Vor dem Training",
        "during": "Während des Satzes",
        "after": "Nach dem Satz, das Stärkste",
        "next_day": "Am Tag danach, das Schlimmste",
    },
    whole="Alles",
    chart="Jeder Punkt ist ein Wert, den ich angegeben habe.",
    chart_time="Tag",
    chart_score="Schmerz",
    download="Als Datei mitnehmen",
    print="Zum Drucken nimm den Druckbefehl deines Browsers (Strg oder ⌘ und P).",
    note="Zusammengestellt von Posture, einem Programm für das allgemeine Wohlbefinden, das kein "
    "Medizinprodukt ist. Die Zählungen stammen von einer Kamera, die Schmerzwerte von der Person.",
)
