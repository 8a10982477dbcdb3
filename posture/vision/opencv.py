"""OpenCV, loaded without a trace: by itself it sets Qt's and the loader's variables for the whole process."""

from __future__ import annotations

import os

_before = dict(os.environ)
import cv2  # noqa: E402  between two looks at the environment

for _name in os.environ.keys() - _before.keys():
    del os.environ[_name]
os.environ.update(_before)

__all__ = ["cv2"]
