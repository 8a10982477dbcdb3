"""A report for a physiotherapist: one page of HTML that stands by itself and prints on A4."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from statistics import median

from posture.coach.session import Unmeasured
from posture.exercises import move_title
from posture.history.pain_notes import PainNote, When, by_place, pain_notes, strengths
from posture.history.statistics import MoveFigures, Statistics, digest
from posture.history.store import Store
from posture.locale import N_, formats, localized, ngettext
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, brief, fault_name, lasting, long_day, noted, percent
from posture.locale.terms import REASONS, VIEWS
from posture.report import body_map, sparklines
from posture.version import __version__

_HOW_SOURCE = {"camera": N_("live webcam"), "video": N_("video file"), "recording": N_("recorded landmarks")}
_COLUMNS = {
    "move": N_("Move"),
    "sets": N_("Sets"),
    "reps": N_("Counted"),
    "range": N_("Range: first and latest set"),
    "hold": N_("Longest hold"),
    "missed": N_("Not counted, and why"),
}
_PAIN_KINDS = {
    "before": N_("before"),
    "during": N_("during"),
    "after": N_("after"),
    "next_day": N_("the day after"),
}
_TILES = {
    "sets": N_("Sets"),
    "days": N_("Days with a set"),
    "reps": N_("Repetitions counted"),
    "time": N_("Time in the picture"),
}

_STYLE = Path(__file__).parent / "report.css"
NOTHING_FROM_ELSEWHERE = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
)
"""Policy of a page that stands by itself: the browser runs no script and loads nothing from elsewhere."""
_MOST_REASONS = 2
_LEAST_POINTS = 3
"""Values that make a line: two are said in figures."""
_MOST_MOVES, _MOST_LIMITS, _MOST_SCORES, _MOST_PLACES = 8, 4, 120, 4
"""Numbers of entries that fit on the page; the rest is summed up."""


Here = Callable[[datetime], datetime]
"""A function that puts a moment into the reader's time zone, or that of this computer."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The person a report is about.

    Attributes:
        name: Their profile; empty for sets without one.
        pains: What they said about pain, oldest first.
        here: Puts a moment into the reader's time zone.
        on_server: They train on a server that they sign in to.
    """

    name: str
    pains: Sequence[PainNote] = ()
    here: Here = datetime.astimezone
    on_server: bool = False


def report_of(
    store: Store,
    *,
    person: str = "",
    since: datetime | None = None,
    here: Here = datetime.astimezone,
    signed_in_as: str | None = None,
) -> str:
    """Return the report of one person as HTML.

    Args:
        store: The history.
        person: Their profile; empty for sets without one.
        since: Only sets and notes from this moment on.
        here: Puts a moment into the reader's time zone.
        signed_in_as: What to call somebody who has signed in to a server; ``None`` where nobody does.

    Raises:
        StoreError: The store cannot be read.
    """
    pains = pain_notes(store.journal, person=person, since=since)
    sets = store.whole_sets(person=person, since=since)
    name = person if signed_in_as is None else signed_in_as
    subject = Subject(name, pains[::-1], here, on_server=signed_in_as is not None)
    return html(subject, digest(sets, day_of=lambda moment: here(moment).date()))


def html(subject: Subject, found: Statistics) -> str:
    """Return the whole document.

    Args:
        subject: The person it is about.
        found: Figures of their sets.
    """
    body = "".join(_sections(subject, found))
    title_text = _("Training report")
    title = noted(title_text, subject.name) if subject.name else title_text
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{NOTHING_FROM_ELSEWHERE}"
        f"<title>{escape(title)}</title><style>{_STYLE.read_text('utf-8')}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _sections(subject: Subject, found: Statistics) -> Iterator[str]:
    yield _head(subject, found)
    if not found.sets:
        empty = _("No sets in this period.")
        yield f"<p>{escape(empty)}</p>"
    else:
        yield _tiles(found)
        yield _moves(found)
    yield _pain(subject)
    if found.sets:
        yield f'<div class="two">{_how(found, on_server=subject.on_server)}{_limits(found)}</div>'
    made = _("Made with Posture {version}").format(version=__version__)
    wellness = _(
        "For general wellness. Not a medical device: no diagnosis, no advice on treatment. The figures are "
        "estimates from a picture and do not replace an examination."
    )
    yield f"<footer>{escape(wellness)} {escape(made)}.</footer>"


def _head(subject: Subject, found: Statistics) -> str:
    period = ""
    if found.first is not None and found.last is not None:
        first, last = (_day(subject.here(moment)) for moment in (found.first, found.last))
        period = ("{first}" if first == last else _("{first} to {last}")).format(first=first, last=last)
    title_text = _("Training report")
    nobody = _("Without a name")
    return (
        f"<header><div><p>{escape(title_text)}</p><h1>{escape(subject.name or nobody)}</h1></div>"
        f"<p>{escape(period)}</p></header>"
    )


def _tiles(found: Statistics) -> str:
    values = {
        "sets": str(found.sets),
        "days": str(len(found.days)),
        "reps": str(found.reps),
        "time": lasting(found.seen_s),
    }
    tiles = "".join(
        f"<div><dd>{escape(v)}</dd><dt>{escape(localized(_TILES[k]))}</dt></div>" for k, v in values.items()
    )
    return f'<dl class="tiles">{tiles}</dl>'


def _moves(found: Statistics) -> str:
    moves = sorted(found.moves.values(), key=lambda m: -m.sets)
    shown, rest = moves[:_MOST_MOVES], moves[_MOST_MOVES:]
    heads = "".join(f'<th scope="col">{escape(h)}</th>' for h in localized(_COLUMNS).values())
    rows = "".join(map(_move, shown))
    notes = [
        _(
            "Range: {full} is a full movement; the middle value of what counted in a set. ±: how far off a "
            "value may be; a smaller change may be the camera's. Clean: nothing that matters was noticed."
        ).format(full=percent(100.0))
    ]
    if rest:
        notes.insert(0, _more(rest))
    if any(m.corrected for m in shown):
        notes.insert(0, _("* with the person's own corrections"))
    moves_text = _("Moves")
    return (
        f"<h2>{escape(moves_text)}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="note">{escape(" ".join(notes))}</p>'
    )


def _move(move: MoveFigures) -> str:
    star = "*" if move.corrected else ""
    clean = _("{clean} clean").format(clean=move.clean)
    hold = lasting(move.longest_hold_s) if move.longest_hold_s else UNKNOWN
    held_text = _("{time} in all")
    held = f"<small>{escape(held_text.format(time=lasting(move.held_s)))}</small>" if move.held_s else ""
    if move.short_holds:
        short_holds = _("{number} counted and held for less than asked")
        held += f"<small>{escape(short_holds.format(number=move.short_holds))}</small>"
    missed = escape("; ".join(_missed(move)))
    return (
        f'<tr><th scope="row">{escape(localized(move_title(move.exercise)))}</th><td>{move.sets}</td>'
        f"<td><b>{move.reps}</b>{star}<small>{escape(clean)}</small></td>"
        f"<td>{_range(move)}</td><td>{escape(hold)}{held}</td><td>{missed or UNKNOWN}</td></tr>"
    )


def _more(rest: Sequence[MoveFigures]) -> str:
    moves, sets = len(rest), sum(move.sets for move in rest)
    rest_text = ngettext("{n} more move", "{n} more moves", moves).format(n=moves)
    return ngettext("And {moves} in {n} set.", "And {moves} in {n} sets.", sets).format(
        moves=rest_text, n=sets
    )


def _missed(move: MoveFigures) -> Iterator[str]:
    for reason, number in move.not_counted.most_common(_MOST_REASONS):
        yield f"{number}\u00a0×\u00a0{localized(REASONS[reason])}"
    rest = move.not_counted.total() - sum(n for _, n in move.not_counted.most_common(_MOST_REASONS))
    if rest:
        yield _("and {number} more").format(number=rest)


def _range(move: MoveFigures) -> str:
    scale = move.scale
    if not move.reaches or scale is None:
        return UNKNOWN
    values = [scale.share(reach.value) for reach in move.reaches]
    degrees = [scale.known_degrees(reach.value) for reach in move.reaches]
    first, last = (formats.reach(values[i], degrees[i]) for i in (0, -1))
    several = len(move.reaches) > 1
    said = ("{first} → {last}" if several else "{first}").format(first=first, last=last)
    step = scale.step(move.error)
    known = formats.reach(step, scale.known_degrees(move.error))
    error = _("error not known") if math.isnan(step) else f"± {known}"
    chart = sparklines.spark(values, step, label=f"{said} {error}") if len(values) >= _LEAST_POINTS else ""
    return f'<div class="range"><span>{escape(said)}<small>{escape(error)}</small></span>{chart}</div>'


def _pain(subject: Subject) -> str:
    pains = subject.pains
    pain = _("Pain, as the person said it")
    head = f"<section><h2>{escape(pain)}</h2>"
    if not pains:
        no_pain = _("No score in this period.")
        return f"{head}<p>{escape(no_pain)}</p></section>"
    scores = [note.score for note in pains]
    half = max(1, len(scores) // 2)
    said = ngettext(
        "{n} score, from {least} to {most}; middle value of the first half {early}, of the second half "
        "{late}.",
        "{n} scores, from {least} to {most}; middle value of the first half {early}, of the second half "
        "{late}.",
        len(scores),
    ).format(
        n=len(scores),
        least=min(scores),
        most=max(scores),
        early=brief(median(scores[:half])),
        late=brief(median(scores[-half:])),
    )
    points = [(n.written_at, n.score, n.when is When.BEFORE) for n in pains[-_MOST_SCORES:]]
    ends = (_day(subject.here(points[0][0])), _day(subject.here(points[-1][0])))
    before = _("before")
    legend = f"● {before}  ○ {', '.join(localized(_PAIN_KINDS[k]) for k in ('during', 'after', 'next_day'))}"
    pain_axis = _("0 none, 10 the worst")
    note = f"{legend} · {pain_axis}. {said}"
    drawn = sparklines.scores(points, label=said, ends=ends) if len(points) >= _LEAST_POINTS else ""
    chart = f'<div>{drawn}<p class="note">{escape(note)}</p></div>'
    return f'{head}<div class="pain">{chart}{_where(pains)}</div></section>'


def _where(pains: Sequence[PainNote]) -> str:
    """Draw where it hurt, the most painful places in words; nothing where nobody said."""
    places = by_place(pains)
    if not places:
        return ""
    lines = body_map.in_words(places[:_MOST_PLACES])
    return f"{body_map.shaded(strengths(places), label='; '.join(lines))}{_bullets(lines)}"


def _how(found: Statistics, *, on_server: bool) -> str:
    lines = {
        "camera": _list(found.kinds, localized(_HOW_SOURCE)),
        "model": ", ".join(found.models),
        "views": _list(found.views, localized(VIEWS)),
    }
    camera = (
        _("One ordinary camera ({kinds}).")
        if on_server
        else _("One ordinary camera ({kinds}); the picture stayed on the person's computer.")
    )
    said = [camera.format(kinds=lines["camera"] or UNKNOWN)]
    if lines["model"]:
        said.append(_("Body landmarks by {models}.").format(models=lines["model"]))
    if lines["views"]:
        said.append(_("Seen from: {views}.").format(views=lines["views"]))
    measured, seen = lasting(found.measured_s), lasting(found.seen_s)
    said.append(
        _("{measured} of {seen} in the picture could be measured; the rest is left out, not guessed.").format(
            measured=measured, seen=seen
        )
    )
    how = _("How it was measured")
    return f"<section><h2>{escape(how)}</h2>{_bullets(said)}</section>"


def _limits(found: Statistics) -> str:
    if not found.unmeasured:
        return ""
    most = found.unmeasured.most_common()
    said = [_limit(unmeasured) for unmeasured, _ in most[:_MOST_LIMITS]]
    if len(most) > _MOST_LIMITS:
        said.append(_("and {number} more").format(number=len(most) - _MOST_LIMITS))
    limits = _("What could not be judged")
    return f"<section><h2>{escape(limits)}</h2>{_bullets(said)}</section>"


def _limit(unmeasured: Unmeasured) -> str:
    return noted(fault_name(unmeasured.what), localized(unmeasured.why))


def _list(counted: Counter[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(key, key) for key, _ in counted.most_common())


def _bullets(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _day(moment: datetime) -> str:
    return long_day(moment)
