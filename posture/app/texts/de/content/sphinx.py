"""Sphinx."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Sphinx": "Sphinx",
    "Face down, propped on the forearms with the elbows under the shoulders, the chest is open.": "In Bauchlage auf die Unterarme gestützt, die Ellbogen unter den Schultern, ist die Brust weit.",
    "Push forearms down": "Drück die Unterarme nach unten",
    "Press the forearms into the mat until the chest floats out from between the shoulders.": "Drück die Unterarme in die Matte, bis die Brust zwischen den Schultern heraus schwebt.",
    "Look ahead, not up": "Schau nach vorn, nicht nach oben",
    "Make the back of the neck long; look at the floor a metre in front of you.": "Mach den Nacken lang; schau einen Meter vor dir auf den Boden.",
    "Lie face down on a mat, legs long and hip-width apart.": "Leg dich bäuchlings auf eine Matte, die Beine lang und hüftbreit.",
    "Set the elbows under the shoulders, forearms parallel, palms down.": "Stell die Ellbogen unter die Schultern, Unterarme parallel, Handflächen nach unten.",
    "Press the forearms and the pubic bone down and let the breastbone draw forward.": "Drück Unterarme und Schambein nach unten und lass das Brustbein nach vorn ziehen.",
    "Keep the shoulders away from the ears and breathe.": "Halt die Schultern weg von den Ohren und atme.",
    "Lower slowly and turn the head to one side to rest.": "Senk dich langsam ab und dreh den Kopf zum Ausruhen zur Seite.",
    "Elbows under the shoulders": "Ellbogen unter den Schultern",
    "Chest forward, shoulders low": "Brust nach vorn, Schultern tief",
    "Neck long, look ahead": "Nacken lang, Blick nach vorn",
    "Elbows further forward, so that the chest is lower; or a rolled towel under the ribs.": "Ellbogen weiter nach vorn, dann ist die Brust tiefer; oder ein gerolltes Handtuch unter die Rippen.",
    "trunk and upper arms": "Rumpf und Oberarme",
    "sinking between the shoulders": "Einsinken zwischen den Schultern",
    "head thrown back": "Kopf in den Nacken geworfen",
    "low-back tension": "Spannung im unteren Rücken",
    "shoulders sink": "zwischen den Schultern eingesunken",
}
