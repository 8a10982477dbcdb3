"""Many clips at once: spread over the processes of this machine, or over those of a Ray cluster."""
