"""The accuracy report: labelled clips, compared with the sessions that Posture makes of them.

Figures come from runs only. `labels` reads what is known of the clips, `clip_runs` analyzes them,
`scoring`, `fault_detection` and `ground_truth` compare, `accuracy` adds up, `stability` looks at worse
frames of the same clips, `report` makes tables of it, and `gate` remembers which clips passed.

`rule_gauges`, `rule_curves` and `rule_report` judge the rules of form on graded recordings; `own_sets`
and `contribution` judge the coach on a person's own sets.
"""
