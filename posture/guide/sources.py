"""Sources of the guide's content, other than those of exercises."""

from __future__ import annotations

from posture.coach.exercise import Source

THERMAL_PAGES = Source(
    "thermal_pages",
    "Midlands Partnership NHS: safe use of heat treatment, safe use of cold treatment.",
    "https://www.mpft.nhs.uk",
    "guideline",
)
RESONANCE = Source(
    "resonance_breathing",
    "Steffen and others 2017, Frontiers in Public Health 5:222.",
    "https://doi.org/10.3389/fpubh.2017.00222",
    "literature",
)
BREATH_PAGES = Source(
    "breath_pages",
    "Teaching pages on box and 4-7-8 breathing: four rounds of 4-7-8 at first, never more than eight.",
    "",
    "guideline",
)
POSTURE_TRIALS = Source(
    "posture_trials",
    "Bayattork and others 2020, Journal of Exercise Rehabilitation 16(1): 22 trials.",
    "",
    "literature",
)
PAIN_CHANGE = Source(
    "pain_change",
    "Salaffi and others 2004, European Journal of Pain 8:283; 825 people with chronic pain.",
    "https://doi.org/10.1016/j.ejpain.2003.09.004",
    "literature",
)
PAIN_LIGHTS = Source(
    "pain_lights",
    "Physiotherapy pages on pain during exercise; where they draw the lines differs a little.",
    "https://www.providephysiotherapy.org.uk",
    "guideline",
)
RED_FLAG_LISTS = Source(
    "red_flag_lists",
    "Public NHS lists of warning signs in back pain.",
    "",
    "guideline",
)
SCREEN_BREAKS = Source(
    "screen_breaks",
    "Health and Safety Executive: breaks from screen work.",
    "https://www.hse.gov.uk/contact/faqs/vdubreaks.htm",
    "guideline",
)
NECK_DIZZINESS = Source(
    "neck_dizziness",
    "Bárány Society 2022: position on dizziness with neck movement.",
    "",
    "guideline",
)
