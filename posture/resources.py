"""The files that come with the program: in a checkout, or inside the installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_ROOTS = (_PACKAGE / "_bundled", _PACKAGE.parent)
"""Folders that hold them: ``posture/_bundled`` in a wheel, the folder of the package in a checkout."""


def locate(relative: str) -> Path:
    """Return the path of a bundled file or folder such as ``models/pose_landmarker_full.task``.

    A path that does not exist is returned too (inside the checkout's root), so that the caller can name
    it in an error.
    """
    return next((root / relative for root in _ROOTS if (root / relative).exists()), _ROOTS[-1] / relative)
