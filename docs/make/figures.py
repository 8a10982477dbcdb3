"""Draw the figures of the documentation from runs of Posture: ``python docs/make/figures.py``.

They are drawn again by hand where what they show has changed; nothing else depends on them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import av
from PIL import Image

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
SET = ROOT / "samples" / "wall_angels_faulty_front.mp4"
"""Two repetitions that count, three that stay short of the range, two of those with a fault."""


def moving_picture(out: Path, *, width_px: int = 520, every: int = 2, quality: int = 55) -> None:
    """Write an animated picture of `SET` being counted, as ``posture analyze --annotate`` draws it.

    Args:
        out: The WebP file.
        width_px: Of the picture; the frames are made smaller.
        every: Show each so-many-th frame.
        quality: Of WebP, 0 to 100.
    """
    with TemporaryDirectory() as folder:
        video = Path(folder) / "annotated.mp4"
        asked = ["analyze", str(SET), "--exercise", "wall_angels", "--annotate", str(video)]
        subprocess.run([sys.executable, "-m", "posture", *asked], check=True, stdout=subprocess.DEVNULL)
        with av.open(str(video)) as container:
            rate = float(container.streams.video[0].average_rate or 30)
            frames = [frame.to_image() for frame in container.decode(video=0)][::every]
    size_px = (width_px, round(width_px * frames[0].height / frames[0].width))
    first, *others = [frame.resize(size_px, Image.Resampling.LANCZOS) for frame in frames]
    pause_ms = round(1000 * every / rate)
    first.save(out, save_all=True, append_images=others, duration=pause_ms, loop=0, quality=quality, method=6)


def main() -> None:
    """Draw all of them."""
    IMAGES.mkdir(exist_ok=True)
    moving_picture(IMAGES / "set.webp")


if __name__ == "__main__":
    main()
