"""The quiet sitting through the body."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "longer_exhale": "longer_exhale",
    "Sit or lie down so that nothing needs holding. Let your eyes close, or rest on one spot.": "Setz oder leg dich so hin, dass nichts gehalten werden muss. Lass die Augen zufallen oder auf einem Punkt ruhen.",
    "Feel where the floor or the chair carries you. Let it have your weight.": "Spür, wo dich der Boden oder der Stuhl trägt. Gib ihm dein Gewicht.",
    "Your feet: notice them, warm or cool, and let them grow heavy.": "Deine Füße: Nimm sie wahr, warm oder kühl, und lass sie schwer werden.",
    "Your calves and knees. Whatever is tight may stay or go.": "Deine Waden und Knie. Was fest ist, darf bleiben oder gehen.",
    "Your thighs and hips. Let them sink a little.": "Deine Oberschenkel und Hüften. Lass sie ein wenig sinken.",
    "Your belly. It rises when you breathe in and falls when you breathe out.": "Dein Bauch. Er hebt sich, wenn du einatmest, und senkt sich, wenn du ausatmest.",
    "Your lower back. Breathe towards it, without doing anything else.": "Dein unterer Rücken. Atme zu ihm hin, ohne sonst etwas zu tun.",
    "Your upper back, between the shoulder blades. Let it grow wide.": "Dein oberer Rücken, zwischen den Schulterblättern. Lass ihn weit werden.",
    "Your shoulders. Let them slide away from your ears.": "Deine Schultern. Lass sie von den Ohren weg gleiten.",
    "Your arms and hands, down to the fingertips. Let them be heavy.": "Deine Arme und Hände, bis in die Fingerspitzen. Lass sie schwer sein.",
    "Your neck and jaw. Part your teeth and let your tongue rest.": "Dein Nacken und dein Kiefer. Löse die Zähne voneinander und lass die Zunge ruhen.",
    "Your face: forehead, eyes, cheeks. Nothing to show, nobody to please.": "Dein Gesicht: Stirn, Augen, Wangen. Du musst nichts zeigen und niemandem gefallen.",
    "The whole of you, breathing. When thoughts come, let them pass and come back to the breath.": "Du als Ganzes, atmend. Wenn Gedanken kommen, lass sie ziehen und komm zum Atem zurück.",
}
