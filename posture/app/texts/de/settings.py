"""Words of the settings, and of choosing who is there."""

from __future__ import annotations

from posture.app.texts.shape import SettingsTexts

SETTINGS = SettingsTexts(
    title="Einstellungen",
    lead="Sie gelten für alle, die Posture hier ohne Profil benutzen.",
    lead_person="Sie gelten nur für {name}.",
    who="Profil",
    person_is="{name}",
    nobody="Ohne Profil",
    manage="Profile und Einstellungen",
    people="Wer hier trainiert",
    people_help="Wenn mehrere an diesem Computer trainieren, hält ein Profil für jede Person Sätze, Pläne "
    "und Einstellungen getrennt. Es gibt kein Passwort: Alle hier können jedes Profil öffnen.",
    person_now="Diese Seite gehört {name}: Sätze werden unter diesem Namen gespeichert. Dieser Browser merkt "
    "es sich.",
    add="Profil hinzufügen",
    add_do="Hinzufügen",
    rename="Namen ändern",
    rename_do="Ändern",
    name="Name",
    name_missing="Ein Profil braucht einen Namen.",
    name_taken="Ein Profil namens {name} gibt es schon. Nimm einen anderen Namen.",
    page="Die Seite",
    language="Sprache",
    language_browser="Wie im Browser ({language})",
    look_help="Hell oder dunkel folgt der Einstellung deines Computers oder Browsers.",
    training="Training",
    hold="{move}: halten für (Sekunden)",
    hold_guide="Der Leitfaden sagt {low} bis {high} Sekunden.",
    pictures="Bilder meiner Sätze und Haltungschecks behalten",
    pictures_help="Aus: Kein Bild von dir wird je gespeichert. An: Mit jedem Satz wird je ein Standbild der "
    "besten und der schwächsten Wiederholung gespeichert, mit jedem Haltungscheck seine Bilder, nur auf "
    "diesem Computer, bis du den Satz oder den Check löschst.",
    landmarks="Die Körperpunkte meiner Sätze behalten",
    landmarks_help="Aus: Von einem Satz werden nur Zahlen, Zeiten, Winkel und die Kurve gespeichert. An: "
    "Auch wo 33 Punkte deines Körpers in jedem Moment waren, als Zahlen ohne jedes Bild, und bei Katze-Kuh "
    "der Umriss deines Körpers, weil danach gezählt wird. So lässt sich ein Satz noch einmal zählen und mit "
    "deinen Korrekturen vergleichen. Nur auf diesem Computer, bis du den Satz löschst oder den Knopf "
    "drückst, der dann hier steht.",
    landmarks_kept="Jetzt gespeichert: die Körperpunkte von {sets} {sets:Satz|Sätzen}, {size} MB.",
    landmarks_delete="Diese Körperpunkte löschen, die Sätze behalten",
    landmarks_deleted="Die Körperpunkte von {sets} {sets:Satz|Sätzen} wurden gelöscht.",
    rests_help="Nach einem guten Satz merkt sich Posture, wie du bei dieser Übung vor dieser Kamera ruhst, "
    "als einige Längen und Winkel, damit dein nächster Satz dort sofort beginnt. Nur auf diesem Computer; es "
    "wird mit deinen Daten gelöscht.",
    rests_kept="Jetzt gespeichert: wie du ruhst, in {rests} {rests:Fall|Fällen} von Übung und Kamera.",
    rests_forget="Vergessen, wie ich ruhe",
    sound="Stimme, Untertitel und Einzählen",
    sound_help="Das stellst du unter dem Livebild ein, wo du es sofort hörst; dieser Browser merkt es sich.",
    sound_link="Zum Livebild",
    folder="Wo alles gespeichert ist",
    folder_help="In diesem Ordner auf diesem Computer. Nichts verlässt ihn.",
)
