"""One signal into movements: the beginning, the top, the way back and the hold of each."""
