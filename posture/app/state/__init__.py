"""What a page remembers between two runs: the person, the store, the live session, the routine."""
