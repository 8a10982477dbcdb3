"""Whether a movement counts, why it does not, and what was wrong with its form."""
