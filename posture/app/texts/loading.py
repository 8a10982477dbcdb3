"""Puts a language together from its modules; what it does not have yet stays English."""

from __future__ import annotations

from dataclasses import fields, replace
from importlib import import_module
from pkgutil import iter_modules

from posture.app.texts.en import TEXTS
from posture.app.texts.shape import Texts


def pages_of(package: str) -> Texts:
    """The texts of every page: module ``train`` has ``TRAIN``, and so on."""
    there = {module.name for module in iter_modules(import_module(package).__path__)}
    names = [field.name for field in fields(Texts) if field.name in there]
    return replace(
        TEXTS, **{name: getattr(import_module(f"{package}.{name}"), name.upper()) for name in names}
    )
