"""A person in one picture: landmarks, geometry, smoothing, view and measurements. Pure: NumPy only."""
