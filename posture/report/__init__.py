"""The report for a physiotherapist: one printable page of HTML, with small charts."""
