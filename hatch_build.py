"""Compiles the translations while a wheel is built; a checkout compiles them when they are first used."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[BuilderConfig]):
    """Puts a ``posture.mo`` into the wheel for each ``posture.po`` of the checkout."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every language, outside of the checkout, before the wheel is put together.

        Args:
            version: ``"editable"`` where the checkout itself is installed: that needs nothing compiled.
            build_data: What hatchling is about to put into the wheel.
        """
        self._folder = Path(tempfile.mkdtemp())
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        for number, source in enumerate(sorted(root.glob("posture/locale/*/LC_MESSAGES/posture.po"))):
            made = self._folder / f"{number}.mo"
            with source.open("rb") as po, made.open("wb") as mo:
                write_mo(mo, read_po(po, locale=source.parents[1].name))
            build_data["force_include"][str(made)] = source.with_suffix(".mo").relative_to(root).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled, now that it is in the wheel."""
        shutil.rmtree(self._folder)
