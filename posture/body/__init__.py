"""A person in one frame: landmarks, geometry, smoothing, view and measurements. Pure: NumPy only."""
