"""What is kept: sets, checks and settings in a database, with journal, backups, import and export."""
