"""Words of the Train page and of the live picture."""

from __future__ import annotations

from typing import Any

from posture.app.texts.shape import TrainTexts
from posture.live.snapshot import Ending

_LIVE: dict[str, Any] = {
    "region": "Imagen en vivo",
    "picture": "La imagen de tu cámara",
    "keys": "La barra espaciadora empieza y pausa. P dice que algo duele. Intro o Escape termina.",
    "go": {
        "off": "Empezar",
        "error": "Empezar",
        "lost": "Empezar",
        "opening": "Empezar",
        "countin": "Cancelar",
        "starting": "Pausa",
        "running": "Pausa",
        "paused": "Seguir",
        "waiting": "Seguir",
        "finished": "Empezar de nuevo",
    },
    "stop": "Terminar",
    "hurt": "Algo me duele",
    "hurting": {
        "title": "Parado. Descansa un momento",
        "text": "No se cuenta nada. Responde a la pregunta de la página cuando estés a gusto.",
    },
    "setup": "Preparación",
    "checks": {
        "person": "Tú, en la imagen",
        "whole": "Todo lo que hay que ver",
        "view": {
            "front": "De frente a la cámara",
            "side": "De lado a la cámara",
            "oblique": "En diagonal",
            "back": "De espaldas a la cámara",
        },
        "distance": "Lo bastante cerca",
        "light": "Luz",
        "dark": "Muy oscuro: enciende una luz",
        "glare": "Demasiada luz: cierra la cortina",
        "start": "Posición inicial, sin moverte",
    },
    "right": "Listo",
    "missing": "Aún no",
    "menu": "Ajustes de la imagen",
    "voice": "Voz",
    "anyvoice": "Voz de este equipo",
    "novoice": "Tonos: este equipo no tiene voz",
    "tones": "Solo tonos",
    "voicetest": "Bien hecho",
    "volume": "Volumen",
    "turn": "Girar la imagen",
    "turns": {
        "0": "Como está",
        "90": "Un cuarto a la derecha",
        "180": "Media vuelta",
        "270": "Un cuarto a la izquierda",
    },
    "mirror": "Como en un espejo",
    "large": "Texto grande",
    "countin": "Cuenta atrás",
    "next": "Después: {title}",
    "wait": "{s} s",
    "full": "Pantalla completa",
    "mute": "Quitar el sonido",
    "unmute": "Activar el sonido",
    "warming": "Preparando. Tu imagen se queda en este equipo.",
    "ready": "Cuando quieras. Tu imagen se queda en este equipo.",
    "opening": "Abriendo la cámara",
    "allow": "Si tu navegador pregunta, permite que use la cámara.",
    "paused": "En pausa",
    "pausedhelp": "Tómate tu tiempo. Ahora no se cuenta nada.",
    "still": "Tu serie sigue aquí",
    "stillhere": "{n} contadas hasta ahora. Sigue donde estabas o termínala.",
    "again": "Intentar de nuevo",
    "another": "Empezar de nuevo",
    "reload": "Recargar la página",
    "reconnecting": "Conexión perdida, intentándolo de nuevo",
    "silent": "Posture no responde. Tu serie está a salvo; sigue en cuanto llegue la respuesta.",
    "silentidle": "Posture no responde. Sigue en cuanto llegue la respuesta.",
    "slow": "Tarda más de lo normal. Si sigue así, cierra otros programas.",
    "replacing": "El vigilante de la cámara se paró; otro toma el relevo. Vuelve a prepararte.",
    "muted": "La cámara no da imagen en este momento.",
    "unseen": {
        "title": "En pausa: la página no estaba a la vista",
        "text": "Mientras tanto la cámara estuvo apagada. Sigue cuando quieras.",
    },
    "cameras": "Cámara",
    "anycamera": "La elige el navegador",
    "cameran": "Cámara {n}",
    "watching": "Miro {what}",
    "getready": "Prepárate",
    "missed": "No contó. {why}",
    "phases": {
        "rest": "Posición inicial",
        "going": "Ya",
        "full": "Ahí",
        "hold": "Aguanta",
        "returning": "Vuelve",
    },
    "of": "de {aim}",
    "ofside": "de {aim} por lado",
    "oftime": "{time} de {aim} min",
    "left": "Izquierda {n}",
    "right_side": "Derecha {n}",
    "nth": "Serie {n} de {m}",
    "seconds": "de {aim} s",
    "counted": "{n} de {m} contadas.",
    "nothing": "No se encontró ningún movimiento, así que no se guardó nada.",
    "saved": "Guardado. Abajo está cada intento.",
    "unsaved": "Todavía no está guardado: mira abajo.",
    "restarted": "Lo que estaba guardado hasta entonces está en tu historial.",
    "endings": {
        "stopped": "Bien hecho",
        "reached": "Serie completa",
        "empty": "Terminado",
        "camera_lost": "Se desconectó la cámara",
        "left": "Esta serie se terminó",
        "crashed": "La serie terminó antes de tiempo",
        "shutdown": "Se cerró el programa",
        "interrupted": "Posture se cerró de repente",
    },
    "refused": {"full": "Todos los puestos están ocupados", "broken": "Esto no puede empezar"},
    "lost": {
        "4401": {
            "title": "Esta página está anticuada",
            "text": "El programa se inició de nuevo. Recarga la página.",
        },
        "4409": {
            "title": "Abierto en otra ventana",
            "text": "Esta serie sigue en otra ventana o pestaña.",
        },
    },
    "camera": {
        "denied": {
            "title": "La cámara no está permitida",
            "text": "Haz clic en el icono de la cámara en la barra de direcciones del navegador, permite la "
            "cámara para esta página e inténtalo de nuevo.",
        },
        "none": {
            "title": "No se encontró ninguna cámara",
            "text": "Conecta una, o enciéndela si tiene interruptor o tapa, e inténtalo de nuevo.",
        },
        "busy": {
            "title": "La cámara está en uso",
            "text": "La tiene otro programa u otra pestaña, quizá una videollamada. Ciérrala e inténtalo de "
            "nuevo.",
        },
        "insecure": {
            "title": "El navegador no da paso a la cámara",
            "text": "Las cámaras solo funcionan en localhost o por https. Abre esta página en "
            "http://localhost, o ponla detrás de https.",
        },
        "unplugged": {
            "title": "Se desconectó la cámara",
            "text": "Vuelve a conectarla e inténtalo de nuevo.",
        },
    },
}


TRAIN = TrainTexts(
    due="Hoy en tu plan: {form}",
    hold="Mantener durante (segundos)",
    camera="Dónde va la cámara",
    shown_good="Así",
    shown_fault="Un fallo común.",
    shown_better="Mejor: {cue}",
    shown_play="Reproducir",
    shown_pause="Pausar las imágenes",
    measures="Qué se mide",
    cannot_measure="Qué no puede ver aquí una cámara",
    more="Todo sobre este ejercicio",
    now="Esta serie",
    counted="contadas",
    clean="de ellas, limpias",
    missed="no contadas",
    counts="Contadas",
    attempt="N.º {number}: {outcome}",
    side="N.º {number}, {side}: {outcome}",
    waiting="Descansa en la posición inicial; entonces cuenta.",
    summary="Tu serie",
    saved="Guardado en este equipo.",
    review="Abrirla en Repaso",
    empty="No se encontró ningún movimiento, así que no se guardó nada. Le pasa a todo el mundo: revisa "
    "dónde está la cámara, descansa un momento en la posición inicial e inténtalo de nuevo.",
    unsaved="Esta serie no está guardada: {error}",
    save_again="Guardarla ahora",
    endings={
        Ending.CAMERA_LOST: "Se desconectó la cámara. Lo que hiciste hasta entonces está aquí.",
        Ending.CRASHED: "La parte del programa que mira la imagen se paró de forma inesperada. Todos los "
        "movimientos que habías terminado hasta entonces están aquí; pulsa Empezar para seguir con otra "
        "serie.",
        Ending.LEFT: "La página estuvo fuera un rato, así que la serie se terminó. Lo que hiciste hasta "
        "entonces está aquí.",
        Ending.SHUTDOWN: "Se cerró el programa. Lo que hiciste hasta entonces está aquí.",
    },
    live=_LIVE,
)
