"""What a movement comes to: counted or why not, and what was noticed about its form."""
