"""Words of the Today page and of a routine under way."""

from __future__ import annotations

from posture.app.texts.shape import TodayTexts

TODAY = TodayTexts(
    title="Heute",
    whys={
        "planned": "In deinem Plan: {form}. Einmal drücken, und die Sätze folgen aufeinander.",
        "strength_rests": "Gestern hast du Kraft trainiert, und Muskeln brauchen einen Tag dazwischen. Darum "
        "gibt "
        "es heute: {form}.",
        "rest": "Heute ist Ruhetag. Das gehört zum Plan: Der Körper wird jetzt stärker.",
        "done": "Du hast deine Runde für heute geschafft. Genieß den Rest des Tages.",
        "no_days": "Deine Woche hat noch keine Trainingstage. Wähl zwei oder drei auf der Seite Plan, oder "
        "mach "
        "einfach jetzt eine Runde.",
    },
    next_day="Als Nächstes im Plan: {day}, {form}.",
    tomorrow="morgen",
    anyway="Wenn dir nach Bewegung ist, geht eine kleine Runde immer.",
    again="Noch eine Runde? Eine kleine geht immer.",
    form="Welche Form?",
    rests="Kraft wurde innerhalb des letzten Tages trainiert; das wartet, bis die Muskeln geruht haben.",
    start="Start, {time}",
    whole="Ich mache lieber den ganzen Plan",
    what="Was du machst",
    plan="Plan ändern",
    week="Deine Woche",
    marks={"done": "geschafft", "planned": "geplant", "free": "frei"},
    week_done="{count} von {aim} in dieser Woche",
    streak="{count} Wochen in Folge mit zwei Tagen oder mehr",
    suggestions="{count} Vorschläge für deinen Plan",
    suggestion="Ein Vorschlag für deinen Plan",
    progress="{part} · {at} von {all}",
    set_of="Satz {number} von {all}",
    next="Als Nächstes: {title}",
    last="Das ist das Letzte",
    in_s="Beginnt in",
    left_s="Noch Sekunden",
    skip="Überspringen",
    repeat="Letzten Satz noch einmal",
    easier="Leichter",
    easier_is="Stattdessen: {title}, {dose}",
    pause="Pause",
    go_on="Weiter",
    stop="Aufhören",
    stop_title="Für heute aufhören?",
    stop_text="Was du gemacht hast, ist gespeichert.",
    keep_going="Weitermachen",
    paused="Pause. Lass dir Zeit.",
    was_here="Hier warst du. Mach weiter, wenn du so weit bist.",
    set_saved="Gespeichert.",
    how="So geht es",
    unseen="Hier wird nichts gemessen; folge einfach der Zeit.",
    well_done="Gut gemacht. Das war deine Runde ({form}).",
    stopped="Früher aufgehört, und das ist in Ordnung. Das hast du gemacht.",
    summary="Was du gemacht hast",
    columns=("Übung", "Gemacht", "Gezählt", "Sauber"),
    sets_done="{done} von {all}",
    left_out="ausgelassen",
    by_time="nach Zeit",
    review="Jeden Satz im Rückblick ansehen",
)
