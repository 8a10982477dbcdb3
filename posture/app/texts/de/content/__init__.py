"""The moves, the guide and the coach in German: one module for each place that the English stands in."""

from __future__ import annotations

from posture.app.texts.loading import sentences_of

SENTENCES = sentences_of(__name__)
