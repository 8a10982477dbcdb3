"""Questions that people ask."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Where does upper back pain come from?": "¿De dónde viene el dolor de espalda alta?",
    "Mostly from posture, strained muscles, discs or stress; sometimes from an illness behind it. What helps depends on which it is.": "Casi siempre de la postura, de músculos sobrecargados, de los discos o del estrés; a veces de una enfermedad de fondo. Lo que ayuda depende de cuál sea.",
    "How often should I train?": "¿Con qué frecuencia debo entrenar?",
    "{} a week suits most people. Your own comfort decides, and a professional can tailor it.": "A la mayoría le va bien {} por semana. Decide tu comodidad, y un profesional puede ajustarlo a ti.",
    "I have a medical condition. May I do the moves?": "Tengo una enfermedad. ¿Puedo hacer los ejercicios?",
    "Ask your doctor or therapist before you begin; they can pick what is safe for you.": "Pregunta a tu médico o fisioterapeuta antes de empezar; pueden elegir lo que es seguro para ti.",
    "How long do I hold a stretch?": "¿Cuánto mantengo un estiramiento?",
    "{}. That is enough for the muscle to let go and lengthen.": "{}. Eso basta para que el músculo se suelte y se alargue.",
    "What equipment do I need?": "¿Qué material necesito?",
    "Hardly any. Some of the strength moves take dumbbells or a cable machine; filled bottles or an elastic band do for a start.": "Casi nada. Algunos ejercicios de fuerza usan mancuernas o una máquina de poleas; para empezar sirven botellas llenas o una banda elástica.",
    "When will I feel a difference?": "¿Cuándo notaré una diferencia?",
    "It differs. With regular practice many feel relief within a few weeks; the lasting part can take a few months.": "Depende. Con práctica regular, muchas personas notan alivio en unas semanas; lo duradero puede tardar unos meses.",
    "Can I add yoga or Pilates?": "¿Puedo añadir yoga o pilates?",
    "Yes, they go well together: both build suppleness, a strong middle and better posture.": "Sí, se complementan bien: los dos dan flexibilidad, un centro fuerte y mejor postura.",
    "The pain is gone. Do I stop?": "Ya no me duele. ¿Lo dejo?",
    "Better not. Going on keeps the back well and makes a relapse less likely; settle a long-term plan with your doctor or therapist.": "Mejor no. Seguir mantiene bien la espalda y hace menos probable una recaída; acuerda un plan a largo plazo con tu médico o fisioterapeuta.",
    "Which signs tell me to stop?": "¿Qué señales me dicen que pare?",
    "Pain that is sharp or gets worse. Stop at once and have it looked at. Good form protects you.": "Un dolor agudo o que empeora. Para enseguida y haz que te lo miren. La buena técnica te protege.",
    "Do the moves help a lower back too?": "¿Ayudan también a la zona lumbar?",
    "They are made for the upper back. Yoga and Pilates reach all of it; for the lower back, look for advice made for it.": "Están pensados para la espalda alta. El yoga y el pilates llegan a toda la espalda; para la zona lumbar, busca consejos hechos para ella.",
}
