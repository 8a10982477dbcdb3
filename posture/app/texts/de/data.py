"""Words of the page for what is kept."""

from __future__ import annotations

from posture.app.texts.shape import DataTexts

_SETS = "{sets} {sets:Satz|Sätze}"
_REST = ", {notes} {notes:Notiz|Notizen}, {settings} {settings:Einstellung|Einstellungen}"

DATA = DataTexts(
    title="Deine Daten",
    lead="Sie gehören dir und sind hier. Nimm sie mit, hol sie auf einem anderen Computer herein oder lösch "
    "sie.",
    kept="Was gespeichert ist",
    kept_nothing="Noch ist nichts gespeichert. Nach deinem ersten Satz gibt es etwas zum Mitnehmen.",
    amounts=f"{_SETS}{_REST}",
    landmarks="Bei {landmarks} {landmarks:Satz|Sätzen} auch die Körperpunkte, wie du es erlaubt hast.",
    where="Auf diesem Computer, in {where}",
    take="Mitnehmen",
    take_help="Jede Datei entsteht auf diesem Computer, wenn du ihren Knopf drückst.",
    take_all="Alles (JSON)",
    take_all_help="Sätze mit deinen Korrekturen, Notizen und Einstellungen. Diese Datei lässt sich wieder "
    "hereinholen. Bilder von Haltungschecks sind dabei, wenn du sie behältst, Standbilder und "
    "Körperpunkte von Sätzen nicht.",
    take_table="Jeder Versuch (CSV)",
    take_table_help="Eine Zeile je Versuch, für eine Tabellenkalkulation.",
    take_report="Bericht für die Physiotherapie",
    take_report_help="Eine Seite mit Sätzen, Bewegungsumfang, Haltezeiten und Schmerz. Sie öffnet sich im "
    "Browser und passt auf A4.",
    take_fhir="Für das System einer Praxis (FHIR)",
    take_fhir_help="Ein HL7-FHIR-R4-Bundle mit Beobachtungen, ohne deinen Namen.",
    bring="Hereinholen",
    bring_help="Eine JSON-Datei von hier oder von einem anderen Computer. Was schon gespeichert ist, bleibt, "
    "wie es ist.",
    bring_file="Datei mit allem (JSON)",
    bring_button="Hereinholen",
    brought=f"Hereingeholt: {_SETS}{_REST}.",
    brought_known="{known} waren schon hier und blieben, wie sie sind.",
    delete="Löschen",
    delete_help="Gelöscht heißt weg: aus der Datei, ihrem Journal und ihren Kopien. Es lässt sich nicht "
    "zurücknehmen.",
    delete_person="Alles von {person} löschen …",
    delete_mine="Alles ohne Profil löschen …",
    delete_all="Alles von allen löschen …",
    delete_title="Endgültig löschen?",
    delete_person_what="Alles von {person} auf diesem Computer geht verloren:",
    delete_mine_what="Alles auf diesem Computer, das zu keinem Profil gehört, geht verloren:",
    delete_all_what="Alles von allen auf diesem Computer geht verloren:",
    delete_lost=f"{_SETS} mit ihren Versuchen, Bildern und Körperpunkten{_REST}",
    delete_first="Nimm es vorher mit, wenn du es vielleicht noch einmal brauchst.",
    delete_sure="Ich weiß, dass sich das nicht zurücknehmen lässt",
    delete_yes="Endgültig löschen",
    delete_no="Alles behalten",
    deleted=f"Gelöscht: {_SETS}{_REST}.",
)
