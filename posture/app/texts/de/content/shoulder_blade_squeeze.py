"""Shoulder blade squeeze."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Shoulder blade squeeze": "Schulterblätter zusammenziehen",
    "Both shoulder blades are drawn together and down, and stay there.": "Beide Schulterblätter werden zusammen und nach unten gezogen und bleiben dort.",
    "Hold 10 to 15 seconds, then relax": "10 bis 15 Sekunden halten, dann lösen",
    "Sit on the front half of a chair or stand, arms hanging at your sides. Better seen: elbows bent at your ribs, palms up.": "Sitz auf der vorderen Hälfte eines Stuhls oder steh, die Arme hängen an den Seiten. Besser zu sehen: Ellbogen gebeugt an den Rippen, Handflächen nach oben.",
    "Grow tall, ribs soft.": "Werde lang, die Rippen weich.",
    "Draw both shoulder blades back and a little down, as if into your back pockets.": "Zieh beide Schulterblätter nach hinten und ein wenig nach unten, wie in deine Gesäßtaschen.",
    "Stay there with half your strength and keep breathing.": "Bleib dort mit halber Kraft und atme weiter.",
    "Let go slowly and all the way.": "Lass langsam und ganz los.",
    "Shoulders go back and down, not up": "Die Schultern gehen zurück und nach unten, nicht nach oben",
    "Chin level, low back still": "Kinn waagerecht, unterer Rücken ruhig",
    "Elbows stay at the ribs": "Die Ellbogen bleiben an den Rippen",
    "Squeeze for five seconds with a third of your strength.": "Zieh fünf Sekunden zusammen, mit einem Drittel deiner Kraft.",
}
