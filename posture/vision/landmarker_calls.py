"""The landmarker's functions of C, called in the thread that asks, with landmarks that are read as arrays.

The library's own Python hands each call to a thread and makes an object of each landmark, which takes 0.3 ms
more of a processor for each frame. What is used here is no promise of the library's, so every detail of it is
compared with what is known before the first call; where anything differs, the library's own Python is used.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from posture.body.landmarks import N_LANDMARKS, Floats
from posture.vision.orientation import Rgb

_RGB, _FLOAT = 1, ctypes.sizeof(ctypes.c_float)
_TEXT, _ANY = ctypes.POINTER(ctypes.c_char_p), ctypes.POINTER(ctypes.c_void_p)
_BYTES: Any = ctypes.POINTER(ctypes.c_uint8)
_IMAGE = [ctypes.c_int, ctypes.c_int, ctypes.c_int, _BYTES, ctypes.c_int, _ANY, _TEXT]
"""Format, width, height, pixels and their number; the image and an error come out."""
_SEEN, _WORLD = ("x", "y", "visibility"), ("x", "y", "z")


class Found(NamedTuple):
    """What the landmarker found of one person.

    Attributes:
        seen: (33, 3) shares of the frame's width and height, and visibility.
        world: (33, 3) metres.
        mask: The library's own image of the person, or ``None``.
    """

    seen: Floats
    world: Floats
    mask: Any


class LandmarkerCalls:
    """The calls of one landmarker, one at a time.

    Args:
        library: The library of C, which the landmarker and an image have used already.
        landmarker: The library's own Python landmarker; it opens and closes.
        image_of: Makes the library's own image of a pointer to one.

    Raises:
        AttributeError: The library is not as it is known here.
    """

    def __init__(self, library: Any, landmarker: Any, image_of: Callable[[Any], Any]) -> None:
        self._landmarker, self._image_of = landmarker, image_of
        self._see, self._forget = library.MpPoseLandmarkerDetectForVideo, library.MpPoseLandmarkerCloseResult
        self._make, self._free = library.MpImageCreateFromUint8Data, library.MpImageFree
        self._free_error = library.MpErrorFree
        self._result: Any = _result_of(self._see, self._forget)
        if list(self._make.argtypes or ()) != _IMAGE or not landmarker._handle:
            raise AttributeError("the library's images are not as known")
        self._seen = _layout(self._result, "pose_landmarks", _SEEN)
        self._world = _layout(self._result, "pose_world_landmarks", _WORLD)

    def see(self, rgb: Rgb, t_ms: int) -> Found | None:
        """Find the person in a frame.

        Args:
            rgb: (H, W, 3) uint8, contiguous.
            t_ms: Milliseconds, rising.

        Returns:
            What was found, or ``None`` for nobody.

        Raises:
            ValueError: The landmarker was closed.
            RuntimeError: The library failed.
        """
        handle = self._landmarker._handle
        if not handle:
            raise ValueError("expected an open landmarker, got a closed one")
        image, error, result = ctypes.c_void_p(), ctypes.c_char_p(), self._result()
        pixels: Any = rgb.ctypes.data_as(_BYTES)
        height, width, _ = rgb.shape
        self._checked(self._make(_RGB, width, height, pixels, rgb.size, image, error), error)
        try:
            self._checked(self._see(handle, image, None, t_ms, result, error), error)
            try:
                return self._read(result)
            finally:
                self._forget(result)
        finally:
            self._free(image)

    def _read(self, result: Any) -> Found | None:
        if not result.pose_landmarks_count:
            return None
        masks = result.segmentation_masks_count
        return Found(
            _values(result.pose_landmarks[0], self._seen),
            _values(result.pose_world_landmarks[0], self._world),
            self._image_of(result.segmentation_masks[0]) if masks else None,
        )

    def _checked(self, status: int, error: ctypes.c_char_p) -> None:
        if not status:
            return
        said = (error.value or b"").decode(errors="replace")
        if error.value is not None:
            self._free_error(error)
        raise RuntimeError(f"the pose engine failed ({status}): {said}")


def _result_of(see: Any, forget: Any) -> Any:
    """Return the structure that a call fills: it is the library's own, so its layout is right."""
    handle, image, _options, time, result, error = see.argtypes
    known = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, _TEXT]
    if [handle, image, time, error] != known or forget.argtypes != [result]:
        raise AttributeError("the landmarker is not called as known")
    return result._type_


class _Layout(NamedTuple):
    """How the values of one landmark lie in memory: its size, and where they are, in floats."""

    size: int
    places: list[int]


def _layout(result: Any, name: str, values: tuple[str, ...]) -> _Layout:
    """Return how the values of one landmark of a result lie in memory."""
    landmarks = dict(result._fields_)[name]._type_
    landmark = dict(landmarks._fields_)["landmarks"]._type_
    if any(dict(landmark._fields_)[value] is not ctypes.c_float for value in values):
        raise AttributeError("landmarks are not as known")
    sizes = [ctypes.sizeof(landmark), *(getattr(landmark, value).offset for value in values)]
    if any(size % _FLOAT for size in sizes):
        raise AttributeError("landmarks are not laid out as known")
    size, *places = (size // _FLOAT for size in sizes)
    return _Layout(size, places)


def _values(person: Any, layout: _Layout) -> Floats:
    """Copy those values of each landmark of a person."""
    if person.landmarks_count != N_LANDMARKS:
        raise RuntimeError(f"expected {N_LANDMARKS} landmarks, got {person.landmarks_count}")
    start = ctypes.addressof(person.landmarks.contents)
    memory: Any = (ctypes.c_float * (N_LANDMARKS * layout.size)).from_address(start)
    rows = np.frombuffer(memory, np.float32).reshape(N_LANDMARKS, layout.size)
    return rows[:, layout.places].astype(np.float64, order="C")
