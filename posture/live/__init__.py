"""The live path: from a browser's camera over a socket to a worker process, and the result back."""
