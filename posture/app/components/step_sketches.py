"""Drawings of the steps that no camera follows, as SVG text in ``currentColor``."""

from __future__ import annotations

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180" width="240" height="180" fill="none" '
    'stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">'
)
_FLOOR = '<path d="M14 162h212" opacity=".4"/>'


def _head(x: int, y: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="13" fill="currentColor" stroke="none"/>'


def _standing(arms: str, legs: str = "M120 108l-12 54M120 108l12 54") -> str:
    return f'{_FLOOR}{_head(120, 34)}<path d="M120 54v54{arms}"/><path d="{legs}"/>'


_KNEELING = f'{_FLOOR}{_head(66, 82)}<path d="M86 98v62M176 98l2 34-2 28h34"/>'
_ON_THE_BACK = f'{_FLOOR}{_head(52, 146)}<path d="M68 150h72l26-44 18 54"/>'
_FACE_DOWN = f'{_FLOOR}<path d="M92 152h84"/>'

_DRAWN = {
    "shoulder_rolls": _standing("M120 62l-20 8-4 42M120 62l20 8 4 42")
    + '<path d="M78 76a16 16 0 1 1 6-26M84 40v11h-11M162 76a16 16 0 1 0-6-26M156 40v11h11" '
    'stroke-width="4"/>',
    "arm_circles": _standing("M120 64h-52M120 64h52")
    + '<path d="M52 84a20 20 0 1 1 8-34M60 38v12H47M188 84a20 20 0 1 0-8-34M180 38v12h13" stroke-width="4"/>',
    "marching": _standing("M120 62l-20 24 12 20M120 62l22 26 18-14", "M120 108l-6 54M120 108l34 4 2 32h10"),
    "easy_cat_cow": f'{_KNEELING}<path d="M86 98q45-46 90 0"/><path d="M86 98q45 30 90 0" opacity=".4"/>',
    "breathing": f'<path d="M14 168h212M80 128h88v40" opacity=".4"/>{_head(118, 42)}'
    '<path d="M118 62v58M118 72l24 34-16 10M118 120h42v48h14"/>'
    '<path d="M52 84q14-12 28 0t28 0M52 104q14-12 28 0" stroke-width="4" opacity=".6"/>',
    "floor_angels": f'<rect x="30" y="12" width="180" height="156" rx="12" opacity=".4"/>{_head(120, 52)}'
    '<path d="M120 70v52M120 122l-20 34M120 122l20 34M120 78l-38 12-6-40M120 78l38 12 6-40"/>'
    '<path d="M56 60l6-26M56 34h8M184 60l-6-26M184 34h-8" stroke-width="4" opacity=".6"/>',
    "standing_cat_cow": f'{_FLOOR}{_head(74, 66)}<path d="M92 74q28-36 58 24M150 98l-16 30 14 34'
    'M96 76l36 44"/>'
    '<path d="M92 74q26 20 58 24" opacity=".4"/>',
    "lying_chin_tucks": f'{_ON_THE_BACK}<path d="M52 96v28M43 116l9 9 9-9" stroke-width="4"/>',
    "wall_dog": f'<path d="M40 14v148" opacity=".4"/>{_FLOOR}{_head(78, 98)}'
    '<path d="M44 76l52 14 68-6M164 84l-4 78"/>',
    "seated_twist": f'<path d="M14 168h212M86 122h72v46M158 122V66" opacity=".4"/>{_head(122, 40)}'
    '<path d="M122 60v56h44v52M122 72l-30 18 24 18M122 72l34 20"/>'
    '<path d="M92 34a34 18 0 0 1 58-8M152 12v14h-14" stroke-width="4"/>',
    "superman_chest": f'{_FACE_DOWN}{_head(66, 114)}<path d="M176 152h44M92 152l-16-20M76 134l-54-8"/>',
    "superman_cross": f'{_FACE_DOWN}{_head(70, 122)}<path d="M92 152l-14-14M78 140l-58-14M176 152l46-26"/>'
    '<path d="M176 154h44M84 152H30" opacity=".4"/>',
    "superman_arms": f'{_FACE_DOWN}{_head(66, 148)}<path d="M176 152h44M92 152h-14M90 146l-16-18-56-4"/>',
}


def step_sketch(step: str) -> str:
    """Draw a step; "" for one that has no drawing.

    Args:
        step: Its id.
    """
    drawn = _DRAWN.get(step)
    return f"{_HEAD}{drawn}</svg>" if drawn else ""
