"""What can go wrong outside the program, each said as: what, which value, what to do.

::

    PostureError
    ├── ModelMissing          a model file is absent, cut short or not the one expected
    ├── EngineFailed          the pose engine does not load, or crashed
    ├── CameraUnavailable     no camera, or it is busy, denied or unplugged
    ├── VideoUnreadable       a file is no video, empty, or has no picture
    ├── RecordingUnreadable   a recording has another schema, lacks arrays, or has wrong shapes
    ├── UnknownExercise       no move of that name
    ├── OutputUnwritable      a result cannot be written where it was asked for
    ├── StoreError            the kept sessions cannot be read or written
    └── DashboardUnavailable  the page cannot be served (a port is taken, a part is missing)

Bad *data* (a hidden joint, an empty picture, nobody there) is never an exception: it flows as NaN
or ``None``. Programmers' mistakes are ``ValueError``.
"""

from __future__ import annotations


class PostureError(Exception):
    """Something a person can mend; the message is one line for them to read."""


class ModelMissing(PostureError):
    """A model file is absent, cut short, or not the one expected."""


class EngineFailed(PostureError):
    """The pose engine, native code in a process of its own, does not load or crashed."""


class CameraUnavailable(PostureError):
    """The camera cannot be used."""


class VideoUnreadable(PostureError):
    """A file gives no picture."""


class RecordingUnreadable(PostureError):
    """A landmark recording does not follow ``posture.recording/1``."""


class UnknownExercise(PostureError):
    """No move of that name exists."""


class OutputUnwritable(PostureError):
    """A result cannot be written where it was asked for."""


class StoreError(PostureError):
    """The kept sessions cannot be read or written."""


class SetRescued(StoreError):
    """A set cannot be kept now, but is safe: it comes back by itself."""


class DashboardUnavailable(PostureError):
    """The page cannot be served."""
