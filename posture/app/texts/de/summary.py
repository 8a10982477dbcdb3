"""Words of the summary after a set."""

from __future__ import annotations

from posture.app.texts.shape import SummaryTexts
from posture.coach.motion import Phase
from posture.coach.session import Reason

SUMMARY = SummaryTexts(
    counted="gezählt",
    clean="davon sauber",
    not_counted="nicht gezählt",
    per_side="Links {left}, rechts {right}",
    hold_total="{time} in Position gehalten",
    held_enough="{counted} gezählt, {held} davon {dose} gehalten",
    of_dose="{held} von {dose}",
    corrected="Du hast das auf {count} korrigiert.",
    clean_help="Sauber heißt, dass höchstens Kleinigkeiten auffielen.",
    nothing="In diesem Satz wurde keine Bewegung gefunden.",
    nothing_help="Stell dich so hin, dass alles im Bild ist, was die Übung braucht, ruh einen Moment in der "
    "Ausgangsposition, dann beginn.",
    next_title="Nächstes Mal",
    next_none="Nichts fiel auf. Mach so weiter.",
    next_none_held="An dem, was zu sehen war, fiel nichts auf.",
    chart_range="Wie weit jeder Versuch ging",
    chart_hold="Wie lange jeder gehalten wurde",
    chart_attempt="Versuch",
    chart_seconds="Gehaltene Sekunden",
    chart_range_axis="Umfang",
    chart_words="Schattiert: das Ziel des Leitfadens, {target}. Ein hohler Balken zählte nicht.",
    chart_words_tempo="Schattiert: ein ruhiges Tempo, {target}. Ein hohler Balken zählte nicht.",
    chart_tempo="Wie lange jeder dauerte",
    chart_took="Sekunden",
    ends_title="Am besten und am wenigsten",
    best="Am besten gelungen: Versuch {number}",
    least="Mit der meisten Luft nach oben: Versuch {number}",
    end_reach="{range}, dauerte {time}",
    end_held="{range}, {time} gehalten",
    ends_rule="Gezählt kommt vor nicht gezählt, sauber vor unsauber, weniger Auffälliges vor mehr. Bei "
    "Gleichstand entscheidet der größere Umfang.",
    ends_rule_held="Gezählt kommt vor nicht gezählt, sauber vor unsauber, weniger Auffälliges vor mehr. Bei "
    "Gleichstand entscheidet das längere Halten.",
    ends_alike="Deine Versuche waren gleich: Der beste und der kleinste unterscheiden sich nicht stärker, "
    "als die Kamera es erkennen kann, {error} nach beiden Seiten.",
    still="Versuch {number} nahe am weitesten Punkt",
    signal_title="Die Bewegung im Verlauf",
    signal_help="Jeder schattierte Abschnitt ist ein Versuch; ein gestrichelter Rahmen heißt, dass er nicht "
    "zählte. Ein Dreieck markiert etwas Auffälliges. Der Streifen darunter zeigt die Phase, am höchsten beim "
    "vollen Umfang. Zeig auf die Linie, um ihre Werte zu lesen.",
    signal_unmeasured="Die Bewegung selbst war in diesem Satz nicht zu sehen, darum gibt es keine Linie.",
    signal_time="Zeit",
    signal_closer="Näher hinsehen",
    signal_whole="Der ganze Satz",
    signal_attempt="Versuch {number} bei {start}: {outcome}",
    signal_tips={
        "time": "Zeit",
        "value": "Wert",
        "phase": "Phase",
        "attempt": "Versuch",
        "noticed": "Aufgefallen",
    },
    signal_finding="{name}: {value}, Grenze {limit}",
    signal_noticed="Bei {time}, {name}: {value}, die Grenze ist {limit}. „{cue}“",
    phases={
        Phase.REST: "In Ruhe",
        Phase.GOING: "Auf dem Weg",
        Phase.FULL: "Voller Umfang",
        Phase.RETURNING: "Auf dem Rückweg",
    },
    kin_help="Wenn ja, nimm beim nächsten Mal diese Übung: Sie wird auf ihre eigene Weise "
    "gezählt und angeschaut. Wenn nicht, ist alles gut.",
    kin_take="Zu {move}",
    table_title="Jeder Versuch",
    percent="Prozente vergleichen mit deinem eigenen Körper: mit der Länge von Rumpf oder Kopf, der Breite "
    "der Schultern oder deinem vollen Umfang zu Beginn des Satzes.",
    columns={
        "number": "Nr.",
        "side": "Seite",
        "start": "Begann bei",
        "duration": "Dauer",
        "range": "Umfang",
        "hold": "Gehalten",
        "result": "Gezählt",
        "faults": "Was auffiel",
    },
    yes="Ja",
    no="Nein",
    no_fault="Nichts",
    fault="{name}: „{cue}“",
    method_title="Worauf geachtet wurde",
    unmeasured_title="Was nicht beurteilt werden konnte",
    unmeasured="{what}: {why}",
    refused_title="Was du stattdessen tun kannst",
    problems_title="Wann die Sicht nicht gut genug war",
    problem="{start} bis {end}: {message}",
    seen="{measured} von {seen} gemessen",
    timed="nach der Uhr, nicht gezählt",
    reasons={
        Reason.PARTIAL_RANGE: "Nicht bis zum vollen Umfang",
        Reason.TOO_FAST: "Zu schnell, um zu folgen",
        Reason.TOO_SLOW: "Unterwegs zu lange angehalten",
        Reason.SHORT_HOLD: "Kürzer gehalten als gewünscht",
        Reason.ONE_SIDE: "Nur eine Seite bewegte sich",
        Reason.LOST: "Nicht bis zum Ende zu sehen",
        Reason.WRONG_POSTURE: "Es war eine andere Bewegung",
    },
    reason_tips={
        Reason.PARTIAL_RANGE: "Manche Bewegungen endeten früh. Geh etwas weiter, wenn es angenehm ist; drück "
        "nie in den Schmerz.",
        Reason.TOO_FAST: "Manche Bewegungen waren zu schnell vorbei. Werde langsamer und gib jeder ihre "
        "Zeit.",
        Reason.TOO_SLOW: "Manche Bewegungen hielten unterwegs an. Geh in einer ruhigen Bewegung hin und "
        "zurück.",
        Reason.SHORT_HOLD: "Manches Halten endete früh. Nimm weniger Kraft, dann kannst du die ganze Zeit "
        "bleiben.",
        Reason.ONE_SIDE: "Manchmal bewegte sich nur eine Seite. Beginn mit beiden zugleich; die langsamere "
        "führt.",
        Reason.LOST: "Manche Bewegungen waren nicht bis zum Ende zu sehen: Das Bild oder der Satz endete "
        "vorher. Geh zurück oder dreh die Kamera, damit die ganze Bewegung hineinpasst.",
        Reason.WRONG_POSTURE: "Manche Bewegungen waren andere als diese. Beginn in der Ausgangsposition und "
        "beweg nur den Teil, den die Schritte nennen.",
    },
)
