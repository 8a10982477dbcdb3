"""Write a page of reference for each package of Posture while the documentation is built.

Nothing is listed by hand: a package, a module or a name that is added has its place the next time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

PACKAGE = Path(__file__).parents[2] / "posture"

PROGRAMS = {"app", "cli", "_bundled"}
"""Parts that are run, not imported: the dashboard and the command line."""
INTERNAL = {"migrations"}
"""Parts that are read by a tool: Alembic."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages of reference to the navigation."""
    assert config.nav is not None
    config.nav.append({"Reference": [{_dotted(folder): _address(folder)} for folder in _packages()]})
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of reference to the pages that are written by hand."""
    for folder in _packages():
        files.append(File.generated(config, _address(folder), content="\n".join(_lines(folder))))
    return files


def _packages() -> list[Path]:
    """Return the folders of all packages that a program can import, the public one first."""
    folders = sorted(path.parent for path in PACKAGE.rglob("__init__.py"))
    left_out = PROGRAMS | INTERNAL
    return [folder for folder in folders if not left_out & set(folder.relative_to(PACKAGE).parts)]


def _lines(folder: Path) -> Iterator[str]:
    """Give the page of a package: what it is, what it exports, then each of its modules."""
    yield f"# {_dotted(folder)}\n"
    yield f"::: {_dotted(folder)}\n"
    for path in sorted(folder.glob("*.py")):
        if not path.name.startswith("_"):
            yield f"## {path.stem} {{ #{_dotted(path)} data-toc-label='{path.stem}' }}\n"
            yield f"::: {_dotted(path)}\n    options:\n      heading_level: 3\n"


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


def _address(folder: Path) -> str:
    return f"reference/{_dotted(folder)}.md"
