"""A set under way: one person, followed and judged from the moment they rest."""
