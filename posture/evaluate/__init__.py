"""The accuracy report: labelled clips against the sessions that the program makes of them.

Figures come from runs only. `labels` reads what is known of the clips, `run` analyzes them,
`scoring`, `faults` and `geometry` compare, `accuracy` adds up, `stability` looks at worse pictures
of the same clips, `report` makes tables of it, and `gate` remembers which clips passed.
"""
