"""The dashboard's words in German."""

from __future__ import annotations

from posture.app.texts.loading import pages_of

TEXTS = pages_of(__name__)
