"""What stands around every page, and whether its colors can be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from app_pages import html_of, open_page

import posture
from posture.resources import locate

STYLE = (Path(posture.__file__).parent / "app" / "styles" / "style.css").read_text("utf-8")
CONFIG = locate(".streamlit/config.toml").read_text("utf-8")


@pytest.mark.parametrize("name", ["today", "plan", "upload", "review", "guide", "settings"])
def test_every_page_says_what_this_is_and_leads_to_the_others(name):
    app = open_page(name)
    assert "For general wellness, not a medical device. Everything stays on this computer." in html_of(app)
    labels = [link.proto.label for link in app.get("page_link")]
    assert labels[:4] == ["Train", "Today", "Review", "Guide"]
    assert {"Review", "Upload", "Settings"} <= set(labels)


def test_a_worker_that_reads_the_main_script_again_draws_nothing_and_loads_no_streamlit():
    code = (
        "import sys, runpy; runpy.run_path(sys.argv[1], run_name='__mp_main__');"
        "sys.exit('streamlit' in sys.modules)"
    )
    main = Path(posture.__file__).parent / "app" / "frame" / "main.py"
    assert subprocess.run([sys.executable, "-c", code, str(main)], check=False).returncode == 0


DRAWN_LIGHTLY = """
import sys
from importlib import import_module
from app_pages import open_page
import streamlit_app
from posture.app.frame.load_ahead import NEEDED

for name in NEEDED:
    import_module(name)
ahead = set(sys.modules)
open_page("today", newcomer=True)
late = {name for name in set(sys.modules) - ahead if name.startswith("posture.")}
assert not late, late
open_page("train")
heavy = {"pandas", "pyarrow", "altair", "alembic", "mediapipe", "cv2"}
sys.exit(" ".join(heavy & set(sys.modules)) or None)
"""


def test_a_page_without_a_chart_takes_nothing_of_what_charts_pictures_and_older_databases_take(tmp_path):
    folders = os.pathsep.join(map(str, (Path(__file__).parents[1], Path(posture.__file__).parents[1])))
    done = subprocess.run(
        [sys.executable, "-c", DRAWN_LIGHTLY],
        env={**os.environ, "POSTURE_DATA_DIR": str(tmp_path), "PYTHONPATH": folders},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]


def theme(scheme):
    """The colors of one theme, Streamlit's and those of the style sheet."""
    section = CONFIG.split(f"[theme.{scheme}]")[1].split("\n[")[0]
    colors = dict(re.findall(r'^(\w+) = "(#\w{6})"', section, re.M))
    index = {"light": 0, "dark": 1}[scheme]
    pairs = re.findall(r"(--po-[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", STYLE)
    return colors | {name: both[index] for name, *both in pairs}


def luminance(color):
    parts = [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "grounds", "least"),
    [
        ("textColor", ("backgroundColor", "secondaryBackgroundColor", "--po-card"), 7.0),
        ("--po-quiet", ("backgroundColor", "--po-card"), 4.5),
        ("--po-good", ("backgroundColor", "--po-card"), 4.5),
        ("--po-miss", ("backgroundColor", "--po-card"), 4.5),
        ("--po-link", ("backgroundColor", "--po-card"), 4.5),
        ("linkColor", ("backgroundColor", "secondaryBackgroundColor"), 4.5),
        ("blueTextColor", ("blueBackgroundColor",), 4.5),
        ("borderColor", ("backgroundColor",), 3.0),
    ],
)
def test_what_is_written_can_be_read(scheme, text, grounds, least):
    colors = theme(scheme)
    for ground in grounds:
        assert contrast(colors[text], colors[ground]) >= least, ground


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["primaryColor", "--po-action", "--po-action-on"])
def test_white_letters_on_buttons_can_be_read(scheme, ground):
    assert contrast("#ffffff", theme(scheme)[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["#2b8576", "#b5651d"])
def test_marks_in_charts_stand_out(scheme, mark):
    assert contrast(mark, theme(scheme)["backgroundColor"]) >= 3.0


def test_the_page_names_no_other_host():
    assert not re.search(r"https?://|@import|url\(", STYLE)
    assert "gatherUsageStats = false" in CONFIG and 'address = "localhost"' in CONFIG
