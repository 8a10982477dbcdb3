"""Judging again what was seen, once more is known of how the person rests."""
