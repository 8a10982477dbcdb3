"""A guided posture check as a worker runs it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from posture.body.landmarks import Side
from posture.live.message import moment_of
from posture.live.run import About, Look, Memory, Resume, resumed
from posture.posture_check.check_protocol import MEASURED_S, Act, CheckProtocol, ProtocolUpdate
from posture.posture_check.check_result import Check
from posture.render.check_overlay import Album
from posture.serialize import to_json
from posture.vision.brightness import hides_in_light
from posture.vision.models import DEFAULT
from posture.vision.pose_stream import SourcePose


class CheckRun:
    """Leads a person through the views of a check, and draws a picture of each with its lines.

    The result is ``{"checks": [{"side": …, "check": posture.check/1, "jpeg": base64 | null}, …]}``.

    Args:
        resume: Where the check was before its worker was lost: views that it had are not asked for again.
    """

    look = Look(model=DEFAULT, mask=True, twice=True)

    def __init__(self, resume: Resume | None = None) -> None:
        self._drawn: list[dict[str, Any]] = list(resume.result["checks"]) if resume and resume.result else []
        done = [Check.from_dict(told["check"], side=Side(told["side"])) for told in self._drawn]
        self._protocol = CheckProtocol(model=f"pose_landmarker_{DEFAULT}", checks=done)
        self._album = Album()
        self._followed = False

    def update(self, moment: SourcePose) -> dict[str, Any]:
        """Lead on by one moment."""
        against_light = hides_in_light(moment)
        update = self._protocol.update(
            moment.pose, moment.t_s, against_light=against_light, others=moment.others
        )
        self._album.offer(moment.rgb, update.pose, update.still_s)
        if update.ended is not None:
            self._draw(update.ended)
        if update.act is Act.ASK:
            self._album = Album()
        return {**moment_of(moment.t_s, update.pose), **self._said(update)}

    def so_far(self, about: About) -> dict[str, Any]:
        """Return the views that have been measured."""
        return {"checks": list(self._drawn)}

    def finish(self, about: About) -> dict[str, Any]:
        """Return all views; one that is being measured is ended where it is."""
        for check in self._protocol.finish()[len(self._drawn) :]:
            self._draw(check)
        return self.so_far(about)

    def _draw(self, check: Check) -> None:
        portrait = self._album.chosen
        jpeg = portrait.jpeg(check) if portrait and check.refused is None else None
        self._drawn.append(
            {
                "side": check.side.value,
                "check": check.as_dict(),
                "jpeg": b64encode(jpeg).decode() if jpeg else None,
            }
        )

    def _said(self, update: ProtocolUpdate) -> dict[str, Any]:
        measuring = update.act is Act.MEASURE
        self._followed = self._followed or measuring
        ended = update.ended
        return {
            "ready": self._followed,
            "problem": update.problem,
            "code": "start" if update.problem and update.act is Act.ASK else "",
            "phase": update.act.value,
            "hold_s": round(update.measured_s, 2),
            "hold_target_s": MEASURED_S if measuring else 0.0,
            "count_in": update.count_in,
            "cue": {"text": update.cue.text, "kind": update.cue.kind} if update.cue else None,
            "caption": to_json(update.caption, digits=2),
            "attempt": {"number": len(self._drawn), "counted": True, "refused": ended.refused}
            if ended
            else None,
            "done": update.act is Act.OVER,
        }


def open_check(options: Mapping[str, Any], memory: Memory) -> CheckRun:
    """Open a check.

    Args:
        options: Of ``BEGIN``; it needs none but ``resume``, where it goes on.
        memory: Left alone.
    """
    return CheckRun(resumed(options))
