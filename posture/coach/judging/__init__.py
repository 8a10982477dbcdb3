"""The verdict on a movement: whether it counts and why not, and the faults of its form."""
