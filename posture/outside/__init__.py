"""Validation of everything from outside: files, uploads, messages of the browser, contents of a database.

These modules take no more memory than a bound allows, and say in one sentence what does not fit.
"""
