"""Shows a move done well, and with a common fault: samples with their landmarks.

The landmarks were found beforehand (``samples/demonstrate.py``) and are drawn by the browser over the
sample, so that showing a move costs the server a small file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from posture.live import camera
from posture.resources import locate

PATH = "/samples"
_HERE = Path(__file__).parent
_SETS_OUT, _THERE = 0.12, 0.9
"""Shares of the way at which a movement has set out, and is there."""
_SOME = 2
"""Moments that are averaged."""


def shown(exercise_id: str) -> dict[str, Any] | None:
    """Return what is shown of a move, as plain JSON values; ``None`` where there is no sample of it.

    ``good`` and perhaps ``fault``: a part of a sample (``clip``, ``from_s``, ``to_s``) with ``xy`` of
    ``joints`` in pixels of ``size``, ``rate`` times a second.
    """
    made = _made()
    parts = made["moves"].get(exercise_id)
    return None if parts is None else {"joints": made["joints"], "rate": made["rate"], **parts}


@cache
def _made() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(locate("samples/demonstrations.json").read_text(encoding="utf-8"))
    return made


@cache
def loop_of(exercise_id: str) -> dict[str, Any] | None:
    """Return the move done well, to be shown again and again; ``None`` where there is no sample of it.

    ``url`` below the server's base path and a ``picture`` of it, ``from_s`` and ``to_s`` of the sample, and
    ``turns``: the seconds at which the movement sets out, is there, leaves again and is back.
    """
    found = shown(exercise_id)
    if found is None:
        return None
    part = found["good"]
    turns = turns_of(part["xy"], rate=found["rate"], from_s=part["from_s"])
    return {
        "url": f"{PATH}/{part['clip']}", "picture": f"{PATH}/{exercise_id}.webp",
        "from_s": part["from_s"], "to_s": part["to_s"], "turns": turns,
    }  # fmt: skip


def turns_of(rows: Sequence[Sequence[float | None]], *, rate: float, from_s: float) -> list[float]:
    """Return the seconds at which a movement sets out, is there, leaves again and is back.

    Args:
        rows: The joints of each moment, ``[x0, y0, x1, y1, …]``; the movement is there in the middle.
        rate: Moments a second.
        from_s: The second of the first one.
    """
    points = np.array(rows, dtype=float)
    points = points[:, np.isfinite(points).all(axis=0)]
    middle = len(points) // 2
    there = points[middle : middle + 2 * _SOME + 1].mean(axis=0)
    far = np.linalg.norm(points - there, axis=1)
    rest = points[far >= _THERE * far.max()].mean(axis=0)
    way = there - rest
    share = (points - rest) @ way / max(float(way @ way), 1.0)
    before, after = share[: middle + 1], share[middle:]
    out = int(np.flatnonzero(before <= _SETS_OUT)[-1]) if (before <= _SETS_OUT).any() else 0
    arrives = int(np.flatnonzero(share[out:] >= _THERE)[0]) + out if (share[out:] >= _THERE).any() else middle
    home = np.flatnonzero(after <= _SETS_OUT)
    if len(home):
        leaves = int(np.flatnonzero(after[: home[0]] >= _THERE)[-1]) + middle
        turns = (out, arrives, leaves, int(home[0]) + middle)
    else:  # a part that ends in the middle of a hold is gone back the way it came
        turns = (out, arrives, arrives, out)
    return [round(from_s + k / rate, 2) for k in turns]


@cache
def _files() -> frozenset[str]:
    moves = _made()["moves"]
    clips = (part["clip"] for parts in moves.values() for part in parts.values())
    return frozenset((*clips, *(f"{move}.webp" for move in moves)))


def route(*, prefix: str = "") -> Route:
    """Return the route of the samples and their pictures alone, under the server's base path."""

    async def _sample(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _files():
            return Response(status_code=404)
        return FileResponse(locate(f"samples/{name}"), headers={"Cache-Control": "max-age=86400"})

    return Route(f"{prefix.rstrip('/')}{PATH}/{{name}}", _sample)


def script() -> str:
    """Return the component's script, with the skeleton of the live picture."""
    return camera.module("paint") + (_HERE / "demonstration.js").read_text(encoding="utf-8")


def style() -> str:
    """Read the style sheet."""
    return (_HERE / "demonstration.css").read_text(encoding="utf-8")


def tiles_script() -> str:
    """Read the script of the tiles that a move is chosen from."""
    return (_HERE / "tiles.js").read_text(encoding="utf-8")


def tiles_style() -> str:
    """Read the style sheet of the tiles."""
    return (_HERE / "tiles.css").read_text(encoding="utf-8")
