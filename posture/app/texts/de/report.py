"""Words of the one-page report."""

from __future__ import annotations

from posture.app.texts.shape import ReportTexts

REPORT = ReportTexts(
    title="Trainingsbericht",
    nobody="Ohne Namen",
    period="{first} bis {last}",
    one_day="{first}",
    made="Erstellt mit Posture {version}",
    empty="In dieser Zeit sind keine Sätze gespeichert.",
    tiles={
        "sets": "Sätze",
        "days": "Tage mit einem Satz",
        "reps": "Gezählte Wiederholungen",
        "time": "Zeit im Bild",
    },
    moves="Übungen",
    columns={
        "move": "Übung",
        "sets": "Sätze",
        "reps": "Gezählt",
        "range": "Umfang: erster und letzter Satz",
        "hold": "Längstes Halten",
        "missed": "Nicht gezählt, und warum",
    },
    clean="{clean} sauber",
    range_from_to="{first} → {last}",
    range_once="{first}",
    error="± {error}",
    error_unknown="Messfehler nicht bekannt",
    held="{time} insgesamt",
    short_holds="{number} gezählt und kürzer gehalten als vorgesehen",
    not_counted="{number}\u00a0×\u00a0{reason}",
    corrected="* mit eigenen Korrekturen der Person",
    more_moves="Und {number} weitere {number:Übung|Übungen} in {sets} {sets:Satz|Sätzen}.",
    notes="Umfang: der mittlere Wert der gezählten Versuche eines Satzes. ±: wie weit ein Wert vom wahren "
    "abweichen kann; eine kleinere Änderung kann von der Kamera kommen. Zahlen ohne Einheit sind Anteile "
    "einer Körperlänge. Sauber: Es fielen höchstens Kleinigkeiten auf.",
    pain="Schmerz, wie ihn die Person angab",
    pain_axis="0 keiner, 10 der schlimmste",
    pain_words="{number} {number:Wert|Werte}, von {least} bis {most}; "
    "mittlerer Wert der ersten Hälfte {early}, der "
    "zweiten Hälfte {late}.",
    pain_kinds={
        "before": "vorher",
        "during": "währenddessen",
        "after": "danach",
        "next_day": "am Tag danach",
    },
    no_pain="In dieser Zeit wurde kein Wert angegeben.",
    how="Wie gemessen wurde",
    how_source={"camera": "Webcam live", "video": "Videodatei", "recording": "aufgezeichnete Körperpunkte"},
    how_lines={
        "camera": "Eine gewöhnliche Kamera ({kinds}); das Bild blieb auf dem Computer der Person.",
        "model": "Körperpunkte von {models}.",
        "views": "Gesehen von: {views}.",
        "share": "{measured} von {seen} im Bild waren messbar; der Rest ist ausgelassen, nicht geraten.",
    },
    limits="Was nicht beurteilt werden konnte",
    limit="{what}: {why}",
    more_limits="und {number} weitere",
    wellness="Für das allgemeine Wohlbefinden. Kein Medizinprodukt: keine Diagnose, kein Rat zur Behandlung. "
    "Die Zahlen sind Schätzungen aus einem Bild und ersetzen keine Untersuchung.",
    date="%d.%m.%Y",
)
