"""A stick person that makes every exercise of the guide, by seed, with the truth of every repetition.

`stick_person` is the body and the camera, `timeline` says when it moves. A module for each group of
exercises says how, and with which faults: `neck_exercises`, `arm_exercises`, `shoulder_blades`,
`floor_exercises`, `positions`. `simulate` puts them together.
`everyday` has other movements, which no exercise should count; `placed_body` puts a body into a room.

>>> from posture.simulation import faults_of
>>> faults_of("chin_tucks")
('nod_down', 'trunk_back', 'short_hold')
"""

from posture.simulation.simulate import faults_of

__all__ = ["faults_of"]
