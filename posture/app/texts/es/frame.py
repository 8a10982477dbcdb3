"""Words around every page."""

from __future__ import annotations

from posture.app.texts.shape import FrameTexts

FRAME = FrameTexts(
    name="Posture",
    today="Hoy",
    plan="Plan",
    train="Entrenar",
    upload="Video",
    data="Datos",
    review="Repaso",
    check="Chequeo",
    guide="Guía",
    professional="Consultar a un profesional",
    timers="Temporizadores",
    watch="Vigía",
    settings="Ajustes",
    menu="Menú",
    sections={"desk": "En el escritorio", "back": "Mirar atrás", "more": "Más"},
    broken="Algo salió mal en esta página. Es un fallo nuestro, no tuyo, y no se ha perdido nada de lo "
    "guardado. Vuelve a cargar la página; si se repite, la terminal donde se inició Posture dice más.",
    gone="Posture ya no está en marcha. Vuelve a iniciarlo con «posture»: "
    "esta página vuelve sola y lo que hiciste está a salvo.",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"),
        *("octubre", "noviembre", "diciembre"),
    ),
    decimal=",",
    footer="Para el bienestar general; no es un dispositivo médico. Todo se queda en este equipo.",
    groups={
        "stretch": "Estiramientos",
        "strength": "Fuerza",
        "posture": "Postura",
        "yoga": "Yoga y pilates",
    },
    views={
        "front": "De frente a la cámara",
        "back": "De espaldas a la cámara",
        "side": "De lado a la cámara",
        "oblique": "En diagonal a la cámara",
    },
    sides={"left": "Izquierda", "right": "Derecha", "both": "Ambos"},
    units={"deg": "°", "ratio": " %", "s": " s", "deg/s": " °/s"},
    unknown="–",
    seconds="{value} s",
    minutes="{minutes} min {seconds} s",
    whole_minutes="{minutes} min",
)
