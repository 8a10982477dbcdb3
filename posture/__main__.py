"""``python -m posture``."""

from posture.cli import main

main()
