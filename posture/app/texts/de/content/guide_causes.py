"""Causes of upper back pain."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Why the upper back hurts": "Warum der obere Rücken wehtut",
    "Four everyday causes. Knowing yours is the first step to lasting relief.": "Vier alltägliche Ursachen. Deine zu kennen ist der erste Schritt zu anhaltender Linderung.",
    "Posture: hours in one slumped position tire the muscles between the shoulder blades.": "Haltung: Stunden in einer zusammengesunkenen Haltung ermüden die Muskeln zwischen den Schulterblättern.",
    "Strain: a muscle that was pulled or overworked, often because its partners are weak or stiff.": "Überlastung: ein gezerrter oder überarbeiteter Muskel, oft weil seine Partner schwach oder steif sind.",
    "Discs: a disc that bulges can press on a nerve. This needs a professional, not guesswork.": "Bandscheiben: Eine vorgewölbte Bandscheibe kann auf einen Nerv drücken. Das gehört in fachkundige Hände, nicht ins Reich der Vermutungen.",
    "Stress: a tense mind lifts the shoulders and keeps them there.": "Stress: Ein angespannter Kopf zieht die Schultern hoch und hält sie dort.",
    "At a desk, leave the screen for {} every {}: short and often does more than long and rare.": "Mach am Schreibtisch {} Pause vom Bildschirm, und das alle {}: Kurz und oft bringt mehr als lang und selten.",
    "If you cannot tell what it comes from, or it keeps coming back, have it looked at.": "Wenn du nicht weißt, woher es kommt, oder es immer wiederkehrt, lass es ansehen.",
}
