"""Shoulder blade squeeze."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Shoulder blade squeeze": "Apretar los omóplatos",
    "Both shoulder blades are drawn together and down, and stay there.": "Los dos omóplatos se juntan, bajan y se quedan ahí.",
    "Hold 10 to 15 seconds, then relax": "Mantén de 10 a 15 segundos y luego relaja",
    "Sit on the front half of a chair or stand, arms hanging at your sides. Better seen: elbows bent at your ribs, palms up.": "Siéntate en la mitad delantera de una silla o ponte de pie, con los brazos colgando a los lados. Se ve mejor con los codos doblados junto a las costillas y las palmas hacia arriba.",
    "Grow tall, ribs soft.": "Crece hacia arriba, con las costillas sueltas.",
    "Draw both shoulder blades back and a little down, as if into your back pockets.": "Lleva los dos omóplatos atrás y un poco abajo, como a los bolsillos traseros.",
    "Stay there with half your strength and keep breathing.": "Quédate ahí con la mitad de tu fuerza y sigue respirando.",
    "Let go slowly and all the way.": "Suelta despacio y del todo.",
    "Shoulders go back and down, not up": "Los hombros van atrás y abajo, no arriba",
    "Chin level, low back still": "Mentón a la misma altura, zona lumbar quieta",
    "Elbows stay at the ribs": "Los codos siguen junto a las costillas",
    "Squeeze for five seconds with a third of your strength.": "Aprieta cinco segundos con un tercio de tu fuerza.",
}
