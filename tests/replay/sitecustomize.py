"""Read by Python as it starts: a live worker below this folder's path looks its poses up (`replay_kit`)."""

from __future__ import annotations

import os
import sys

if "posture.live.worker" in sys.orig_argv and "POSTURE_TEST_REPLAY" in os.environ:
    sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))  # noqa: PTH118, PTH120  # loads nothing more
    import replay_kit

    replay_kit.take_the_place()
