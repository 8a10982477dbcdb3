"""What can go wrong outside the program. Each message says what it was, which value, and what to do.

::

    PostureError
    ├── ModelMissing          a model file is absent, cut short or not the one expected
    ├── EngineFailed          the pose engine does not load, or crashed
    ├── WorkerCrashed         a process that analyzed a clip ended without a word, or cannot be started
    ├── ClipFailed            one clip of many that the program itself fails on
    ├── ClusterUnavailable    a Ray cluster that cannot be used, or not by this version
    ├── CameraUnavailable     no camera, or it is busy, denied or unplugged
    ├── VideoUnreadable       a file is no video, is empty, or has no frame
    ├── RecordingUnreadable   a recording has another schema, lacks arrays, or has wrong shapes
    ├── UnknownExercise       no exercise has that name
    ├── OutputUnwritable      a result cannot be written where it was asked for
    ├── StoreError            the kept sets cannot be read or written
    │   ├── DataDeleted       what was to be kept belongs to somebody whose data were deleted meanwhile
    │   ├── SetRescued        a set is kept in a file until the database can be used again
    │   └── StoreUnavailable  the database is locked, full, damaged, or does not answer
    └── DashboardUnavailable  the page cannot be served (a port is taken, a part is missing)

Bad *data* (a hidden joint, an empty frame, nobody there) is never an exception: it flows as NaN
or ``None``. Programmers' mistakes are ``ValueError``.
"""

from __future__ import annotations


class PostureError(Exception):
    """Something that a person can mend; the message is one line for them to read."""


class ModelMissing(PostureError):
    """A model file is absent, cut short, or not the one expected."""


class EngineFailed(PostureError):
    """The pose engine, native code in a process of its own, does not load or crashed."""


class WorkerCrashed(PostureError):
    """A process that analyzed a clip and crashed, or that cannot be started."""


class ClipFailed(PostureError):
    """One clip of many that the program itself fails on: a mistake in it, or a lack of memory."""


class ClusterUnavailable(PostureError):
    """A cluster that cannot be used."""


class CameraUnavailable(PostureError):
    """A camera that cannot be used."""


class VideoUnreadable(PostureError):
    """A file that no frame can be read from."""


class RecordingUnreadable(PostureError):
    """A recording of landmarks that does not follow ``posture.recording/1``."""


class UnknownExercise(PostureError):
    """A name that no exercise has."""


class OutputUnwritable(PostureError):
    """A result that cannot be written where it was asked for."""


class StoreError(PostureError):
    """Kept sets that cannot be read or written."""


class DataDeleted(StoreError):
    """Something that is not kept: it began before everything of its person was deleted."""


class SetRescued(StoreError):
    """A set that cannot be kept now, but is safe: it comes back by itself."""


class StoreUnavailable(StoreError):
    """A database that cannot be used; the message says where it is."""


class DashboardUnavailable(PostureError):
    """A page that cannot be served."""
