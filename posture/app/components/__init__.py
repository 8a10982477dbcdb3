"""Small pieces that any page may use: the look, drawings, sounds, and the live picture."""
