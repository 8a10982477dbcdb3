"""Small pieces that any page may use: the look, HTML, drawings, sounds, and the live picture."""
