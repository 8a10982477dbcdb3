"""Before the movement: who is seen, from which view, with which joints, and how they rest."""
