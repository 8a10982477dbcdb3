"""Before and around the movement: who, which view, which joints, and how the person rests."""
