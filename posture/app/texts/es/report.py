"""Words of the one-page report."""

from __future__ import annotations

from posture.app.texts.shape import ReportTexts

REPORT = ReportTexts(
    title="Informe de entrenamiento",
    nobody="Sin nombre",
    period="{first} a {last}",
    one_day="{first}",
    made="Hecho con Posture {version}",
    empty="No hay series guardadas en este periodo.",
    tiles={
        "sets": "Series",
        "days": "Días con una serie",
        "reps": "Repeticiones contadas",
        "time": "Tiempo en la imagen",
    },
    moves="Ejercicios",
    columns={
        "move": "Ejercicio",
        "sets": "Series",
        "reps": "Contadas",
        "range": "Recorrido: primera y última serie",
        "hold": "Mantenido más largo",
        "missed": "No contadas, y por qué",
    },
    clean="{clean} limpias",
    range_from_to="{first} → {last}",
    range_once="{first}",
    error="± {error}",
    error_unknown="error desconocido",
    held="{time} en total",
    short_holds="{number} contadas y mantenidas menos de lo previsto",
    not_counted="{number}\u00a0×\u00a0{reason}",
    corrected="* con las correcciones de la propia persona",
    more_moves="Y {number} {number:ejercicio|ejercicios} más en {sets} {sets:serie|series}.",
    notes="Recorrido: el valor central de los intentos contados de una serie. ±: cuánto puede alejarse un "
    "valor del verdadero; un cambio menor puede deberse a la cámara. Los números sin unidad son partes de "
    "una longitud del cuerpo. Limpias: no se notó más que algún detalle por pulir.",
    pain="Dolor, según lo dijo la persona",
    pain_axis="0 nada, 10 el peor",
    pain_words="{number} {number:puntuación|puntuaciones}, de {least} a {most}; "
    "valor central de la primera mitad {early}, "
    "de la segunda mitad {late}.",
    pain_kinds={"before": "antes", "during": "durante", "after": "después", "next_day": "al día siguiente"},
    no_pain="No se dio ninguna puntuación en este periodo.",
    how="Cómo se midió",
    how_source={
        "camera": "cámara en vivo",
        "video": "archivo de video",
        "recording": "puntos del cuerpo grabados",
    },
    how_lines={
        "camera": "Una cámara normal ({kinds}); la imagen se quedó en el equipo de la persona.",
        "model": "Puntos del cuerpo con {models}.",
        "views": "Visto desde: {views}.",
        "share": "Se pudo medir {measured} de {seen} en la imagen; el resto se omite, no se adivina.",
    },
    limits="Qué no se pudo valorar",
    limit="{what}: {why}",
    more_limits="y {number} más",
    wellness="Para el bienestar general. No es un dispositivo médico: no da diagnósticos ni consejos de "
    "tratamiento. Las cifras son estimaciones a partir de una imagen y no sustituyen un examen.",
    date="%d/%m/%Y",
)
