"""What the coach says, and when it keeps quiet."""
