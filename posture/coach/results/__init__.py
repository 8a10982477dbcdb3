"""What a finished set leaves behind: its record, its signal, and what is read from them."""
