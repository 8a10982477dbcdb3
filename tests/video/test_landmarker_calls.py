"""The landmarker's functions of C find what its own Python finds, to the last bit, or are not used."""

from __future__ import annotations

import subprocess
import sys

from live_kit import SAMPLES

BEGIN = f"""
import numpy as np
from posture.vision.network_cutoff import cut_off
cut_off()
from posture.vision import mediapipe_engine
from posture.vision.capture import VideoFile
from posture.vision.landmarker_calls import LandmarkerCalls
from posture.vision.mediapipe_engine import MediapipeEngine
from posture.vision.models import find
from pathlib import Path
MODEL = find("lite").path
with VideoFile(Path({str(SAMPLES / "wall_angels_good_front.mp4")!r}), end_s=0.4) as video:
    frames = [(frame.t_s, frame.rgb) for frame in video]
frames.insert(5, (frames[4][0] + 0.01, np.zeros((120, 90, 3), np.uint8)))
def poses(engine):
    return [engine.estimate(rgb, t_s) for t_s, rgb in frames]
def is_direct(engine):
    return isinstance(getattr(engine._see, "__self__", None), LandmarkerCalls)
"""
SAME = """
for masked in (False, True):
    direct, plain = (MediapipeEngine(MODEL, with_mask=masked) for _ in range(2))
    assert is_direct(direct)
    plain._see = mediapipe_engine._plain(plain._landmarker)
    found = 0
    for one, other in zip(poses(direct), poses(plain), strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            found += 1
            for name in ("image_xy", "world_xyz", "visibility"):
                assert getattr(one, name).tobytes() == getattr(other, name).tobytes()
            assert (one.mask is None) != masked and np.array_equal(one.mask, other.mask)
    assert found > 5
    direct.close()
    try:
        direct.estimate(frames[0][1], 9.0)
    except ValueError as error:
        assert "closed" in str(error)
    else:
        raise AssertionError("a closed landmarker answered")
"""
OTHER = """
import ctypes
from mediapipe.tasks.python.components.containers import landmark_c
landmark = landmark_c.MpLandmarkC
class Wider(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double if name == "y" else kind) for name, kind in landmark._fields_]
class WiderOnes(ctypes.Structure):
    _fields_ = [("landmarks", ctypes.POINTER(Wider)), ("landmarks_count", ctypes.c_uint32)]
from mediapipe.tasks.python.vision import pose_landmarker
from mediapipe.tasks.python.core.mediapipe_c_bindings import load_raw_library
engine = MediapipeEngine(MODEL, with_mask=False)
see = load_raw_library().MpPoseLandmarkerDetectForVideo
known = see.argtypes
fields = dict(pose_landmarker.MpPoseLandmarkerResultC._fields_)
class Other(ctypes.Structure):
    _fields_ = list({**fields, "pose_world_landmarks": ctypes.POINTER(WiderOnes)}.items())
forget = load_raw_library().MpPoseLandmarkerCloseResult
for result in (ctypes.POINTER(Other), ctypes.c_void_p):
    see.argtypes, forget.argtypes = [*known[:4], result, known[5]], [result]
    assert mediapipe_engine._fast(engine._landmarker) is None
for others in (known[:5], [*known, ctypes.c_int], [*known[:3], ctypes.c_int32, *known[4:]]):
    see.argtypes, forget.argtypes = others, [known[4]]
    assert mediapipe_engine._fast(engine._landmarker) is None
see.argtypes = known
assert mediapipe_engine._fast(engine._landmarker) is not None
load_raw_library().MpImageCreateFromUint8Data.argtypes = None
real = mediapipe_engine.mp.Image
class Changed(real):
    def __init__(self, **given):
        super().__init__(**given)
        load_raw_library().MpImageCreateFromUint8Data.argtypes = None
mediapipe_engine.mp.Image = Changed
assert mediapipe_engine._fast(engine._landmarker) is None
mediapipe_engine.mp.Image = real
mediapipe_engine._fast = lambda landmarker: None
assert not is_direct(plain := MediapipeEngine(MODEL, with_mask=False))
assert sum(pose is not None for pose in poses(plain)) > 5
"""


def ran(program: str) -> None:
    """Run it in a process that may hold the engine."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_functions_of_c_find_the_same_poses_and_masks_bit_by_bit() -> None:
    ran(BEGIN + SAME)


def test_where_the_library_is_not_as_known_its_own_python_is_used() -> None:
    ran(BEGIN + OTHER)
