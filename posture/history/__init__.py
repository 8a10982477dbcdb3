"""What is kept: sets, checks and settings in a database, with journal, backups, import and export.

`posture.history.store.Store` is the way in.
"""
