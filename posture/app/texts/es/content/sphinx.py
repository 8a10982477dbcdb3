"""Sphinx."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Sphinx": "Esfinge",
    "Face down, propped on the forearms with the elbows under the shoulders, the chest is open.": "Boca abajo, con apoyo en los antebrazos y los codos bajo los hombros, el pecho se abre.",
    "Push forearms down": "Empuja el suelo con los antebrazos",
    "Press the forearms into the mat until the chest floats out from between the shoulders.": "Presiona los antebrazos contra la esterilla hasta que el pecho flote entre los hombros.",
    "Look ahead, not up": "Mira hacia delante, no arriba",
    "Make the back of the neck long; look at the floor a metre in front of you.": "Alarga la nuca; mira al suelo, un metro por delante de ti.",
    "Lie face down on a mat, legs long and hip-width apart.": "Acuéstate boca abajo en una esterilla, piernas largas y a la anchura de la cadera.",
    "Set the elbows under the shoulders, forearms parallel, palms down.": "Pon los codos bajo los hombros, antebrazos paralelos y palmas abajo.",
    "Press the forearms and the pubic bone down and let the breastbone draw forward.": "Presiona los antebrazos y el pubis contra el suelo y deja que el esternón vaya hacia delante.",
    "Keep the shoulders away from the ears and breathe.": "Mantén los hombros lejos de las orejas y respira.",
    "Lower slowly and turn the head to one side to rest.": "Baja despacio y gira la cabeza a un lado para descansar.",
    "Elbows under the shoulders": "Codos bajo los hombros",
    "Chest forward, shoulders low": "Pecho hacia delante, hombros bajos",
    "Neck long, look ahead": "Cuello largo, mirada hacia delante",
    "Elbows further forward, so that the chest is lower; or a rolled towel under the ribs.": "Codos más adelante, para que el pecho quede más bajo; o una toalla enrollada bajo las costillas.",
    "trunk and upper arms": "tronco y brazos",
    "sinking between the shoulders": "hundirse entre los hombros",
    "head thrown back": "cabeza echada hacia atrás",
    "low-back tension": "tensión en la zona lumbar",
    "shoulders sink": "hombros hundidos",
}
