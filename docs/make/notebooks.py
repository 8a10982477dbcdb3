"""Run the notebooks, and show them on the pages of the documentation.

``python docs/make/notebooks.py`` runs them and writes their results into them. With ``--check`` it writes
nothing and fails where a cell fails or prints something else than the notebook shows. MkDocs calls the
functions that begin with ``on_``.
"""

from __future__ import annotations

import json
import math
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
TIMEOUT_S = 120
"""A cell that takes longer hangs."""

COLOURS = 64
NEAR = 0.05
"""Numbers that differ by less, or by less of themselves, are the same."""
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)")

Json = dict[str, Any]


def run(path: Path) -> Json:
    """Return the notebook with the results of a run, in a fresh kernel beside the notebook."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=TIMEOUT_S, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when each cell ran
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
        for output in cell.get("outputs", ()):
            if "image/png" in output.get("data", {}):
                output["data"]["image/png"] = _smaller(output["data"]["image/png"])
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.loads(nbformat.writes(notebook))  # type: ignore[no-any-return]


def _joined(outputs: list[Any]) -> list[Any]:
    """Return the outputs with what was printed bit by bit in one piece."""
    joined: list[Any] = []
    for output in outputs:
        if joined and output.output_type == "stream" == joined[-1].output_type:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _smaller(png: str) -> str:
    """Return a chart with as many colours as a chart has, which takes a fifth of the bytes."""
    from PIL import Image

    packed = BytesIO()
    chart = Image.open(BytesIO(b64decode(png))).convert("RGB")
    chart.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return b64encode(packed.getvalue()).decode()


def printed(notebook: Json) -> list[str]:
    """Return what the cells print or show as text, one after the other."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", ()))
    return [text for output in outputs if (text := _text(output))]


def alike(shown: str, given: str) -> bool:
    """Return whether two texts say the same: word for word, and number for number nearly.

    The network's last digits differ between processors.
    """
    pairs = zip(*(_NUMBER.split(" ".join(text.split())) for text in (shown, given)), strict=True)
    try:
        return all(_same(*pair) for pair in pairs)
    except ValueError:  # one of them has more numbers
        return False


def _same(shown: str, given: str) -> bool:
    if _NUMBER.fullmatch(shown) and _NUMBER.fullmatch(given):
        return math.isclose(float(shown), float(given), rel_tol=NEAR, abs_tol=NEAR)
    return shown.split() == given.split()


def as_markdown(notebook: Json) -> str:
    """Return the notebook as a page: its words, its code, and what the last run gave."""
    return "\n\n".join(part for cell in notebook["cells"] for part in _parts(cell))


def _parts(cell: Json) -> Iterator[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```python\n{source}\n```"
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "image/png" in data:
            png = "".join(data["image/png"]).replace("\n", "")
            yield f'<img class="notebook" alt="Chart of the cell above" src="data:image/png;base64,{png}">'
        elif "text/html" in data:
            yield f'<div class="notebook">{"".join(data["text/html"])}</div>'
        elif text := _text(output):
            yield f'```text title="Output"\n{text.rstrip()}\n```'


def _text(output: Json) -> str:
    """Return what an output says, "" where it is a picture or the name of an object in memory."""
    data = output.get("data", {})
    if "image/png" in data:
        return ""
    text = "".join(output.get("text", data.get("text/plain", "")))
    return "" if re.match(r"<.* at 0x[0-9a-f]+>$", text) else text


def on_config(config: Any) -> Any:
    """Add the notebooks to the navigation."""
    config.nav.append({"Notebooks": [f"notebooks/{path.stem}.md" for path in NOTEBOOKS]})
    return config


def on_files(files: Any, *, config: Any) -> Any:
    """Add a page for each notebook."""
    from mkdocs.structure.files import File

    for path in NOTEBOOKS:
        page = as_markdown(json.loads(path.read_text("utf-8")))
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=page))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Let links to a notebook lead to its page; where the folder is read on its own they lead to the file."""
    return re.sub(r"\.ipynb\)", ".md)", markdown)


def main() -> int:
    """Run every notebook; return the exit code."""
    well = True
    for path in NOTEBOOKS:
        done = run(path)
        if "--check" not in sys.argv[1:]:
            path.write_text(json.dumps(done, indent=1, ensure_ascii=False) + "\n", "utf-8")
        else:
            shown, given = (" ".join(printed(one)) for one in (json.loads(path.read_text("utf-8")), done))
            if not alike(shown, given):
                print(f"{path.name} shows\n{shown}\nand gives\n{given}")
                well = False
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
