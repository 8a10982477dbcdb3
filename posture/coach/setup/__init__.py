"""Before a set begins: who is there, seen from where, with which joints, and how they rest."""
