"""Where the figures come from."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Measured on labelled clips of rendered and real people with the full model.": "Medido en clips etiquetados de personas generadas y reales con el modelo completo.",
    "Our own tuning; no published value was found.": "Ajuste propio; no se encontró ningún valor publicado.",
    "Best 10 Upper Back Pain Exercises: the guide that Posture follows.": "Best 10 Upper Back Pain Exercises: la guía que sigue Posture.",
    "American College of Sports Medicine: strength 2 to 3 days a week; stretches of 10 to 30 s, 2 to 4 times.": "American College of Sports Medicine: fuerza de 2 a 3 días por semana; estiramientos de 10 a 30 s, de 2 a 4 veces.",
    "Teaching pages on yoga poses: three to six slow breaths, hips to heels, low cobra, long neck.": "Páginas didácticas sobre posturas de yoga: de tres a seis respiraciones lentas, cadera a los talones, cobra baja, cuello largo.",
    "ISO 11226 and EN 1005-4 limits as tabulated in J Occup Med Toxicol 2020, table 2.": "Límites de ISO 11226 y EN 1005-4 según J Occup Med Toxicol 2020, tabla 2.",
    "Clinical pages on the blade squeeze: 5 times 1 s three times a day up to 10 times 5 s; its faults.": "Páginas clínicas sobre apretar los omóplatos: de 5 veces 1 s tres veces al día hasta 10 veces 5 s; sus fallos.",
    "Lower trapezius exercises below 90 degrees: turning both bent arms outwards has the best ratio.": "Ejercicios del trapecio inferior por debajo de 90 grados: girar hacia fuera los dos brazos doblados da la mejor proporción.",
    "Health and Safety Executive: breaks from screen work.": "Health and Safety Executive: pausas en el trabajo con pantalla.",
    "Physiotherapy pages on pain during exercise; where they draw the lines differs a little.": "Páginas de fisioterapia sobre el dolor durante el ejercicio; los límites difieren un poco entre ellas.",
    "Bayattork and others 2020, Journal of Exercise Rehabilitation 16(1): 22 trials.": "Bayattork y otros 2020, Journal of Exercise Rehabilitation 16(1): 22 estudios.",
    "Bárány Society 2022: position on dizziness with neck movement.": "Bárány Society 2022: postura sobre el mareo al mover el cuello.",
    "Salaffi and others 2004, European Journal of Pain 8:283; 825 people with chronic pain.": "Salaffi y otros 2004, European Journal of Pain 8:283; 825 personas con dolor crónico.",
    "Public NHS lists of warning signs in back pain.": "Listas públicas del NHS de señales de alarma en el dolor de espalda.",
    "Midlands Partnership NHS: safe use of heat treatment, safe use of cold treatment.": "Midlands Partnership NHS: uso seguro del calor, uso seguro del frío.",
    "Steffen and others 2017, Frontiers in Public Health 5:222.": "Steffen y otros 2017, Frontiers in Public Health 5:222.",
    "Teaching pages on box and 4-7-8 breathing: four rounds of 4-7-8 at first, never more than eight.": "Páginas didácticas sobre la respiración en caja y la 4-7-8: al principio cuatro rondas de 4-7-8, nunca más de ocho.",
}
