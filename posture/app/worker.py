"""The process that analyzes an uploaded video; it says how far it is as lines of JSON.

Started as ``python -m posture.app.worker VIDEO NAME EXERCISE``. The lines: ``{"fraction", "left_s"}``
while it works, then ``{"session"}`` or ``{"problem"}``. The annotated video lies beside the given one.
"""

ANNOTATED = "annotated.mp4"
