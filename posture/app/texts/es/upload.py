"""Words of the page that analyzes a video file."""

from __future__ import annotations

from posture.app.texts.shape import UploadTexts

UPLOAD = UploadTexts(
    title="Analizar un video",
    lead="¿Has grabado una serie con el teléfono? Elige el ejercicio y el archivo, y tendrás el mismo "
    "resumen que tras una serie en vivo.",
    move="¿Qué ejercicio es?",
    file="Archivo de video",
    turn="Girar la imagen",
    turns={
        0: "Como está",
        90: "Un cuarto a la derecha",
        180: "Media vuelta",
        270: "Un cuarto a la izquierda",
    },
    turned="La imagen parece estar de lado o al revés. Analízala otra vez y elige "
    "debajo del archivo cómo girarla.",
    private="El video se lee en este equipo. La copia hecha para leerlo se borra en cuanto termina el "
    "análisis.",
    start="Analizar",
    starting="Preparando el modelo de postura …",
    working="Leyendo el video: {percent} %",
    so_far="Leyendo el video: {time} hechos",
    left="quedan unos {time}",
    cancel="Parar el análisis",
    canceled="Parado. No se guardó nada.",
    died="El análisis terminó de forma inesperada (código de salida {code}). Prueba con una parte más corta "
    "del video, o con otro formato como MP4.",
    bad_file="No se pudo guardar el archivo para leerlo: {reason}. Libera algo de espacio e inténtalo de "
    "nuevo.",
    nobody="No se encontró a nadie en este video, así que no hay nada que guardar. Grábate con todo el "
    "cuerpo en la imagen, con buena luz, a dos o tres metros.",
    saved="Guardado. Lo encuentras en la página Repaso.",
    save="Guardar esta serie",
    open_saved="Abrirla en Repaso",
    another="Analizar otro video",
    watch="El video con lo que vio el entrenador",
    download="Descargar este video",
    result="{move}: resultado de {name}",
)
