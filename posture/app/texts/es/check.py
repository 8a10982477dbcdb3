"""Words of the Check page."""

from __future__ import annotations

from posture.app.texts.shape import CheckTexts

CHECK = CheckTexts(
    title="Chequeo de postura",
    lead="Medio minuto, de pie o en tu silla, tal como sueles estar: de frente y luego de cada lado. Ves "
    "cómo te colocas hoy y cómo cambia con las semanas. Se trata de comodidad; no es un diagnóstico.",
    how="Cómo va",
    steps=(
        "Pon la cámara a la altura del pecho, nivelada. Retrocede hasta verte de la cabeza a la cadera.",
        "Pulsa Empezar y haz lo que se te dice. Cada vista tiene una cuenta atrás y dura diez segundos.",
        "No te muevas, pero no poses: ponte de pie o siéntate como siempre, con ropa ajustada.",
        "Con los pies en la imagen se mide algo más; en el escritorio, al menos cabeza y hombros.",
    ),
    pictures="Guardar también las imágenes",
    pictures_help="No: solo se guardan números; las imágenes desaparecen al salir de esta página. "
    "Sí: se guardan hasta que borres el chequeo, y también imágenes de tus series. "
    "En ningún caso sale nada de este equipo.",
    now="Este chequeo",
    stops={"both": "De frente", "left": "Lado izquierdo", "right": "Lado derecho"},
    stop_done="✓ {view}",
    stop_refused="✕ {view}: no se pudo medir",
    stop_now="▸ {view}",
    stop_next="· {view}",
    results="Último chequeo: {when}",
    averaged="Media de {seconds} sin moverte",
    saved="Guardado en este equipo.",
    unsaved="Este chequeo no está guardado: {error}",
    save_again="Guardarlo ahora",
    nothing="Esta vez no se pudo medir nada, así que no se guardó nada. Abajo se explica qué ayuda.",
    table="Qué se midió",
    heads=("Medida", "Valor", "Para mantenerla", "Desde el último", "Desde el primero"),
    value="{value} ± {error}{unit}",
    bands={
        "comfortable": "Cómoda",
        "noticeable": "Se nota tras un rato",
        "strong": "Cansa si dura mucho",
    },
    no_band="–",
    no_change="Sin cambio",
    more="{amount} más",
    less="{amount} menos",
    none_before="Primer chequeo",
    refused="{view}: sin chequeo. {why}",
    levelled="Respecto a tu primer chequeo, la cámara está inclinada {amount}. "
    "Eso se descuenta de los cambios.",
    reading="Cómo leer estos números",
    unmeasured="Qué no se midió",
    comfort="La tercera columna dice lo cómoda que es una posición si se mantiene mucho tiempo. La postura "
    "es un hábito entre muchos. Un cambio dentro del error no es un cambio, y ningún número de aquí dice si "
    "algo va mal.",
    picture_alt="{view}, con las líneas que se midieron",
    history="Con el tiempo",
    history_lead="Cada punto es un chequeo y la banda a su alrededor, su error de medida. Un punto dentro "
    "de la banda de otro no ha cambiado respecto a él.",
    history_measure="Medida",
    history_one="Un chequeo hasta ahora. La línea empieza con el siguiente; una vez por semana es un buen "
    "ritmo.",
    history_axis="{measure} ({unit})",
    history_words="Primero {first}, último {latest}: {change}.",
    units={"deg": "°", "torsos": "", "percent": " %"},
    remove="Borrar este chequeo",
    remove_help="Sus números e imágenes se borran para siempre.",
    removed="Se borró el chequeo.",
    empty_title="Ningún chequeo todavía",
    empty="Pulsa Empezar arriba. Con tu primer chequeo se comparan los siguientes.",
    live={
        "silent": "Posture no responde. Lo medido está a salvo; sigue en cuanto llegue la respuesta.",
        "keys": "La barra espaciadora empieza y pausa. Intro o Escape termina.",
        "region": "Imagen en vivo del chequeo de postura",
        "ready": "Cuando quieras. Tu imagen se queda en este equipo.",
        "nothing": "No se midió nada.",
        "saved": "Guardado. Tus números están abajo.",
        "unsaved": "Todavía no está guardado: mira abajo.",
        "stillhere": "Sigue donde estabas o termínalo.",
        "pausedhelp": "Tómate tu tiempo. Ahora no se mide nada.",
        "endings": {
            "stopped": "Chequeo terminado",
            "reached": "Chequeo completo",
            "empty": "Chequeo terminado",
            "camera_lost": "Se desconectó la cámara",
            "left": "Este chequeo se terminó",
            "crashed": "El chequeo terminó antes de tiempo",
            "shutdown": "Se cerró el programa",
            "interrupted": "Posture se cerró de repente",
        },
    },
)
