"""A finished set: its attempts, its signal, its record, and the table and chart made of them."""
