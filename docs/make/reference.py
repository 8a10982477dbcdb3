"""Write the pages of reference while the documentation is built.

The first page has the public names; then comes a page for each package, and one for the modules beside them.
Nothing is listed by hand: a package, a module or a name that is added has its place the next time.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import getdoc, signature
from pathlib import Path
from types import ModuleType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import posture

PACKAGE = Path(__file__).parents[2] / "posture"
MODULES = "reference/modules.md"
"""The page of the modules that lie in no package."""

PROGRAMS = {"app", "cli", "_bundled"}
"""Parts that are run, not imported: the dashboard and the command line."""
INTERNAL = {"migrations"}
"""Parts that are read by a tool: Alembic."""

_HEADING = "      show_root_heading: true\n      show_root_toc_entry: true"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages of reference to the navigation."""
    assert config.nav is not None
    public, *packages = [{_dotted(folder): _address(folder)} for folder in _packages()]
    config.nav.append({"Reference": [public, *packages, {"Other modules": MODULES}]})
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of reference to the pages that are written by hand."""
    public, *packages = _packages()
    pages = {_address(folder): _package_page(folder) for folder in packages}
    pages |= {_address(public): _public_page(), MODULES: _modules_page(public)}
    for address, lines in pages.items():
        files.append(File.generated(config, address, content="\n".join(lines)))
    return files


def _packages() -> list[Path]:
    """Return the folders of all packages that a program can import, the public one first."""
    folders = sorted(path.parent for path in PACKAGE.rglob("__init__.py"))
    left_out = PROGRAMS | INTERNAL
    return [folder for folder in folders if not left_out & set(folder.relative_to(PACKAGE).parts)]


def _public_page() -> Iterator[str]:
    """Give the page of what ``import posture`` offers, a part for each name."""
    yield "# posture\n"
    yield "::: posture\n    options:\n      members: false\n"
    for name in posture.__all__:
        value = getattr(posture, name)
        if isinstance(value, ModuleType):  # a package that is called: to Griffe it is no function
            yield f"## posture.{name} {{ #{name} data-toc-label='{name}' }}\n"
            yield f"```python\n{name}{str(signature(value)).replace(chr(39), '')}\n```\n"
            yield f"{getdoc(type(value).__call__)}\n"
        else:
            yield f"::: posture.{name}\n    options:\n{_HEADING}\n"


def _package_page(folder: Path) -> Iterator[str]:
    """Give the page of a package: what it is, what it exports, then each of its modules."""
    yield f"# {_dotted(folder)}\n"
    yield f"::: {_dotted(folder)}\n"
    yield from _modules(folder)


def _modules_page(folder: Path) -> Iterator[str]:
    yield "# Other modules\n"
    yield "The modules of Posture that lie in none of its packages.\n"
    yield from _modules(folder)


def _modules(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        if not path.name.startswith("_"):
            yield f"## {path.stem} {{ #{_dotted(path)} data-toc-label='{path.stem}' }}\n"
            yield f"::: {_dotted(path)}\n    options:\n      heading_level: 3\n"


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


def _address(folder: Path) -> str:
    return f"reference/{_dotted(folder)}.md"
