"""The border: whatever was not made by this program a moment ago is measured and checked here.

Files, uploads, the browser's messages and what a database holds are read through these modules, which
take no more memory than a bound allows and say in one sentence what does not fit.
"""
