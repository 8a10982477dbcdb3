"""Causes of pain in the upper back."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Why the upper back hurts": "Por qué duele la espalda alta",
    "Four everyday causes. Knowing yours is the first step to lasting relief.": "Cuatro causas de todos los días. Conocer la tuya es el primer paso para un alivio duradero.",
    "Posture: hours in one slumped position tire the muscles between the shoulder blades.": "Postura: horas en una postura encorvada cansan los músculos entre los omóplatos.",
    "Strain: a muscle that was pulled or overworked, often because its partners are weak or stiff.": "Sobrecarga: un músculo que sufrió un tirón o trabajó de más, a menudo porque sus compañeros están débiles o rígidos.",
    "Discs: a disc that bulges can press on a nerve. This needs a professional, not guesswork.": "Discos: un disco que sobresale puede presionar un nervio. Esto es cosa de un profesional, no de adivinar.",
    "Stress: a tense mind lifts the shoulders and keeps them there.": "Estrés: una mente tensa sube los hombros y los deja ahí.",
    "At a desk, leave the screen for {} every {}: short and often does more than long and rare.": "En el escritorio, deja la pantalla durante {} cada {}: poco y a menudo sirve más que mucho y de vez en cuando.",
    "If you cannot tell what it comes from, or it keeps coming back, have it looked at.": "Si no sabes de dónde viene, o vuelve una y otra vez, haz que te lo miren.",
}
