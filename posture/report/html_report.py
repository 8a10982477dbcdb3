"""A report for a physiotherapist: one page of HTML that stands by itself and prints on A4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from statistics import median

from posture import __version__
from posture.app.texts import localized, words
from posture.coach.session import Unmeasured
from posture.exercises import EXERCISES
from posture.history.pain_notes import PainNote, When, pain_notes
from posture.history.statistics import MoveFigures, Statistics, digest
from posture.history.store import Store
from posture.report import sparklines
from posture.report.formats import Counted, amount, counted, fault_name, lasting

_STYLE = Path(__file__).parent / "report.css"
NOTHING_FROM_ELSEWHERE = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
"""What a page that stands by itself says to the browser: no script, nothing from another host."""
_MOST_REASONS = 2
_MOST_MOVES, _MOST_LIMITS, _MOST_SCORES = 8, 4, 120
"""What fits on the page; the rest is told as a number."""


Here = Callable[[datetime], datetime]
"""A moment in the time zone of whoever reads; without one, that of this computer."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose report it is, what they said about pain, oldest first, and a moment in the reader's own time."""

    name: str
    pains: Sequence[PainNote] = ()
    here: Here = datetime.astimezone


def report_of(
    store: Store, *, person: str = "", since: datetime | None = None, here: Here = datetime.astimezone
) -> str:
    """The report of one person as HTML.

    Raises:
        StoreError: The store cannot be read.
    """
    pains = pain_notes(store.journal, person=person, since=since)
    sets = store.whole_sets(person=person, since=since)
    return html(Subject(person, pains[::-1], here), digest(sets, day_of=lambda moment: here(moment).date()))


def html(subject: Subject, found: Statistics) -> str:
    """The whole document."""
    texts = words().report
    body = "".join(_sections(subject, found))
    title = f"{texts.title}: {subject.name}" if subject.name else texts.title
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{NOTHING_FROM_ELSEWHERE}"
        f"<title>{escape(title)}</title><style>{_STYLE.read_text('utf-8')}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _sections(subject: Subject, found: Statistics) -> Iterator[str]:
    texts = words().report
    yield _head(subject, found)
    if not found.sets:
        yield f"<p>{escape(texts.empty)}</p>"
    else:
        yield _tiles(found)
        yield _moves(found)
    yield _pain(subject)
    if found.sets:
        yield f'<div class="two">{_how(found)}{_limits(found)}</div>'
    made = texts.made.format(version=__version__)
    yield f"<footer>{escape(texts.wellness)} {escape(made)}.</footer>"


def _head(subject: Subject, found: Statistics) -> str:
    texts = words().report
    period = ""
    if found.first is not None and found.last is not None:
        first, last = (_day(subject.here(moment)) for moment in (found.first, found.last))
        period = (texts.one_day if first == last else texts.period).format(first=first, last=last)
    return (
        f"<header><div><p>{escape(texts.title)}</p><h1>{escape(subject.name or texts.nobody)}</h1></div>"
        f"<p>{escape(period)}</p></header>"
    )


def _tiles(found: Statistics) -> str:
    values = {
        "sets": str(found.sets),
        "days": str(len(found.days)),
        "reps": str(found.reps),
        "time": lasting(found.seen_s),
    }
    names = words().report.tiles
    tiles = "".join(f"<div><dd>{escape(v)}</dd><dt>{escape(names[k])}</dt></div>" for k, v in values.items())
    return f'<dl class="tiles">{tiles}</dl>'


def _moves(found: Statistics) -> str:
    texts = words().report
    moves = sorted(found.moves.values(), key=lambda m: -m.sets)
    shown, rest = moves[:_MOST_MOVES], moves[_MOST_MOVES:]
    heads = "".join(f'<th scope="col">{escape(h)}</th>' for h in texts.columns.values())
    rows = "".join(map(_move, shown))
    notes = [texts.notes]
    if rest:
        notes.insert(0, texts.more_moves.format(**counted(number=len(rest), sets=sum(m.sets for m in rest))))
    if any(m.corrected for m in shown):
        notes.insert(0, texts.corrected)
    return (
        f"<h2>{escape(texts.moves)}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="note">{escape(" ".join(notes))}</p>'
    )


def _move(move: MoveFigures) -> str:
    texts, frame = words().report, words().frame
    star = "*" if move.corrected else ""
    clean = texts.clean.format(clean=move.clean)
    hold = lasting(move.longest_hold_s) if move.longest_hold_s else frame.unknown
    held = f"<small>{escape(texts.held.format(time=lasting(move.held_s)))}</small>" if move.held_s else ""
    if move.short_holds:
        held += f"<small>{escape(texts.short_holds.format(number=move.short_holds))}</small>"
    missed = escape("; ".join(_missed(move)))
    return (
        f'<tr><th scope="row">{escape(_title(move.exercise))}</th><td>{move.sets}</td>'
        f"<td><b>{move.reps}</b>{star}<small>{escape(clean)}</small></td>"
        f"<td>{_range(move)}</td><td>{escape(hold)}{held}</td><td>{missed or frame.unknown}</td></tr>"
    )


def _missed(move: MoveFigures) -> Iterator[str]:
    texts, reasons = words().report, words().summary.reasons
    for reason, number in move.not_counted.most_common(_MOST_REASONS):
        yield texts.not_counted.format(number=number, reason=reasons[reason])
    rest = move.not_counted.total() - sum(n for _, n in move.not_counted.most_common(_MOST_REASONS))
    if rest:
        yield texts.more_limits.format(number=rest)


def _range(move: MoveFigures) -> str:
    texts = words().report
    if not move.reaches:
        return words().frame.unknown
    first, last = (amount(move.reaches[i].value, move.unit) for i in (0, -1))
    several = len(move.reaches) > 1
    said = (texts.range_from_to if several else texts.range_once).format(first=first, last=last)
    known = move.error == move.error
    error = texts.error.format(error=amount(move.error, move.unit)) if known else texts.error_unknown
    values = [reach.value for reach in move.reaches]
    chart = sparklines.spark(values, move.error, label=f"{said} {error}") if several else ""
    return f'<div class="range"><span>{escape(said)}<small>{escape(error)}</small></span>{chart}</div>'


def _pain(subject: Subject) -> str:
    texts, pains = words().report, subject.pains
    head = f"<section><h2>{escape(texts.pain)}</h2>"
    if not pains:
        return f"{head}<p>{escape(texts.no_pain)}</p></section>"
    scores = [note.score for note in pains]
    half = max(1, len(scores) // 2)
    said = texts.pain_words.format(
        number=Counted(len(scores)),
        least=min(scores),
        most=max(scores),
        early=f"{median(scores[:half]):g}",
        late=f"{median(scores[-half:]):g}",
    )
    points = [(n.written_at, n.score, n.when is When.BEFORE) for n in pains[-_MOST_SCORES:]]
    ends = (_day(subject.here(points[0][0])), _day(subject.here(points[-1][0])))
    kinds = texts.pain_kinds
    legend = f"● {kinds['before']}  ○ {', '.join(kinds[k] for k in ('during', 'after', 'next_day'))}"
    note = f"{legend} · {texts.pain_axis}. {said}"
    drawn = sparklines.scores(points, label=said, ends=ends)
    return f'{head}{drawn}<p class="note">{escape(note)}</p></section>'


def _how(found: Statistics) -> str:
    texts, frame = words().report, words().frame
    lines = {
        "camera": _list(found.kinds, texts.how_source),
        "model": ", ".join(found.models),
        "views": _list(found.views, frame.views),
    }
    said = [texts.how_lines["camera"].format(kinds=lines["camera"] or frame.unknown)]
    if lines["model"]:
        said.append(texts.how_lines["model"].format(models=lines["model"]))
    if lines["views"]:
        said.append(texts.how_lines["views"].format(views=lines["views"]))
    measured, seen = lasting(found.measured_s), lasting(found.seen_s)
    said.append(texts.how_lines["share"].format(measured=measured, seen=seen))
    return f"<section><h2>{escape(texts.how)}</h2>{_bullets(said)}</section>"


def _limits(found: Statistics) -> str:
    texts = words().report
    if not found.unmeasured:
        return ""
    most = found.unmeasured.most_common()
    said = [_limit(unmeasured) for unmeasured, _ in most[:_MOST_LIMITS]]
    if len(most) > _MOST_LIMITS:
        said.append(texts.more_limits.format(number=len(most) - _MOST_LIMITS))
    return f"<section><h2>{escape(texts.limits)}</h2>{_bullets(said)}</section>"


def _limit(unmeasured: Unmeasured) -> str:
    what, why = fault_name(unmeasured.what), localized(unmeasured.why)
    return words().report.limit.format(what=what, why=why)


def _list(counted: Counter[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(key, key) for key, _ in counted.most_common())


def _bullets(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _title(exercise: str) -> str:
    return localized(EXERCISES[exercise].title) if exercise in EXERCISES else fault_name(exercise)


def _day(moment: datetime) -> str:
    return moment.strftime(words().report.date).lstrip("0")
