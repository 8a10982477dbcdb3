"""A stick person that makes every exercise of the guide, by seed, with the truth of every repetition.

`stick_person` is the body and the camera, `timeline` says when it moves. A module for each group of
exercises says how, and with which faults: `neck`, `arms`, `shoulder_blades`, `floor`, `positions`.
`simulate` puts them together.
"""
