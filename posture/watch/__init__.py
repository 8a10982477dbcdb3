"""The desk watch: how somebody sits while they work, compared with how they would like to sit.

A pure fold, like the coach: poses in, updates out, a summary at the end. Time comes with the data.
"""
