"""Words that keep a person safe: warning signs, pain, and what to know before a move."""

from __future__ import annotations

from posture.app.texts.shape import SafetyTexts
from posture.app.texts.shape.safety import PainTexts, ScreeningTexts

_SCREENING = ScreeningTexts(
    title="Antes de moverte",
    lead="Algunas señales necesitan un médico y no ejercicios. Marca lo que te ocurre. Tus respuestas se "
    "quedan en este equipo.",
    again="Ha pasado un mes. ¿Ha cambiado algo? Marca lo que te ocurre ahora.",
    after_pain="Fue un dolor fuerte. Repasa otra vez estas señales antes de la próxima serie, por favor.",
    hurts="¿Te duele la espalda alta en este momento?",
    yes="Sí",
    no="No",
    emergency="Busca ayuda enseguida",
    urgent="Ve antes al médico",
    none="Nada de esto",
    save="Guardar mis respuestas",
    sure="Marcaste una señal que necesita ayuda enseguida. ¿Es correcto?",
    sure_yes="Sí, es correcto",
    sure_no="No, volver a la lista",
    ticked="Lo que marcaste",
    locked_title="Busca ayuda ahora, por favor",
    locked="Estas señales pueden ser graves. Llama a tu número de emergencias: 112 en Europa, 999 en Gran "
    "Bretaña, 911 en Norteamérica. No conduzcas tú.",
    locked_open="Los ejercicios están cerrados hasta que te haya visto un profesional. Todo lo demás sigue "
    "abierto.",
    seen="Un médico u otro profesional de la salud lo ha mirado, y puedo hacer ejercicio",
    unlock="Abrir los ejercicios",
    advised_title="Haz que te lo miren antes de entrenar, por favor",
    advised="Esto no es un diagnóstico, y a menudo hay un motivo inofensivo. Aun así, en conjunto son razón "
    "para que alguien te mire la espalda en uno o dos días.",
    advised_seen="Ya me vieron y puedo hacer ejercicio",
    advised_go_on="Lo entiendo y sigo con suavidad",
    ask="Qué contar a un profesional",
    unkept="Tus respuestas valen solo para esta visita, porque no se pueden guardar: {error}",
)

_PAIN = PainTexts(
    scale="0 es nada de dolor, 10 el peor que puedas imaginar.",
    before="¿Cuánto te duele ahora mismo?",
    after="¿Cuánto fue lo máximo que te dolió en esta serie?",
    next_day="¿Cuánto fue lo peor que te dolió en las 24 horas después de entrenar ({day})?",
    settled="¿Ha vuelto a como estaba antes de entrenar?",
    settled_yes="Sí",
    settled_no="No, sigue peor",
    skip="Saltar",
    noted="Anotado.",
    hurt_title="¿Qué te duele?",
    hurt_lead="Tu serie está en pausa. Tómate tu tiempo.",
    hurt_now="¿Cuánto te duele?",
    hurt_sharp="¿Es agudo, punzante, nuevo o va a peor?",
    sharp_yes="Sí",
    sharp_no="No",
    mistake="No me duele nada, lo pulsé sin querer",
    lights={"green": "Verde", "amber": "Ámbar", "red": "Rojo"},
    why={
        "green_calm": "{score} de 10 está bien.",
        "amber_score": "{score} de 10 es más que un tirón suave.",
        "amber_rise": "{rise} más que antes de empezar.",
        "red_score": "{score} de 10 es demasiado.",
        "red_rise": "{rise} más que antes de empezar es demasiado.",
        "red_sharp": "Un dolor agudo, punzante, nuevo o que crece significa parar, sea cual sea el número.",
        "red_lasted": "No se ha calmado en un día.",
    },
    before_does={
        "green": "Muévete despacio y quédate por debajo del dolor.",
        "amber": "Hoy con calma: menos recorrido, menos peso, menos repeticiones.",
        "red": "Hoy descansa, o prueba la respiración tranquila. Repasa antes las señales de alarma, por "
        "favor.",
    },
    during_does={
        "green": "Sigue si quieres, despacio y por debajo del dolor.",
        "amber": "Termina la serie más suave: un movimiento más pequeño, menos peso, menos repeticiones.",
        "red": "Este ejercicio se acabó por hoy, y lo que hiciste queda guardado. Siéntate y respira. Si "
        "no se calma enseguida, busca ayuda.",
    },
    after_does={
        "green": "La próxima vez puedes hacer un poco más.",
        "amber": "Haz la próxima serie más suave. Debería calmarse en un día.",
        "red": "Deja este ejercicio por hoy. La próxima vez elige una forma más fácil.",
    },
    next_day_does={
        "green": "Tu espalda lo llevó bien.",
        "amber": "Se calmó. Repite la misma cantidad antes de hacer más.",
        "red": "Hoy haz más o menos un tercio menos y elige formas más fáciles.",
    },
    easier="Más fácil: {how}",
    easier_next="La próxima vez, más fácil: {how}",
    go_on="Seguir",
    go_on_easier="Seguir, más suave",
    end="Terminar la serie",
    close="De acuerdo",
    over_title="{move}: suficiente por hoy",
    over_next="Has hecho bien en parar. Este ejercicio vuelve mañana. Si te encuentras bien, elige arriba "
    "uno más suave.",
    second_red="Este ejercicio ya estuvo en rojo antes. Muéstraselo a un profesional antes de repetirlo, por "
    "favor.",
    signs_again="Un dolor tan fuerte es motivo para repasar otra vez las señales de alarma. Vienen ahora.",
    ask="Qué contar a un profesional",
)

SAFETY = SafetyTexts(
    screening=_SCREENING,
    pain=_PAIN,
    gate_title="Antes de empezar por primera vez: {move}",
    gates_title="Antes de tu primera ronda",
    gates_columns=("Ejercicio", "Consulta antes si tienes"),
    gate_lead="Muévete despacio, quédate por debajo del dolor y sigue respirando. Un tirón suave está bien.",
    gate_ask_first="Consulta antes a un profesional si tienes",
    gate_stop="Para enseguida si notas",
    gate_go_on="Nada de esto, seguir",
    gate_otherwise="Si algo de esto es tu caso, elige otro ejercicio y consulta sobre este.",
    gate_again="Quién debe consultar antes, y cuándo parar",
)
