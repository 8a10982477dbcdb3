"""What a page knows and keeps between two runs: the person, the store, the live session, the routine."""
