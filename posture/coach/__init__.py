"""Judgement over time: readiness, repetitions, holds, form, cues. Pure: NumPy only."""
