"""The live path: a browser's camera to a worker process and back, one socket a page."""
