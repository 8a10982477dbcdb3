"""Shoulder blade retraction."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Shoulder blade retraction": "Retracción de omóplatos",
    "The shoulder blades are drawn together, held for a few breaths, and let go.": "Los omóplatos se juntan, se mantienen unas respiraciones y se sueltan.",
    "Keep holding": "Sigue aguantando",
    "The movement counted; breathe out and stay for the whole count next time.": "El movimiento cuenta; la próxima vez espira y quédate toda la cuenta.",
    "10 times, hold 5 to 10 seconds": "10 veces, manteniendo de 5 a 10 segundos",
    "Sit or stand, arms at your sides. Better seen: elbows bent at your ribs, palms up.": "Siéntate o ponte de pie, con los brazos a los lados. Se ve mejor con los codos doblados junto a las costillas y las palmas hacia arriba.",
    "Grow tall, shoulders heavy.": "Crece hacia arriba y deja pesar los hombros.",
    "Draw the blades together and a little down.": "Junta los omóplatos y bájalos un poco.",
    "Hold for five slow counts and keep breathing.": "Aguanta cinco tiempos lentos y sigue respirando.",
    "Let go all the way before the next one.": "Suelta del todo antes de la siguiente.",
    "The blades move, the arms just follow": "Se mueven los omóplatos; los brazos solo acompañan",
    "Shoulders stay far from the ears": "Los hombros siguen lejos de las orejas",
    "Let go fully in between": "Suelta del todo entre una y otra",
    "Five repetitions of three seconds, with a third of your strength.": "Cinco repeticiones de tres segundos, con un tercio de tu fuerza.",
}
