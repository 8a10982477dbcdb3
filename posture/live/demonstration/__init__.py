"""Shows a move done well, and with a common fault: samples with their landmarks.

The landmarks were found beforehand (``samples/demonstrate.py``) and are drawn by the browser over the
sample, so that showing a move costs the server a small file.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from posture.live import camera
from posture.resources import locate

PATH = "/samples"
_HERE = Path(__file__).parent


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
def _clips() -> frozenset[str]:
    return frozenset(part["clip"] for parts in _made()["moves"].values() for part in parts.values())


def route(*, prefix: str = "") -> Route:
    """Return the route that serves the samples, and nothing else, under the server's base path."""

    async def _sample(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _clips():
            return Response(status_code=404)
        return FileResponse(locate(f"samples/{name}"), headers={"Cache-Control": "max-age=86400"})

    return Route(f"{prefix.rstrip('/')}{PATH}/{{name}}", _sample)


def script() -> str:
    """Return the component's script, with the skeleton of the live picture."""
    return camera.module("paint") + (_HERE / "demonstration.js").read_text(encoding="utf-8")


def style() -> str:
    """Read the style sheet."""
    return (_HERE / "demonstration.css").read_text(encoding="utf-8")
