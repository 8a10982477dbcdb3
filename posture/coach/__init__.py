"""The coach: from poses over time to counted repetitions, findings about form, and cues. Pure: no I/O."""
