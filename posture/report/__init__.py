"""The report for a physiotherapist and its figures, and numbers as people read them."""
