"""Words of the timers: breathing, warmth and cold, a quiet sitting."""

from __future__ import annotations

from posture.app.texts.shape import TimersTexts

TIMERS = TimersTexts(
    title="Timer",
    lead="Ruhiges Atmen, Wärme und Kälte, ein paar stille Minuten. Ein Timer läuft weiter, wenn du die Seite "
    "verlässt.",
    choose="Was würde dir guttun?",
    kinds={"breathing": "Atmen", "heat": "Wärme", "cold": "Kälte", "sitting": "Stilles Sitzen"},
    leads={
        "breathing": "Atme mit dem Kreis, wenn es geht durch die Nase. Lass den Bauch steigen, nicht die "
        "Schultern.",
        "heat": "Ein Heizkissen löst angespannte Muskeln. Gut vor dem Bewegen.",
        "cold": "Eine Kühlpackung kann danach beruhigen. Nur, wenn es sich gut anfühlt.",
        "sitting": "Ein Weg durch den Körper, von den Füßen bis zum Gesicht, vorgelesen, wenn dieser "
        "Computer eine Stimme hat.",
    },
    pattern="Muster",
    minutes="{count} Minuten",
    rounds="{count} Runden",
    tone="Klang",
    tone_help="Ein leiser Ton bei jedem Wechsel, beim Sitzen auch eine Stimme: Augen zu.",
    start="Start",
    not_with="Nicht bei",
    how="So geht es",
    cold_lately="Deine letzte Kälte ist {minutes} Minuten her. Warte, bis die Haut wieder warm ist: {wait}.",
    left="übrig",
    round_of="Runde {now} von {all}",
    stop="Stopp",
    light_headed="Mir ist schwindelig",
    parts={"in": "Einatmen", "hold": "Halten", "out": "Ausatmen", "rest": "Ruhen"},
    circle="Ein Kreis, der beim Einatmen wächst und beim Ausatmen schrumpft. Muster: {pattern}.",
    skin_title="Sieh dir jetzt deine Haut an",
    skin_text="Heb das Kissen an. Ist die Haut fleckig, weiß oder knallrot, brennt sie oder ist sie taub?",
    skin_good="Sieht normal aus und fühlt sich so an",
    skin_bad="Etwas stimmt nicht, Stopp",
    keep_in_mind={
        "heat": "Mehrere Lagen Tuch dazwischen. Nie auf dem Kissen liegen, nie damit einschlafen.",
        "cold": "Ein feuchtes Tuch dazwischen. Nie auf der Packung liegen, nie damit einschlafen.",
        "breathing": "Schwindel oder Kribbeln in Lippen oder Fingern: Hör auf und atme wie sonst.",
        "sitting": "Schwindel oder Kribbeln in Lippen oder Fingern: Atme wie sonst.",
    },
    ended={
        "breathing_done": "Gut gemacht. Bleib noch einen Moment, bevor du aufstehst.",
        "heat_done": "Die Zeit ist um. Nimm das Kissen jetzt weg und lass die Haut ruhen.",
        "cold_done": "Die Zeit ist um. Nimm die Packung jetzt weg und lass die Haut warm werden.",
        "sitting_done": "Gut gemacht. Beweg Finger und Zehen, bevor du aufstehst.",
        "breathing_stopped": "Beendet. Jeder ruhige Atemzug zählt.",
        "heat_stopped": "Beendet. Nimm das Kissen weg.",
        "cold_stopped": "Beendet. Nimm die Packung weg.",
        "sitting_stopped": "Beendet. Komm wieder, wann immer du magst.",
        "light_headed": "Atme wie sonst und bleib sitzen, bis es vorbei ist. Meist dauert das ein, zwei "
        "Minuten. Wenn nicht, hol Hilfe.",
        "skin": "Nimm es jetzt weg und lass die Haut wieder normal werden. Wenn Flecken, Brennen oder "
        "Taubheit bleiben, zeig es in einer Arztpraxis oder Apotheke.",
    },
    away="Er ist abgelaufen, während du weg warst, {when}.",
    then_cold="Weiter mit Kälte",
    again="Ein anderer Timer",
    lately="Zuletzt",
    lately_columns=("Wann", "Was", "Wie lange", "Wie es endete"),
    reasons={
        "done": "✓ Bis zum Ende",
        "stopped": "Beendet",
        "light_headed": "Beendet: schwindelig",
        "skin": "Beendet: Haut",
    },
    unkept="Dieser Timer ist nach einem Neuladen der Seite vergessen, weil er nicht gespeichert werden kann: "
    "{error}",
)
