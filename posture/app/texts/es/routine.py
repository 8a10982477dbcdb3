"""Words of training days: forms, parts, steps and doses."""

from __future__ import annotations

from posture.app.texts.shape.routine import RoutineTexts, StepWords

ROUTINE = RoutineTexts(
    forms={"full": "Completa", "short": "Corta", "gentle": "Suave"},
    form_leads={
        "full": "Todo lo de la guía: estiramientos, fuerza y postura.",
        "short": "Una ronda pequeña de postura, sin fuerza. Buena entre dos días completos.",
        "gentle": "Estiramientos lentos con la dosis baja de la guía, para un día de rigidez.",
    },
    parts={
        "warm_up": "Calentamiento",
        "stretch": "Estiramiento",
        "strength": "Fuerza",
        "posture": "Postura",
        "cool_down": "Vuelta a la calma",
    },
    steps={
        "shoulder_rolls": StepWords(
            "Círculos de hombros",
            "Dibuja círculos lentos con los dos hombros: la mitad del tiempo hacia atrás y la otra mitad "
            "hacia delante.",
        ),
        "arm_circles": StepWords(
            "Círculos de brazos",
            "Brazos hacia los lados. Empieza con círculos pequeños, hazlos crecer y luego cambia de sentido.",
        ),
        "marching": StepWords(
            "Marcha en el sitio",
            "Sube las rodillas hasta donde te resulte fácil y deja que los brazos acompañen.",
        ),
        "easy_cat_cow": StepWords(
            "Tres gato-vacas suaves",
            "A cuatro patas: redondea la espalda y deja que baje, tres veces, pequeño y lento.",
        ),
        "breathing": StepWords(
            "Respiración tranquila",
            "Siéntate o acuéstate. Inspira en cuatro tiempos y espira en seis, hacia el vientre.",
        ),
        "floor_angels": StepWords(
            "Ángeles en el suelo",
            "Boca arriba, rodillas dobladas: desliza los brazos por el suelo de una W a una V.",
        ),
        "standing_cat_cow": StepWords(
            "Gato-vaca de pie",
            "Manos en los muslos, rodillas sueltas: redondea la espalda y deja que baje, despacio.",
        ),
        "lying_chin_tucks": StepWords(
            "Retracción de mentón en el suelo",
            "Boca arriba: presiona suavemente la parte de atrás de la cabeza contra el suelo y suelta.",
        ),
        "wall_dog": StepWords(
            "Perro en la pared",
            "Manos en una pared o una mesa, cadera atrás, espalda horizontal. Deja bajar el pecho y respira.",
        ),
        "seated_twist": StepWords(
            "Giro en la silla",
            "Siéntate con la espalda larga, gira hacia un lado y respira; cambia de lado a mitad del tiempo.",
        ),
        "superman_chest": StepWords(
            "Superman, pecho y brazos",
            "Boca abajo: pecho y brazos flotan un palmo, las piernas siguen abajo.",
        ),
        "superman_cross": StepWords(
            "Superman, brazo y pierna contrarios",
            "Boca abajo: flotan un brazo y la pierna contraria; cambia de lado cada vez.",
        ),
        "superman_arms": StepWords(
            "Superman, solo brazos",
            "Boca abajo, frente sobre una toalla: solo flotan los brazos, alargándose.",
        ),
    },
    weekdays=("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"),
    weekdays_short=("Lun", "Mar", "Mié", "Jue", "Vie", "Sáb", "Dom"),
    about="unos {minutes} min",
    doses={
        "reps": "{reps} veces",
        "reps_hold": "{reps} veces, manteniendo {hold} s",
        "side": "{reps} veces por lado",
        "side_hold": "{reps} veces por lado, manteniendo {hold} s",
        "time": "{time}",
        "once_reps": "una vez",
        "once_reps_hold": "una vez, manteniendo {hold} s",
        "once_side": "una vez por lado",
        "once_side_hold": "una vez por lado, manteniendo {hold} s",
        "sets_reps": "{sets} series de {reps}",
        "sets_reps_hold": "{sets} series de {reps}, manteniendo {hold} s",
        "sets_side": "{sets} series de {reps} por lado",
        "sets_side_hold": "{sets} series de {reps} por lado, manteniendo {hold} s",
        "sets_time": "{sets} veces {time}",
    },
    one_side={"left": "{dose}, solo izquierda", "right": "{dose}, solo derecha"},
    easings={
        "first_week": "Tu primera semana: una serie de cada uno, para que el cuerpo se acostumbre.",
        "restart": "Has estado fuera un tiempo: esta semana todo es más o menos un tercio menos.",
        "deload": "Una semana más ligera: menos series. Los músculos crecen mientras descansan.",
    },
)
