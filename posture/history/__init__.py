"""Sessions kept: the store, its tables and migrations, progress and export."""
