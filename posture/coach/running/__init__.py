"""A set under way: one person, followed and judged from their rest on."""
