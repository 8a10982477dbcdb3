"""Words of the summary after a set."""

from __future__ import annotations

from posture.app.texts.shape import SummaryTexts
from posture.coach.motion import Phase
from posture.coach.session import Reason

SUMMARY = SummaryTexts(
    counted="contadas",
    clean="de ellas, limpias",
    not_counted="no contadas",
    per_side="Izquierda {left}, derecha {right}",
    hold_total="{time} mantenidos en posición",
    held_enough="{counted} contadas, {held} mantenidas {dose}",
    of_dose="{held} de {dose}",
    corrected="Lo corregiste a {count}.",
    clean_help="Limpia significa que no se notó más que algún detalle por pulir.",
    nothing="No se encontró ningún movimiento en esta serie.",
    nothing_help="Colócate de modo que se vea en la imagen todo lo que el ejercicio necesita, descansa un "
    "momento en la posición inicial y luego empieza.",
    next_title="La próxima vez",
    next_none="Nada llamó la atención. Sigue así.",
    next_none_held="Nada llamó la atención en lo que se pudo ver.",
    chart_range="Hasta dónde llegó cada una",
    chart_hold="Cuánto se mantuvo cada una",
    chart_attempt="Intento",
    chart_seconds="Segundos mantenidos",
    chart_range_axis="Recorrido",
    chart_words="Sombreado: el objetivo de la guía, {target}. Una barra hueca no contó.",
    chart_words_tempo="Sombreado: un ritmo tranquilo, {target}. Una barra hueca no contó.",
    chart_tempo="Cuánto duró cada una",
    chart_took="Segundos",
    ends_title="La mejor y la de más margen",
    best="Salió mejor: intento {number}",
    least="Tiene más margen: intento {number}",
    end_reach="{range}, duró {time}",
    end_held="{range}, mantenido {time}",
    ends_rule="Lo contado va antes que lo no contado, lo limpio antes que lo no limpio, menos cosas notadas "
    "antes que más. Entre iguales decide el recorrido mayor.",
    ends_rule_held="Lo contado va antes que lo no contado, lo limpio antes que lo no limpio, menos cosas "
    "notadas antes que más. Entre iguales decide el tiempo mantenido más largo.",
    ends_alike="Tus intentos fueron parecidos: el mejor y el de más margen no difieren más de lo que la "
    "cámara puede distinguir, {error} hacia cada lado.",
    still="Intento {number} cerca de su punto más amplio",
    signal_title="El movimiento en el tiempo",
    signal_help="Cada tramo sombreado es un intento; un marco discontinuo significa que no contó. Un "
    "triángulo marca algo que se notó. La franja de abajo muestra la fase, más alta en el recorrido "
    "completo. Señala la línea para leer sus valores.",
    signal_unmeasured="El movimiento en sí no se pudo ver en esta serie, así que no hay línea que mostrar.",
    signal_time="Tiempo",
    signal_closer="Ver de cerca",
    signal_whole="Toda la serie",
    signal_attempt="Intento {number} en {start}: {outcome}",
    signal_tips={
        "time": "Tiempo",
        "value": "Valor",
        "phase": "Fase",
        "attempt": "Intento",
        "noticed": "Notado",
    },
    signal_finding="{name}: {value}, límite {limit}",
    signal_noticed="En {time}, {name}: {value}, donde el límite es {limit}. «{cue}»",
    phases={
        Phase.REST: "En reposo",
        Phase.GOING: "De ida",
        Phase.FULL: "Recorrido completo",
        Phase.RETURNING: "De vuelta",
    },
    kin_help="Si es así, elige ese ejercicio la próxima vez: se cuenta y se mira a su "
    "manera. Si no, todo está bien.",
    kin_take="Ir a {move}",
    table_title="Cada intento",
    percent="Un porcentaje compara con tu propio cuerpo: con la longitud del tronco o de la cabeza, el ancho "
    "de los hombros o tu recorrido completo al empezar la serie.",
    columns={
        "number": "N.º",
        "side": "Lado",
        "start": "Empezó en",
        "duration": "Duró",
        "range": "Recorrido",
        "hold": "Mantenido",
        "result": "Contó",
        "faults": "Qué se notó",
    },
    yes="Sí",
    no="No",
    no_fault="Nada",
    fault="{name}: «{cue}»",
    method_title="Qué se miró",
    unmeasured_title="Qué no se pudo valorar",
    unmeasured="{what}: {why}",
    refused_title="Qué hacer en su lugar",
    problems_title="Cuándo no se veía lo bastante bien",
    problem="{start} a {end}: {message}",
    seen="{measured} de {seen} medidos",
    timed="por reloj, sin contar",
    reasons={
        Reason.PARTIAL_RANGE: "Sin llegar al recorrido completo",
        Reason.TOO_FAST: "Demasiado rápido para seguirlo",
        Reason.TOO_SLOW: "Pausa demasiado larga por el camino",
        Reason.SHORT_HOLD: "Se mantuvo menos de lo pedido",
        Reason.ONE_SIDE: "Solo se movió un lado",
        Reason.LOST: "No se vio hasta el final",
        Reason.WRONG_POSTURE: "Se hizo otro movimiento",
    },
    reason_tips={
        Reason.PARTIAL_RANGE: "Algunos movimientos pararon pronto. Ve un poco más lejos si te resulta "
        "cómodo; nunca a pesar del dolor.",
        Reason.TOO_FAST: "Algunos movimientos terminaron demasiado pronto. Ve más lento y dale a cada uno su "
        "tiempo.",
        Reason.TOO_SLOW: "Algunos movimientos pararon por el camino. Ve y vuelve en un solo movimiento "
        "tranquilo.",
        Reason.SHORT_HOLD: "Algunas veces soltaste pronto. Baja el esfuerzo para poder quedarte todo el "
        "tiempo.",
        Reason.ONE_SIDE: "A veces se movió solo un lado. Empieza con los dos a la vez, guiando el más lento.",
        Reason.LOST: "Algunos movimientos no se vieron hasta el final: la imagen o la serie terminó antes. "
        "Retrocede o gira la cámara para que quepa todo el movimiento.",
        Reason.WRONG_POSTURE: "Algunos movimientos no eran este. Empieza en la posición inicial y mueve "
        "solo la parte que nombran los pasos.",
    },
)
