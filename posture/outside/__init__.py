"""The border: files, uploads, messages of browsers and stored data are measured and checked here.

These modules take no more memory than a bound allows, and say in one sentence what does not fit.
"""
