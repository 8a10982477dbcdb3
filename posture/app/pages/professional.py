"""The page on professionals: when to go, what to ask, and a summary of the person's notes to take along."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timezone

import streamlit as st

from posture import guide
from posture.app.charts import pain
from posture.app.charts.time_axis import LEAST
from posture.app.components import chart, html, print_button, theme
from posture.app.components.document import document
from posture.app.components.phrases import LIGHTS
from posture.app.sections import pain_scale, pain_where
from posture.app.sections.session_summary import move_title
from posture.app.state import conditions, kept_sets, person, reader_time
from posture.guide.content_types import Light, Urgency
from posture.history.kept_set import KeptSet
from posture.history.pain_notes import PainNote, When, pain_notes
from posture.history.screenings import Standing, standing
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, day, long_day
from posture.locale.terms import place_names

_MOMENTS = {
    "before": N_("Before training"),
    "during": N_("During the set"),
    "after": N_("After the set, the most"),
    "next_day": N_("The day after, the worst"),
}
QUESTIONS = (
    N_("What is likely behind my pain, and does it need an examination?"),
    N_("Which of these moves should I change or leave out?"),
    N_("How much, how often, and how much pain is all right?"),
    N_("When should I come back?"),
)


@dataclass(frozen=True, slots=True)
class RecentWeeks:
    """What a professional would want to know of the last weeks.

    Attributes:
        name: The profile, empty for nobody's.
        sets: Kept sets, newest first.
        scores: Pain scores, newest first.
        signs: Where the person stands with the warning signs.
    """

    name: str
    sets: tuple[KeptSet, ...]
    scores: tuple[PainNote, ...]
    signs: Standing

    @property
    def empty(self) -> bool:
        """Return whether there is nothing to tell yet."""
        return not (self.sets or self.scores or self.signs.answered_at)


def page() -> None:
    """Draw the page."""
    theme.title(
        _("Ask a professional"),
        _("When to go, what to ask, and what to bring."),
    )
    left, right = st.columns(2, gap="large")
    with left:
        _when()
    with right:
        st.header(_("What to ask"), anchor=False)
        html.draw(html.bullets(localized(QUESTIONS)))
        _signs_to_go()
    st.header(_("What to tell them"), anchor=False)
    weeks = gather(datetime.now(timezone.utc))
    if weeks.empty:
        st.info(_("Nothing yet. Train and rate your pain: a summary for your visit builds up here."))
        return
    _summary(weeks)


def _summary(weeks: RecentWeeks) -> None:
    html.draw(html.line(_("What you did and noted in the last six weeks.")))
    today = reader_time.day(datetime.now(timezone.utc))
    with st.container(key="po-noprint", horizontal=True, vertical_alignment="center", gap="medium"):
        st.download_button(
            _("Save as a file"),
            as_file(weeks), f"posture-summary-{today}.html",
            "text/html", type="primary", on_click="ignore",
        )  # fmt: skip
        print_button.show()
    if len(weeks.scores) >= LEAST:
        chart.draw(pain.to_print(weeks.scores, localized(_MOMENTS), local=reader_time.clock()))
    html.draw(html.report(*in_html(weeks)))


def _when() -> None:
    topic = localized(guide.PROFESSIONAL)
    st.header(_("When to go"), anchor=False)
    they, *go = topic.facts
    html.draw(html.bullets([localized(guide.STOP).facts[0].text, *(fact.text for fact in go)]))
    html.draw(html.line(they.text))


def _signs_to_go() -> None:
    flags = localized(guide.RED_FLAGS)
    for title, urgency in (
        (_("Call the emergency number now"), Urgency.EMERGENCY),
        (_("See a doctor within a day or two"), Urgency.URGENT),
    ):
        with st.expander(title):
            html.draw(html.bullets(flag.sign for flag in flags if flag.urgency is urgency))


# ---- the summary -------------------------------------------------------------------------------


def gather(now: datetime) -> RecentWeeks:
    """Read the person's sets, scores and warning signs of the last weeks.

    Raises:
        StoreError: The store cannot be read.
    """
    store, who, since = kept_sets.store(), person.current(), now - pain_scale.REMEMBERED
    return RecentWeeks(
        who,
        tuple(store.sets(person=who, since=since)),
        tuple(pain_notes(store.journal, person=who, since=since)),
        standing(store.journal, person=who, now=now),
    )


def in_html(weeks: RecentWeeks) -> list[html.Html]:
    """Return the summary as pieces of HTML, to show, to print and to keep."""
    pieces = [*_span(weeks), html.heading(_("Warning signs")), *_signs(weeks.signs)]
    if weeks.sets or any(n.move for n in weeks.scores):
        heads = (_("Move"), _("Sets"), _("Counted"), _("Last time"), _("Highest pain"), _("Lights"))
        shown = len(heads) if weeks.scores else 4
        rows = [row[:shown] for row in _moves(weeks)]
        pieces += [
            html.heading(_("What I did")),
            html.table(_("What I did"), heads[:shown], rows, numbers=min(4, shown - 1)),
        ]
    pieces += _pains(weeks) if weeks.scores else [html.paragraph(_("No pain was rated."))]
    note_text = _("Made by Posture, for general wellness. A camera counts; the person rates the pain.")
    return [*pieces, html.paragraph(note_text, "quiet")]


def _pains(weeks: RecentWeeks) -> list[html.Html]:
    """Return what was stopped, where it hurt, and every score."""
    pieces = [html.heading(_("What was stopped")), _stopped(weeks), *pain_where.over_time(weeks.scores)]
    heads = (_("Day"), _("Moment"), _("Move"), _("Pain, 0 to 10"), _("Light"), _("Where"))
    table = html.table(_("Pain over time"), heads, [_score(note) for note in weeks.scores])
    return [*pieces, html.heading(_("Pain over time")), table]


def as_file(weeks: RecentWeeks) -> bytes:
    """Return the summary as a page that stands by itself."""
    return document(_("What to tell them"), *in_html(weeks))


def _day(moment: datetime) -> str:
    return long_day(reader_time.here(moment))


def _short_day(moment: datetime) -> str:
    """Return a day for a column: the years stand above the tables."""
    return day(reader_time.here(moment))


def _span(weeks: RecentWeeks) -> list[html.Html]:
    moments = [k.started_at for k in weeks.sets] + [n.written_at for n in weeks.scores]
    lines = [_("For {name}").format(name=weeks.name)] if weeks.name else []
    if moments:
        first, last = _day(min(moments)), _day(max(moments))
        lines.append(first if first == last else _("From {first} to {last}").format(first=first, last=last))
    return [html.paragraph(". ".join(lines))] if lines else []


def _signs(signs: Standing) -> list[html.Html]:
    if signs.answered_at is None:
        return [html.paragraph(_("Not gone through yet."))]
    answered = _day(signs.answered_at)
    ticked = [flag.sign for flag in localized(guide.RED_FLAGS) if flag.id in signs.signs]
    lines = [
        html.bullets(ticked) if ticked else html.paragraph(_("None ticked on {day}.").format(day=answered))
    ]
    have = conditions.ticked() or frozenset()
    if named := [condition.name for condition in localized(guide.CONDITIONS) if condition.id in have]:
        lines.append(html.bullets(named))
    if signs.upper_back_hurts:
        lines.append(html.paragraph(_("My upper back hurt on {day}.").format(day=answered)))
    if signs.seen_at is not None:
        lines.append(
            html.paragraph(_("Seen by a professional, as I said on {day}.").format(day=_day(signs.seen_at)))
        )
    return lines


def _moves(weeks: RecentWeeks) -> list[tuple[str, ...]]:
    """Return a row for each move, the most painful first."""
    unknown = UNKNOWN
    sets: defaultdict[str, list[KeptSet]] = defaultdict(list)
    scores: defaultdict[str, list[PainNote]] = defaultdict(list)
    for kept_set in weeks.sets:
        sets[kept_set.exercise].append(kept_set)
    for note in weeks.scores:
        if note.move:
            scores[note.move].append(note)
    rows = []
    for move in {*sets, *scores}:
        lights = Counter(note.light for note in scores[move])
        most = max((note.score for note in scores[move]), default=-1)
        last = max([k.started_at for k in sets[move]] + [n.written_at for n in scores[move]])
        row = (
            move_title(move),
            str(len(sets[move])),
            str(sum(k.counts.reps for k in sets[move])),
            _short_day(last),
            str(most) if most >= 0 else unknown,
            _("{red} red, {amber} amber").format(red=lights[Light.RED], amber=lights[Light.AMBER])
            if lights
            else unknown,
        )
        rows.append((-most, row))
    return [row for _, row in sorted(rows)]


def _stopped(weeks: RecentWeeks) -> html.Html:
    reds = [n for n in weeks.scores if n.when is When.DURING and n.light is Light.RED]
    lines = (
        _("{day}, {move}: pain {score} out of 10. {why}").format(
            day=_day(n.written_at),
            move=move_title(n.move),
            score=n.score,
            why=pain_scale.reason(n),
        )
        for n in reds
    )
    return html.bullets(lines) if reds else html.paragraph(_("Nothing had to be stopped."))


def _score(note: PainNote) -> tuple[str, ...]:
    return (
        _short_day(note.written_at),
        localized(_MOMENTS[note.when.value]),
        move_title(note.move) if note.move else _("All of it"),
        str(note.score),
        localized(LIGHTS[note.light.value]),
        place_names(note.places) or UNKNOWN,
    )
