"""Files on disk: where they lie, whose they are, and how they are written whole or not at all."""
