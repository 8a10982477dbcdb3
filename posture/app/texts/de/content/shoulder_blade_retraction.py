"""Shoulder blade retraction."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Shoulder blade retraction": "Schulterblätter zurückziehen",
    "The shoulder blades are drawn together, held for a few breaths, and let go.": "Die Schulterblätter werden zusammengezogen, ein paar Atemzüge gehalten und wieder gelöst.",
    "Keep holding": "Halt weiter",
    "The movement counted; breathe out and stay for the whole count next time.": "Die Bewegung zählt; atme beim nächsten Mal aus und bleib, bis fertig gezählt ist.",
    "10 times, hold 5 to 10 seconds": "10 Mal, 5 bis 10 Sekunden halten",
    "Sit or stand, arms at your sides. Better seen: elbows bent at your ribs, palms up.": "Sitz oder steh, die Arme an den Seiten. Besser zu sehen: Ellbogen gebeugt an den Rippen, Handflächen nach oben.",
    "Grow tall, shoulders heavy.": "Werde lang, die Schultern schwer.",
    "Draw the blades together and a little down.": "Zieh die Schulterblätter zusammen und ein wenig nach unten.",
    "Hold for five slow counts and keep breathing.": "Halt, zähl langsam bis fünf und atme weiter.",
    "Let go all the way before the next one.": "Lass ganz los, bevor die nächste kommt.",
    "The blades move, the arms just follow": "Die Schulterblätter bewegen sich, die Arme folgen nur",
    "Shoulders stay far from the ears": "Die Schultern bleiben weit weg von den Ohren",
    "Let go fully in between": "Dazwischen ganz loslassen",
    "Five repetitions of three seconds, with a third of your strength.": "Fünf Wiederholungen zu drei Sekunden, mit einem Drittel deiner Kraft.",
}
