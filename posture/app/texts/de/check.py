"""Words of the Check page."""

from __future__ import annotations

from posture.app.texts.shape import CheckTexts

CHECK = CheckTexts(
    title="Haltungscheck",
    lead="Eine halbe Minute, im Stehen oder Sitzen, wie du es sonst tust: von vorn, dann von jeder Seite. Du "
    "siehst, wie du dich heute hältst und wie sich das über Wochen ändert. Es geht um Wohlbefinden und ist "
    "keine Diagnose.",
    how="Wie es abläuft",
    steps=(
        "Stell die Kamera gerade und auf Brusthöhe auf. Geh zurück, bis du von Kopf bis Hüften im Bild bist.",
        "Drück auf Start und tu, was gesagt wird. Jede Ansicht wird eingezählt und dauert zehn Sekunden.",
        "Bleib ruhig, aber verstell dich nicht: Steh oder sitz wie sonst auch, in etwas Anliegendem.",
        "Mit den Füßen im Bild lässt sich mehr messen; am Schreibtisch immerhin Kopf und Schultern.",
    ),
    pictures="Auch die Bilder behalten",
    pictures_help="Aus: Nur Zahlen bleiben; die Bilder sind weg, sobald du diese Seite verlässt. An: Sie "
    "bleiben, bis du den Check löschst, und Standbilder deiner Sätze ebenso. So oder so verlässt nichts "
    "diesen Computer.",
    now="Dieser Check",
    stops={"both": "Von vorn", "left": "Linke Seite", "right": "Rechte Seite"},
    stop_done="✓ {view}",
    stop_refused="✕ {view}: konnte nicht gemessen werden",
    stop_now="▸ {view}",
    stop_next="· {view}",
    results="Letzter Check: {when}",
    averaged="Gemittelt über {seconds} in Ruhe",
    saved="Auf diesem Computer gespeichert.",
    unsaved="Dieser Check ist nicht gespeichert: {error}",
    save_again="Jetzt speichern",
    nothing="Diesmal konnte nichts gemessen werden, also wurde nichts gespeichert. Was hilft, steht unten.",
    table="Was gemessen wurde",
    heads=("Maß", "Wert", "So zu bleiben ist", "Seit dem letzten", "Seit dem ersten"),
    value="{value} ± {error}{unit}",
    bands={
        "comfortable": "Bequem",
        "noticeable": "Mit der Zeit spürbar",
        "strong": "Auf Dauer ermüdend",
    },
    no_band="–",
    no_change="Keine Änderung",
    more="{amount} mehr",
    less="{amount} weniger",
    none_before="Erster Check",
    refused="{view}: kein Check. {why}",
    levelled="Gegenüber deinem ersten Check ist die Kamera um {amount} gekippt. Das ist aus den Änderungen "
    "herausgerechnet.",
    reading="Wie du diese Zahlen liest",
    unmeasured="Was nicht gemessen wurde",
    comfort="Die dritte Spalte sagt, wie bequem es ist, lange so zu bleiben. Haltung ist eine Gewohnheit "
    "unter vielen. Eine Änderung innerhalb des Messfehlers ist keine, und keine Zahl hier sagt, ob etwas "
    "nicht stimmt.",
    picture_alt="{view}, mit den gemessenen Linien",
    history="Im Verlauf",
    history_lead="Jeder Punkt ist ein Check, das Band darum sein Messfehler. Ein Punkt innerhalb des Bandes "
    "eines anderen hat sich ihm gegenüber nicht geändert.",
    history_measure="Maß",
    history_one="Bisher ein Check. Die Linie beginnt mit dem nächsten; einmal pro Woche ist ein guter "
    "Rhythmus.",
    history_axis="{measure} ({unit})",
    history_words="Erster {first}, letzter {latest}: {change}.",
    units={"deg": "°", "torsos": "", "percent": " %"},
    remove="Diesen Check löschen",
    remove_help="Seine Zahlen und Bilder werden endgültig gelöscht.",
    removed="Der Check wurde gelöscht.",
    empty_title="Noch kein Check",
    empty="Drück oben auf Start. Mit deinem ersten Check werden die späteren verglichen.",
    live={
        "silent": "Posture antwortet nicht. Das Gemessene ist sicher; es geht weiter, sobald es antwortet.",
        "keys": "Die Leertaste startet und pausiert. Eingabe oder Escape beendet.",
        "region": "Livebild des Haltungschecks",
        "ready": "Bereit, wenn du es bist. Dein Bild bleibt auf diesem Computer.",
        "nothing": "Es wurde nichts gemessen.",
        "saved": "Gespeichert. Deine Zahlen stehen unten.",
        "unsaved": "Noch nicht gespeichert: siehe unten.",
        "stillhere": "Mach weiter, wo du warst, oder beende den Check.",
        "pausedhelp": "Lass dir Zeit. Jetzt wird nichts gemessen.",
        "endings": {
            "stopped": "Check beendet",
            "reached": "Check vollständig",
            "empty": "Check beendet",
            "camera_lost": "Die Kamera wurde abgezogen",
            "left": "Dieser Check wurde beendet",
            "crashed": "Der Check endete vorzeitig",
            "shutdown": "Das Programm wurde geschlossen",
            "interrupted": "Posture wurde mittendrin beendet",
        },
    },
)
