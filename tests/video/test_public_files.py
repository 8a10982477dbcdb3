"""The lines of the front page, run as somebody else's program would: from a folder of its own, on files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import cv2
from app_pages import first_seconds
from clip_kit import SAMPLES

from posture.vision.capture import VideoFile

UNTIL_S = 9.0
"""Two chin tucks, and the beginning of the next."""
LINES = """
import json, posture
result = posture.analyze("set.mp4", "chin_tucks")
table, chart = result.to_frame(), result.plot()
coach = posture.Coach("chin_tucks")
poses = posture.simulate("chin_tucks", reps=5, faults=("nod_down",), seed=1)
for pose in poses:
    update = coach.update(pose, pose.t_s)
simulated = coach.finish()
check = posture.check("photo.jpg", view="side")
with posture.Store.open() as store:
    kept = len(list(store.sets()))
print(json.dumps({
    "reps": result.counts.reps, "rows": len(table), "layers": len(chart.to_dict()["layer"]),
    "simulated": simulated.counts.reps, "found": sorted({f.rule for f in simulated.findings}),
    "view": check.view.value, "refused": check.refused, "exercises": len(posture.exercises()), "kept": kept,
}))
"""


def test_the_public_names_work_on_files_from_any_folder(tmp_path: Path) -> None:
    clip = SAMPLES / "chin_tucks_good_side.mp4"
    (tmp_path / "set.mp4").write_bytes(first_seconds(clip.stem, UNTIL_S))
    with VideoFile(clip) as video:
        photo = next(iter(video)).rgb
    cv2.imwrite(str(tmp_path / "photo.jpg"), photo[..., ::-1])
    done = subprocess.run(
        [sys.executable, "-c", LINES], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    truth = next(
        label for label in json.loads((SAMPLES / "labels.json").read_text()) if label["clip"] == clip.name
    )
    whole = sum(next_s < UNTIL_S for next_s in truth["start_times_s"][1:])
    assert said["reps"] == whole == 2 and said["rows"] >= said["reps"] and said["layers"] > 8
    assert said["simulated"] == 5 and said["found"] == ["nod_down"]
    assert (said["view"], said["refused"], said["exercises"], said["kept"]) == ("side", None, 15, 0)
