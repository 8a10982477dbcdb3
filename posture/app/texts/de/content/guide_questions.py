"""Questions of the guide."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Where does upper back pain come from?": "Woher kommen Schmerzen im oberen Rücken?",
    "Mostly from posture, strained muscles, discs or stress; sometimes from an illness behind it. What helps depends on which it is.": "Meist von Haltung, überlasteten Muskeln, Bandscheiben oder Stress; manchmal steckt eine Krankheit dahinter. Was hilft, hängt davon ab.",
    "How often should I train?": "Wie oft soll ich trainieren?",
    "{} a week suits most people. Your own comfort decides, and a professional can tailor it.": "{} pro Woche passt für die meisten. Dein Wohlbefinden entscheidet, und eine Fachperson kann es anpassen.",
    "I have a medical condition. May I do the moves?": "Ich habe eine Erkrankung. Darf ich die Übungen machen?",
    "Ask your doctor or therapist before you begin; they can pick what is safe for you.": "Frag vorher in deiner Arzt- oder Therapiepraxis; dort kann man auswählen, was für dich sicher ist.",
    "How long do I hold a stretch?": "Wie lange halte ich eine Dehnung?",
    "{}. That is enough for the muscle to let go and lengthen.": "{}. Das reicht, damit der Muskel loslässt und länger wird.",
    "What equipment do I need?": "Welche Ausrüstung brauche ich?",
    "Hardly any. Some of the strength moves take dumbbells or a cable machine; filled bottles or an elastic band do for a start.": "Fast keine. Für einige Kraftübungen gibt es Hanteln oder einen Kabelzug; gefüllte Flaschen oder ein elastisches Band reichen für den Anfang.",
    "When will I feel a difference?": "Wann spüre ich einen Unterschied?",
    "It differs. With regular practice many feel relief within a few weeks; the lasting part can take a few months.": "Das ist verschieden. Bei regelmäßigem Üben spüren viele nach einigen Wochen Erleichterung; bis sie anhält, kann es einige Monate dauern.",
    "Can I add yoga or Pilates?": "Kann ich Yoga oder Pilates dazunehmen?",
    "Yes, they go well together: both build suppleness, a strong middle and better posture.": "Ja, das passt gut zusammen: Beides fördert Beweglichkeit, eine starke Mitte und eine bessere Haltung.",
    "The pain is gone. Do I stop?": "Der Schmerz ist weg. Höre ich auf?",
    "Better not. Going on keeps the back well and makes a relapse less likely; settle a long-term plan with your doctor or therapist.": "Besser nicht. Weiterzumachen tut dem Rücken gut und macht einen Rückfall weniger wahrscheinlich; besprich einen langfristigen Plan in deiner Arzt- oder Therapiepraxis.",
    "Which signs tell me to stop?": "Welche Zeichen sagen mir, dass ich aufhören soll?",
    "Pain that is sharp or gets worse. Stop at once and have it looked at. Good form protects you.": "Schmerz, der sticht oder stärker wird. Hör sofort auf und lass es ansehen. Saubere Ausführung schützt dich.",
    "Do the moves help a lower back too?": "Helfen die Übungen auch dem unteren Rücken?",
    "They are made for the upper back. Yoga and Pilates reach all of it; for the lower back, look for advice made for it.": "Sie sind für den oberen Rücken gemacht. Yoga und Pilates erreichen den ganzen Rücken; für den unteren such dir Rat, der dafür gedacht ist.",
}
