"""What the moves share that are measured with the hips out of the picture, too."""

from __future__ import annotations

WITHOUT_HIPS_S = 0.8
"""Seconds for which hips must have been missing: nobody is asked to show them who cannot."""
