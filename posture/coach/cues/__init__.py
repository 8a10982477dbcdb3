"""What is said now, and what is better left for later."""
