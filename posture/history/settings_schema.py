"""The shapes of a person's settings: nothing else is taken for one, wherever it comes from."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from posture.outside.documents import parse
from posture.outside.shapes import Fields, Flag, Many, Named, Number, Shape, Text, Unfit

_LOG = logging.getLogger(__name__)

_OBJECT: Shape = Fields()
_DAY = Number(0, 10_000_000, whole=True)
_WHOLE_DAY_S = Number(0, 86_400)
MODEL_SETTING, MODEL_TOLD_SETTING = "model", "model_told"
"""The pose model that a person chose, and whether they know that their sets get the quicker one."""

SHAPES: Mapping[str, Shape] = {
    "calendar_key": Text(longest=64),
    "cautions_read": Many(Text(), most=1000),
    "conditions": Many(Text(), most=1000),
    "hold_s": Named(Number(0, 86_400)),
    "landmarks": Flag(),
    "language": Text(longest=20),
    MODEL_SETTING: Text(longest=20),
    MODEL_TOLD_SETTING: Flag(),
    "pictures": Flag(),
    "plan": _OBJECT,
    "plan_answers": Named(_DAY),
    "plan_easing": Fields({"name": Text(), "until": _DAY}),
    "plan_time": Text(longest=5),
    "plan_whole": Text(),
    "profile": Text(),
    "rests": Named(_OBJECT),
    "routine_under_way": _OBJECT,
    "timer_running": Fields(
        {
            "of": Text(),
            "pattern": Text(),
            "started_at": Text(),
            "length_s": _WHOLE_DAY_S,
            "confirmed_s": Many(_WHOLE_DAY_S, most=1000),
        }
    ),
    "timer_tone": Flag(),
    "trial": Flag(),
    "watch": Fields({}, {"alert_after_s": _WHOLE_DAY_S, "view": Text(), "seat": Text()}),
    "watch.baselines": Named(_OBJECT),
}
"""Shapes by name. A setting that is missing here is another version's: any plain JSON, which nobody reads."""

SECRETS = frozenset({"calendar_key"})
"""Settings that open something on this computer: they are neither exported nor taken in."""

_logged: set[tuple[str, str]] = set()
"""What was logged already: a page asks for a setting at every click."""


def check(name: str, value: Any) -> None:
    """Pass where a setting of that name may have that value.

    Args:
        name: Of the setting.
        value: Plain JSON values.

    Raises:
        Unfit: It may not; the message says why.
    """
    if name in SHAPES:
        SHAPES[name].check(value, name)


def read(name: str, content: str, default: Any = None) -> Any:
    """Return the value in a setting's column.

    Args:
        name: Of the setting.
        content: The column.
        default: Returned, with one line in the log, where the column makes no sense.
    """
    try:
        value = parse(content)
        check(name, value)
    except Unfit as error:
        if (name, content) not in _logged:
            _logged.add((name, content))
            _LOG.warning("the setting %s is passed over: %s", name, error)
        return default
    return value
