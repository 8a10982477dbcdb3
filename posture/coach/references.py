"""Sources that several exercises share. The same key always means the same content."""

from __future__ import annotations

from posture.coach.exercise import Source

GUIDE = Source("guide", "Best 10 Upper Back Pain Exercises: the guide that Posture follows.", "", "guideline")
CLIPS = Source(
    "clips", "Measured on labelled clips of rendered and real people with the full model.", "", "measured"
)
TUNING = Source("tuning", "Our own tuning; no published value was found.", "", "tuning")
ISO_11226 = Source(
    "iso11226",
    "ISO 11226 and EN 1005-4 limits as tabulated in J Occup Med Toxicol 2020, table 2.",
    "https://doi.org/10.1186/s12995-020-00286-9",
    "guideline",
)
SHOULDER_NORMS = Source(
    "shoulder_norms",
    "Shoulder range of motion, AAOS 180 degrees of abduction, 165 at 65 to 85 years.",
    "https://fadavispt.mhmedical.com/content.aspx?sectionid=158980269",
    "literature",
)
WALL_ANGEL_PAGES = Source(
    "wall_angel_pages",
    "Clinical pages on wall angels: 5 to 10 slow repetitions, 3 to 4 seconds each way.",
    "https://biologyinsights.com",
    "guideline",
)
NECK_NORMS = Source(
    "neck_norms",
    "Neck side bend 45 degrees, face mid-axis against the vertical.",
    "https://orthopaedicsone.com",
    "literature",
)
CHIN_TUCK_PAGES = Source(
    "chin_tuck_pages",
    "Physiotherapy pages on chin tucks: a level glide, held 2 to 15 seconds, 5 to 15 times.",
    "https://www.uwhealth.org",
    "guideline",
)
CAT_COW_PAGES = Source(
    "cat_cow_pages",
    "Teaching pages on cat-cow: about 4 seconds a cycle, 6 to 8 where it follows the breath.",
    "https://www.wellandgood.com",
    "guideline",
)
BLADE_PAGES = Source(
    "blade_pages",
    "Clinical pages on the blade squeeze: 5 times 1 s three times a day up to 10 times 5 s; its faults.",
    "https://www.theprehabguys.com",
    "guideline",
)
BLADE_EMG = Source(
    "blade_emg",
    "Lower trapezius exercises below 90 degrees: turning both bent arms outwards has the best ratio.",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC2953285",
    "literature",
)
ROW_PAGES = Source(
    "row_pages",
    "Teaching pages on bent-over rows: trunk held at most 45 degrees above the horizontal.",
    "https://www.idfa.ca",
    "guideline",
)
PULLDOWN_PAGES = Source(
    "pulldown_pages",
    "Training pages on pulldowns: bar in front, stop when the elbows pass the ribs.",
    "https://www.t-nation.com",
    "guideline",
)
SUPERMAN_LOAD = Source(
    "superman_load",
    "McGill's estimate of about 6000 N on the low back in the full superman; NIOSH advises 3425 N.",
    "https://www.theprehabguys.com",
    "literature",
)
ACSM = Source(
    "acsm",
    "American College of Sports Medicine: strength 2 to 3 days a week; "
    "stretches of 10 to 30 s, 2 to 4 times.",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC11294170",
    "guideline",
)
YOGA_PAGES = Source(
    "yoga_pages",
    "Teaching pages on yoga poses: three to six slow breaths, hips to heels, low cobra, long neck.",
    "https://www.asanasyoga.net",
    "guideline",
)
YOGA_PHOTOS = Source(
    "yoga_photos",
    "60 photographs of downward dog: medians of hip 77, knee 177, shoulder 170, elbow 168, trunk -45.",
    "https://github.com/Manoj-2702/Yoga_Poses-Dataset",
    "measured",
)
PILATES_PAGES = Source(
    "pilates_pages",
    "Teaching pages on the swan preparation: the breastbone floats, the lowest ribs stay on the mat.",
    "https://pilatesclub.de",
    "guideline",
)
STOP_SIGNS = (
    "sharp or worsening pain",
    "pain that shoots into an arm or leg",
    "new numbness, tingling or weakness",
    "dizziness, faintness, double vision, trouble speaking or swallowing",
    "chest pain or unusual breathlessness",
    "a sudden headache",
)
"""Signs to stop any move at once (measurements.md 3)."""
