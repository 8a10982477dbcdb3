"""Looks once in a while for somebody else, or the person again in a mirror.

The person tracker keeps everybody else from the network, but not from being taken for the person at first. So
until the person is ready the rest of the frame is searched too, with the person covered; a network of its
own does that, for the one that follows must not be led astray. A thread asks it, so that the next frame need
not wait.
"""

from __future__ import annotations

import math
import os
from concurrent.futures import Future, ThreadPoolExecutor, wait

import numpy as np

from posture.body.landmarks import Landmark, Pose
from posture.body.visibility import torso_length_px
from posture.vision.estimator import Estimator
from posture.vision.orientation import Rgb

MODEL = "lite"
"""The smallest network tells whether somebody is there as well as the others."""
FIRST_S, EVERY_S = 0.1, 2.0
"""Time that somebody is followed before the rest is searched, and from one search to the next."""
SIZES = (0.55, 2.0)
"""Torso of the other one against the person's: somebody much smaller is far behind, or on a poster."""
TOLD_S = 3.0
"""How long others count as there after they were last seen: once a set has begun nobody looks again."""
AGREE_TORSOS = 0.045
"""Median distance of landmarks from which two looks at the same frame saw no body: real and rendered
people 0.002 to 0.041, balls and machines of a gym that were taken for one 0.054 to 0.4."""
ELSEWHERE_TORSOS = 0.5
"""Least distance from the person: anything nearer is what the cover leaves of them."""
_TRUNK = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP)


class Company:
    """Looks for others once in a while, and knows whether there were any."""

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._beside: tuple[ThreadPoolExecutor, Future[Estimator]] | None = None
        self._look: Future[bool] | None = None  # one whose result nobody has asked for yet
        self._released: Future[None] | None = None
        self._followed_s = self._looked_s = math.nan
        self._seen_s = -math.inf

    def due(self, pose: Pose | None, t_s: float) -> bool:
        """Tell whether to search the rest of this frame.

        Args:
            pose: The person who is followed, or ``None``.
            t_s: Seconds, rising.
        """
        if pose is None:
            self._followed_s = math.nan
        elif math.isnan(self._followed_s):
            self._followed_s = t_s
            self._open()
        return t_s - self._followed_s >= FIRST_S and not t_s - self._looked_s < EVERY_S

    def _open(self) -> tuple[ThreadPoolExecutor, Future[Estimator]]:
        """Begin to load the network, which takes as long as some frames, before it is needed."""
        if self._beside is None:
            thread = ThreadPoolExecutor(1, thread_name_prefix="other-people")
            self._beside = thread, thread.submit(Estimator, MODEL)
        return self._beside

    def look(self, pose: Pose, covered: Rgb, t_s: float) -> None:
        """Begin to search a frame in which the person is covered.

        Args:
            pose: The person.
            covered: (H, W, 3) uint8, the frame with gray over the person.
            t_s: Seconds, rising.
        """
        self._finish_look()
        self._looked_s = t_s
        thread, network = self._open()
        self._look = thread.submit(_searched, network, pose, covered, t_s)

    def _finish_look(self) -> None:
        look, self._look = self._look, None
        if look is not None:
            self._seen_s = self._looked_s if look.result() else -math.inf

    def there(self, t_s: float) -> bool:
        """Tell whether somebody else was in the frame a moment ago; waits for a look that was begun.

        Args:
            t_s: Seconds of the frame.

        Raises:
            ModelMissing: The model file is absent or damaged.
            EngineFailed: The pose engine does not load, or crashes.
        """
        self._finish_look()
        return t_s - self._seen_s <= TOLD_S

    def leave(self) -> None:
        """Look no more, and have the network released; a second call does nothing."""
        beside, self._beside = self._beside, None
        if beside is not None:
            thread, network = beside
            self._released = thread.submit(lambda: network.result().close())
            thread.shutdown(wait=False)

    def close(self) -> None:
        """Look no more, and wait until the network is released; a second call does nothing."""
        self.leave()
        if self._released is not None and self._owner == os.getpid():  # a forked process has no such thread
            wait([self._released])


def _searched(network: Future[Estimator], pose: Pose, covered: Rgb, t_s: float) -> bool:
    estimator = network.result()
    once = estimator.estimate(covered, t_s)
    again = None if once is None else estimator.estimate(covered, t_s)
    return _is_somebody(pose, once, again)


def _is_somebody(pose: Pose, once: Pose | None, again: Pose | None) -> bool:
    """Tell whether two looks agree on somebody who is about as large as the person, and elsewhere."""
    if once is None or again is None:
        return False
    own_px, other_px = torso_length_px(pose), torso_length_px(again)
    apart_px = float(np.median(np.hypot(*(once.image_xy - again.image_xy).T)))
    elsewhere = math.dist(_middle(pose), _middle(again)) > ELSEWHERE_TORSOS * own_px
    return SIZES[0] <= other_px / own_px <= SIZES[1] and elsewhere and apart_px <= AGREE_TORSOS * other_px


def _middle(pose: Pose) -> list[float]:
    middle: list[float] = pose.image_xy[[*_TRUNK]].mean(axis=0).tolist()
    return middle
