"""Words of the quiet sitting."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "longer_exhale": "longer_exhale",
    "Sit or lie down so that nothing needs holding. Let your eyes close, or rest on one spot.": "Siéntate o acuéstate de modo que no tengas que sostener nada. Deja que los ojos se cierren, o descánsalos en un punto.",
    "Feel where the floor or the chair carries you. Let it have your weight.": "Nota dónde te sostiene el suelo o la silla. Dale tu peso.",
    "Your feet: notice them, warm or cool, and let them grow heavy.": "Tus pies: nótalos, calientes o fríos, y deja que pesen.",
    "Your calves and knees. Whatever is tight may stay or go.": "Tus pantorrillas y rodillas. Lo que esté tenso puede quedarse o irse.",
    "Your thighs and hips. Let them sink a little.": "Tus muslos y tu cadera. Deja que bajen un poco.",
    "Your belly. It rises when you breathe in and falls when you breathe out.": "Tu vientre. Sube cuando inspiras y baja cuando espiras.",
    "Your lower back. Breathe towards it, without doing anything else.": "Tu zona lumbar. Respira hacia ella, sin hacer nada más.",
    "Your upper back, between the shoulder blades. Let it grow wide.": "Tu espalda alta, entre los omóplatos. Deja que se ensanche.",
    "Your shoulders. Let them slide away from your ears.": "Tus hombros. Deja que se alejen de las orejas.",
    "Your arms and hands, down to the fingertips. Let them be heavy.": "Tus brazos y manos, hasta la punta de los dedos. Deja que pesen.",
    "Your neck and jaw. Part your teeth and let your tongue rest.": "Tu cuello y tu mandíbula. Separa los dientes y deja descansar la lengua.",
    "Your face: forehead, eyes, cheeks. Nothing to show, nobody to please.": "Tu cara: frente, ojos, mejillas. Nada que mostrar, nadie a quien agradar.",
    "The whole of you, breathing. When thoughts come, let them pass and come back to the breath.": "Todo tu cuerpo, respirando. Si llegan pensamientos, déjalos pasar y vuelve a la respiración.",
}
