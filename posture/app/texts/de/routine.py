"""Words of training days: forms, parts, steps and doses."""

from __future__ import annotations

from posture.app.texts.shape.routine import RoutineTexts, StepWords

ROUTINE = RoutineTexts(
    forms={"full": "Voll", "short": "Kurz", "gentle": "Sanft"},
    form_leads={
        "full": "Alles aus dem Leitfaden: Dehnen, Kraft und Haltung.",
        "short": "Eine kleine Runde für die Haltung, ohne Kraft. Gut zwischen zwei vollen Tagen.",
        "gentle": "Langsame Dehnungen in der kleineren Dosis des Leitfadens, für einen steifen Tag.",
    },
    parts={
        "warm_up": "Aufwärmen",
        "stretch": "Dehnen",
        "strength": "Kraft",
        "posture": "Haltung",
        "cool_down": "Ausklang",
    },
    steps={
        "shoulder_rolls": StepWords(
            "Schulterrollen",
            "Lass beide Schultern langsame Kreise ziehen: die halbe Zeit rückwärts, die halbe vorwärts.",
        ),
        "arm_circles": StepWords(
            "Armkreisen",
            "Arme zur Seite. Beginn mit kleinen Kreisen, lass sie wachsen, dann wechsle die Richtung.",
        ),
        "marching": StepWords(
            "Marschieren auf der Stelle",
            "Heb die Knie so hoch, wie es leicht geht, und lass die Arme mitschwingen.",
        ),
        "easy_cat_cow": StepWords(
            "Drei lockere Katze-Kuh",
            "Im Vierfüßlerstand: Rücken runden, sinken lassen, dreimal, klein und langsam.",
        ),
        "breathing": StepWords(
            "Ruhiges Atmen",
            "Sitz oder lieg. Atme in den Bauch, zähl beim Einatmen bis vier und beim Ausatmen bis sechs.",
        ),
        "floor_angels": StepWords(
            "Wandengel im Liegen",
            "In Rückenlage, Knie angestellt: Lass die Arme am Boden vom W ins V gleiten.",
        ),
        "standing_cat_cow": StepWords(
            "Katze-Kuh im Stehen",
            "Hände auf den Oberschenkeln, Knie weich: Rücken runden und sinken lassen, langsam.",
        ),
        "lying_chin_tucks": StepWords(
            "Kinn einziehen im Liegen",
            "In Rückenlage: Drück den Hinterkopf sanft in den Boden, dann lass los.",
        ),
        "wall_dog": StepWords(
            "Hund an der Wand",
            "Hände an eine Wand oder auf einen Tisch, Hüften zurück, Rücken gerade. Brust sinken lassen und "
            "atmen.",
        ),
        "seated_twist": StepWords(
            "Drehung auf dem Stuhl",
            "Sitz aufrecht, dreh dich zu einer Seite und atme; wechsle nach der halben Zeit.",
        ),
        "superman_chest": StepWords(
            "Superman, Brust und Arme",
            "In Bauchlage: Brust und Arme schweben eine Handbreit, die Beine bleiben unten.",
        ),
        "superman_cross": StepWords(
            "Superman, Arm und Bein über Kreuz",
            "In Bauchlage: Ein Arm und das andere Bein schweben; wechsle jedes Mal die Seite.",
        ),
        "superman_arms": StepWords(
            "Superman, nur Arme",
            "In Bauchlage, Stirn auf einem Handtuch: Nur die Arme schweben, lang gestreckt.",
        ),
    },
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    weekdays_short=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    about="etwa {minutes} min",
    doses={
        "reps": "{reps} Mal",
        "reps_hold": "{reps} Mal, {hold} s halten",
        "side": "{reps} Mal auf jeder Seite",
        "side_hold": "{reps} Mal auf jeder Seite, {hold} s halten",
        "time": "{time}",
        "once_reps": "einmal",
        "once_reps_hold": "einmal, {hold} s halten",
        "once_side": "einmal auf jeder Seite",
        "once_side_hold": "einmal auf jeder Seite, {hold} s halten",
        "sets_reps": "{sets} Sätze mit {reps}",
        "sets_reps_hold": "{sets} Sätze mit {reps}, {hold} s halten",
        "sets_side": "{sets} Sätze mit {reps} auf jeder Seite",
        "sets_side_hold": "{sets} Sätze mit {reps} auf jeder Seite, {hold} s halten",
        "sets_time": "{sets} Mal {time}",
    },
    one_side={"left": "{dose}, nur links", "right": "{dose}, nur rechts"},
    easings={
        "first_week": "Deine erste Woche: je ein Satz, damit sich der Körper daran gewöhnen kann.",
        "restart": "Du warst eine Weile weg: Diese Woche ist alles etwa ein Drittel weniger.",
        "deload": "Eine leichtere Woche: weniger Sätze. Muskeln wachsen, während sie ruhen.",
    },
)
