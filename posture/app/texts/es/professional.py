"""Words of the page on asking a professional."""

from __future__ import annotations

from posture.app.texts.shape import ProfessionalTexts

PROFESSIONAL = ProfessionalTexts(
    title="Consultar a un profesional",
    lead="Un médico o fisioterapeuta puede averiguar qué hay detrás. Aquí verás cuándo ir y qué llevar.",
    when="Cuándo ir",
    emergency="Llama ahora al número de emergencias",
    urgent="Ve al médico en uno o dos días",
    ask="Qué preguntar",
    questions=(
        "¿Qué es lo más probable que haya detrás de mi dolor, y hay que mirar algo?",
        "¿Cuáles de estos ejercicios me convienen, y cuáles debo dejar o cambiar?",
        "¿Cuánto, con qué frecuencia, y cuánto dolor es aceptable?",
        "¿Qué sería motivo para volver, y cuándo?",
    ),
    summary="Qué contar",
    summary_lead="De lo que hiciste y dijiste aquí en las últimas seis semanas. Imprímelo o llévatelo "
    "como archivo.",
    empty="Todavía no hay nada anotado. Cuando entrenes y puntúes tu dolor, aquí se irá formando un resumen "
    "para tu consulta.",
    span="Del {first} al {last}",
    name="De {name}",
    signs="Señales de alarma",
    signs_none="Ninguna marcada el {day}.",
    signs_never="Todavía sin repasar.",
    seen="Visto por un profesional, según dije el {day}.",
    back_hurts="El {day} me dolía la espalda alta.",
    moves="Qué hice",
    move_columns=("Ejercicio", "Series", "Contadas", "Última vez", "Dolor máximo", "Luces"),
    lights="{red} en rojo, {amber} en ámbar",
    stopped="Qué se interrumpió",
    stop="{day}, {move}: dolor {score} de 10. {why}",
    stopped_none="No hubo que parar nada.",
    scores="El dolor con el tiempo",
    score_columns=("Día", "Momento", "Ejercicio", "Dolor, 0 a 10", "Luz"),
    scores_none="No se puntuó ningún dolor.",
    moments={
        "before": "Antes de entrenar",
        "during": "Durante la serie",
        "after": "Después de la serie, el máximo",
        "next_day": "Al día siguiente, el peor",
    },
    whole="Todo",
    chart="Cada punto es una puntuación que di.",
    chart_time="Día",
    chart_score="Dolor",
    download="Llevármelo como archivo",
    print="Para imprimir esta página, usa la orden de imprimir de tu navegador (Ctrl o ⌘ y P).",
    note="Reunido por Posture, un programa de bienestar general que no es un dispositivo médico. Lo contado "
    "viene de una cámara; las puntuaciones, de la persona.",
)
