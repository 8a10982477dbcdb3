"""Words of the Plan page."""

from __future__ import annotations

from posture.app.texts.shape import PlanTexts

_GOOD = "Dos sesiones seguidas salieron bien: no dolió nada y nueve de cada diez repeticiones fueron limpias."

PLAN = PlanTexts(
    title="Plan",
    lead="El programa de la guía, a tu medida. Bastan dos o tres días por semana.",
    week="Tu semana",
    nothing="Libre",
    clash="{day} tiene fuerza justo después de otro día de fuerza. Los músculos necesitan un día entre "
    "medias, así que ese día te ofrecerá una forma sin ella.",
    few="La guía dice dos o tres veces por semana. Un día es un comienzo.",
    many="La guía dice dos o tres veces por semana. Más también está bien mientras nada duela.",
    form="Forma",
    lasts="En total, {about}",
    sets="Series",
    reps="Repeticiones",
    reps_side="Repeticiones por lado",
    side="Lado",
    sides={"both": "Los dos", "left": "Solo izquierda", "right": "Solo derecha"},
    hold="Mantener (s)",
    time="Tiempo (s)",
    rest="Descanso (s)",
    swap="Cambiar por uno más fácil",
    swap_help="{title}, {dose}",
    back="Como en la guía",
    change="Cambiar",
    unmeasured="va por tiempo, no se mide nada",
    add="Añadir un ejercicio",
    add_help="Elige un ejercicio",
    remove="Quitarlo",
    reset="Volver al plan de la guía",
    reset_title="¿Volver al plan de la guía?",
    reset_text="Tus días y dosis se sustituyen por los de la guía. Lo que has entrenado se conserva.",
    reset_yes="Sí, el de la guía",
    reset_no="Conservar el mío",
    suggestions="Sugerencias",
    accept="Sí, hazlo",
    not_now="Ahora no",
    kinds={
        "more_reps": "{move}: una repetición más",
        "more_hold": "{move}: mantener un poco más",
        "longer": "{move}: un poco más de tiempo",
        "more_sets": "{move}: una serie más",
        "more_load": "{move}: un poco más de peso, o una banda más gruesa",
        "less": "{move}: más o menos un tercio menos",
        "easier": "{move}: una forma más fácil",
        "harder": "{move}: otra vez un escalón más",
        "restart": "Volver a empezar con menos",
        "deload": "Una semana más ligera",
    },
    reasons={
        "more_reps": _GOOD,
        "more_hold": _GOOD,
        "longer": _GOOD,
        "more_sets": f"{_GOOD} Hay sitio para una serie más.",
        "more_load": f"{_GOOD} Estás en la dosis más alta de la guía: añade de un cinco a un diez por "
        "ciento de peso.",
        "less": "La última vez estuvo en rojo. Con menos tiene margen para calmarse.",
        "easier": "Estuvo en rojo dos veces. Con una forma más fácil tiene margen para calmarse.",
        "harder": "La forma más fácil fue bien dos veces. Puedes probar un poco de la anterior.",
        "restart": "Has estado fuera más de diez días. Haz siete décimas partes de todo durante una semana.",
        "deload": "Llevas cuatro semanas seguidas. Una semana con menos series deja que el cuerpo se ponga "
        "al día.",
    },
    from_to="Ahora {old}. Después {new}.",
)
