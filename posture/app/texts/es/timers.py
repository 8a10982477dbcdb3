"""Words of the timers: breathing, warmth and cold, a quiet sitting."""

from __future__ import annotations

from posture.app.texts.shape import TimersTexts

TIMERS = TimersTexts(
    title="Temporizadores",
    lead="Respiración tranquila, calor y frío, unos minutos en calma. El temporizador sigue aunque dejes la "
    "página.",
    choose="¿Qué te vendría bien?",
    kinds={"breathing": "Respiración", "heat": "Calor", "cold": "Frío", "sitting": "Minutos en calma"},
    leads={
        "breathing": "Respira con el círculo, por la nariz si puedes. Deja que suba el vientre, no los "
        "hombros.",
        "heat": "Una almohadilla térmica suelta los músculos tensos. Buena antes de moverte.",
        "cold": "Una bolsa fría puede calmar después. Solo si te sienta bien.",
        "sitting": "Un recorrido por el cuerpo, de los pies a la cara, en voz alta si hay una voz.",
    },
    pattern="Patrón",
    minutes="{count} minutos",
    rounds="{count} rondas",
    tone="Sonido",
    tone_help="Un tono suave en cada cambio, y en los minutos en calma una voz: puedes cerrar los ojos.",
    start="Empezar",
    not_with="No con",
    how="Cómo se hace",
    cold_lately="Tu último frío fue hace {minutes} minutos. Espera a que la piel vuelva a estar caliente: "
    "{wait}.",
    left="restante",
    round_of="Ronda {now} de {all}",
    stop="Parar",
    light_headed="Me mareo",
    parts={"in": "Inspira", "hold": "Retén", "out": "Espira", "rest": "Reposa"},
    circle="Un círculo que crece mientras inspiras y se encoge mientras espiras. Patrón: {pattern}.",
    skin_title="Mírate la piel ahora",
    skin_text="Levanta la almohadilla o la bolsa. ¿Tienes la piel con manchas, blanca o muy roja, te quema "
    "o se ha adormecido?",
    skin_good="Se ve y se siente normal",
    skin_bad="Algo no va bien, parar",
    keep_in_mind={
        "heat": "Varias capas de toalla en medio. Nunca te acuestes encima ni te duermas con ella.",
        "cold": "Un paño húmedo en medio. Nunca te acuestes sobre la bolsa ni te duermas con ella.",
        "breathing": "Mareo, u hormigueo en labios o dedos: para y respira como siempre.",
        "sitting": "Mareo, u hormigueo en labios o dedos: respira como siempre.",
    },
    ended={
        "breathing_done": "Bien hecho. Quédate un momento antes de levantarte.",
        "heat_done": "Se acabó el tiempo. Quítate ya el calor y deja descansar la piel.",
        "cold_done": "Se acabó el tiempo. Quítate ya la bolsa y deja que la piel se caliente.",
        "sitting_done": "Bien hecho. Mueve los dedos de manos y pies antes de levantarte.",
        "breathing_stopped": "Parado. Cada respiración tranquila cuenta.",
        "heat_stopped": "Parado. Quítate el calor.",
        "cold_stopped": "Parado. Quítate la bolsa.",
        "sitting_stopped": "Parado. Vuelve cuando quieras.",
        "light_headed": "Respira como siempre y no te levantes hasta que pase. Suele pasar en uno o dos "
        "minutos. Si no, busca ayuda.",
        "skin": "Quítatelo ya y deja que la piel vuelva a la normalidad. Si siguen las marcas, el ardor o el "
        "adormecimiento, muéstraselo a un médico o farmacéutico.",
    },
    away="Terminó mientras no estabas, {when}.",
    then_cold="Seguir con frío",
    again="Otro temporizador",
    lately="Últimamente",
    lately_columns=("Cuándo", "Qué", "Cuánto", "Cómo terminó"),
    reasons={
        "done": "✓ Hasta el final",
        "stopped": "Parado",
        "light_headed": "Parado: mareo",
        "skin": "Parado: piel",
    },
    unkept="Este temporizador se olvida al recargar la página, porque no se puede guardar: {error}",
)
