"""Words of the settings, and of choosing who is there."""

from __future__ import annotations

from posture.app.texts.shape import SettingsTexts

SETTINGS = SettingsTexts(
    title="Ajustes",
    lead="Valen para quien use Posture aquí sin perfil.",
    lead_person="Valen solo para {name}.",
    who="Perfil",
    person_is="{name}",
    nobody="Sin perfil",
    manage="Perfiles y ajustes",
    people="Quién entrena aquí",
    people_help="Si varias personas entrenan en este equipo, un perfil para cada una mantiene separados sus "
    "series, planes y ajustes. No hay contraseña: aquí cualquiera puede abrir todos los perfiles.",
    person_now="Esta página es de {name}: las series se guardan con ese nombre. Este navegador lo recuerda.",
    add="Añadir un perfil",
    add_do="Añadir",
    rename="Cambiar el nombre",
    rename_do="Cambiar",
    name="Nombre",
    name_missing="Un perfil necesita un nombre.",
    name_taken="Ya hay un perfil llamado {name}. Elige otro nombre.",
    page="La página",
    language="Idioma",
    language_browser="Como en el navegador ({language})",
    look_help="Claro u oscuro según el ajuste de tu equipo o navegador.",
    training="Entrenamiento",
    hold="{move}: mantener durante (segundos)",
    hold_guide="La guía dice de {low} a {high} segundos.",
    pictures="Guardar imágenes de mis series y chequeos de postura",
    pictures_help="No: nunca se guarda ninguna imagen tuya. Sí: con cada serie se guarda una imagen de la "
    "mejor repetición y una de la peor, y con cada chequeo de postura sus imágenes, solo en este equipo, "
    "hasta que borres la serie o el chequeo.",
    landmarks="Guardar los puntos del cuerpo de mis series",
    landmarks_help="No: de una serie solo se guardan cuentas, tiempos, ángulos y su curva. Sí: también dónde "
    "estaban 33 puntos de tu cuerpo en cada momento, como números y sin ninguna imagen, y en gato-vaca el "
    "contorno de tu cuerpo, porque se cuenta con él. Así una serie se puede volver a contar y comparar con "
    "tus correcciones. Solo en este equipo, hasta que borres la serie o pulses el botón que aparecerá aquí.",
    landmarks_kept="Guardado ahora: los puntos de {sets} {sets:serie|series}, {size} MB.",
    landmarks_delete="Borrar estos puntos y conservar las series",
    landmarks_deleted="Se borraron los puntos de {sets} {sets:serie|series}.",
    rests_help="Después de una buena serie, Posture guarda cómo descansas en ese ejercicio ante esa cámara, "
    "con unas pocas longitudes y ángulos, para que la próxima serie empiece enseguida. Solo en este equipo; "
    "se borra con tus datos.",
    rests_kept="Guardado ahora: cómo descansas en {rests} {rests:caso|casos} de ejercicio y cámara.",
    rests_forget="Olvidar cómo descanso",
    sound="Voz, subtítulos y cuenta atrás",
    sound_help="Se ajustan bajo la imagen en vivo, donde los oyes enseguida, y los guarda este navegador.",
    sound_link="Ir a la imagen en vivo",
    folder="Dónde se guarda todo",
    folder_help="En esta carpeta de este equipo. Nada sale de él.",
)
