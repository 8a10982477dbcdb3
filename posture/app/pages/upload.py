"""The Upload page: videos instead of the camera, with the same summary, and kept as live sets are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from posture.app import routes
from posture.app.components import html, theme, where_words
from posture.app.components.page_text import plain
from posture.app.sections import session_summary
from posture.app.sections.session_summary import SetEvidence
from posture.app.state import kept_sets, person, sign_in
from posture.app.state.analysis import Progress, VideoCopy
from posture.app.state.upload_queue import Stage, UploadChoice, UploadQueue, VideoOutcome, upload_queues
from posture.exercises import EXERCISES
from posture.locale import N_, localized, ngettext
from posture.locale import gettext as _
from posture.locale.formats import lasting

TURNS = {
    0: N_("As it is"),
    90: N_("A quarter turn right"),
    180: N_("Half a turn"),
    270: N_("A quarter turn left"),
}

_QUEUE = "upload_queue"
_TYPES = ("mp4", "mov", "m4v", "avi", "mkv", "webm")
_POLL_S = 0.5


def page() -> None:
    """Draw the form, the progress, or what came of each video."""
    theme.title(_("Analyse a video"), _("Filmed a set? Get the same summary as after a live one."))
    queue = _queue()
    if queue is None:
        _form()
        return
    if queue.under_way:
        _progress(_done(queue))
        return
    _ended(queue)


def _queue() -> UploadQueue | None:
    """Return the queue of this page: the one it began, or that of the address after a reload."""
    token = st.session_state.get(_QUEUE) or st.query_params.get("job", "")
    queue = upload_queues().get(token, person=person.current())
    if queue is None:
        st.session_state.pop(_QUEUE, None)
        if "job" in st.query_params:
            del st.query_params["job"]
        return None
    st.session_state[_QUEUE] = st.query_params["job"] = token
    return queue


def _done(queue: UploadQueue) -> int:
    return sum(outcome.stage is Stage.DONE for outcome in queue.outcomes)


# ---- the form ----------------------------------------------------------------------------------


def _form() -> None:
    ids = list(EXERCISES)
    asked = st.query_params.get("move", "")
    exercise = st.selectbox(
        _("Which move is it?"),
        ids,
        index=ids.index(asked) if asked in ids else None,
        placeholder=_("Choose the move"),
        format_func=session_summary.move_title,
        key="upload_move",
    )
    uploads = st.file_uploader(_("Videos"), type=_TYPES, key="upload_file", accept_multiple_files=True)
    with st.expander(_("Rotate the picture")):
        turn = st.selectbox(
            _("Rotate the picture"),
            list(TURNS),
            format_func=localized(TURNS).__getitem__,
            key="upload_turn",
            label_visibility="collapsed",
        )
    html.draw(html.quiet(where_words.here("Read on this computer; the copy is deleted afterwards.")))
    if st.button(_("Analyse"), type="primary", disabled=not uploads or exercise is None) and exercise:
        allowed = tuple(what for what in ("pictures", "landmarks") if person.allows(what))
        choice = UploadChoice(
            exercise=exercise, person=person.current(), owner=sign_in.owner(), allowed=allowed, turn=turn
        )
        with theme.plainly():
            _begin(uploads, choice)


def _begin(uploads: Sequence[UploadedFile], choice: UploadChoice) -> None:
    """Copy the videos, and begin to read the first.

    Args:
        uploads: The files, in the order in which they were chosen.
        choice: What is asked for.

    Raises:
        PostureError: There are too many uploads already.
    """
    upload_queues().make_room(choice.owner)
    copies: list[VideoCopy] = []
    try:
        copies.extend(VideoCopy(upload, upload.name) for upload in uploads)
    except OSError as error:
        for copy in copies:
            copy.scratch.remove()
        text = _("No room for a copy: {reason}. Free up some space and try again.")
        st.error(text.format(reason=plain(error.strerror or error)))
        return
    queue = UploadQueue(copies, choice, kept_sets.store())
    st.session_state[_QUEUE] = upload_queues().add(queue)
    st.rerun()


# ---- while they are read -----------------------------------------------------------------------


@st.fragment(run_every=_POLL_S)
def _progress(done: int) -> None:
    """Draw how far each video is, and the whole page once another is done.

    Args:
        done: How many were done when the page was drawn.
    """
    queue = _queue()
    if queue is None or not queue.under_way or _done(queue) != done:
        st.rerun()
    several = len(queue.outcomes) > 1
    for place, outcome in enumerate(queue.outcomes):
        if outcome.stage is Stage.DONE:
            _line(queue, place, several=several)
        elif outcome.stage is Stage.READING:
            share, text = _bar(outcome.progress)
            st.progress(share, plain(f"{outcome.name} · {text}") if several else text)
        else:
            html.draw(html.quiet(_("{name}: waiting").format(name=outcome.name)))
    if st.button(_("Stop")):
        queue.stop()
        if not _done(queue):
            _forget()
        st.toast(_("Stopped."))
        st.rerun()


def _bar(progress: Progress) -> tuple[float, str]:
    """Return how full the bar is, and the words above it."""
    if progress.t_s == 0.0:
        return 0.0, _("Getting ready…")
    if math.isnan(progress.fraction):
        return 0.0, _("{time} read").format(time=lasting(progress.t_s))
    percent = math.floor(100 * progress.fraction)
    if math.isfinite(progress.left_s):
        text = _("{percent} % read, about {time} left")
        return progress.fraction, text.format(percent=percent, time=lasting(progress.left_s))
    return progress.fraction, _("{percent} % read").format(percent=percent)


# ---- what came of them -------------------------------------------------------------------------


def _ended(queue: UploadQueue) -> None:
    outcomes = queue.outcomes
    several = len(outcomes) > 1
    for place, outcome in enumerate(outcomes):
        if outcome.stage is Stage.DONE:
            _line(queue, place, several=several)
    shown = {place: outcome for place, outcome in enumerate(outcomes) if outcome.seen}
    looked_at = next(iter(shown), None)
    if len(shown) > 1:
        looked_at = st.pills(
            _("Which video?"),
            list(shown),
            default=looked_at,
            required=True,
            format_func=lambda place: _label(place, shown),
            key="upload_shown",
        )
    if looked_at is not None:
        _summary(shown[looked_at])
    if st.button(_("Analyse more")):
        _forget()
        st.rerun()


def _label(place: int, shown: Mapping[int, VideoOutcome]) -> str:
    """Return the name of a video, with its number where another has the same.

    Args:
        place: Place of the video, from 0.
        shown: The videos to choose from, by their places.
    """
    name = shown[place].name
    alone = sum(outcome.name == name for outcome in shown.values()) == 1
    return plain(name if alone else f"{place + 1}: {name}")


def _forget() -> None:
    upload_queues().drop(st.session_state.pop(_QUEUE, ""))


def _line(queue: UploadQueue, place: int, *, several: bool) -> None:
    """Draw in one line what came of a video, with the way to its set and back.

    Args:
        queue: The videos.
        place: Place of the video.
        several: Say which one it is.
    """
    outcome = queue.outcomes[place]
    if not outcome.seen:
        _nothing(outcome)
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"po-upload-{place}"):
        if several:
            html.draw(html.line(_counted(outcome)), width="content")
        if outcome.unkept:
            st.error(
                _("This set is not saved: {error}").format(error=plain(where_words.reason(outcome.unkept)))
            )
            st.button(_("Save it now"), key=f"upload_keep_{place}", on_click=queue.keep, args=(place,))
        elif outcome.set_id is None:
            html.draw(html.quiet(_("Not saved.")), width="content")
            st.button(_("Keep it"), key=f"upload_keep_{place}", on_click=queue.keep, args=(place,))
        else:
            kept = _("Saved in Review")
            routes.link(routes.REVIEW, f"✓ {kept}", set=str(outcome.set_id))
            st.button(
                _("Undo"), key=f"upload_undo_{place}", type="tertiary", on_click=queue.undo, args=(place,)
            )


def _counted(outcome: VideoOutcome) -> str:
    """Return the name of a video with what was counted in it."""
    session = outcome.result.session
    count = session.counts.reps if session else 0
    return ngettext("{name}: {n} counted", "{name}: {n} counted", count).format(name=outcome.name, n=count)


def _nothing(outcome: VideoOutcome) -> None:
    """Say in one line why a video gave no set."""
    result = outcome.result
    if result.session is not None:
        text = _(
            "{name}: nobody was found. Film your whole body in good light, from two to three metres away."
        )
        st.warning(plain(text.format(name=outcome.name)))
        return
    ended = _("{name}: the analysis stopped (exit code {code}). Try a shorter video, or MP4.")
    st.error(plain(result.problem or ended.format(name=outcome.name, code=result.exit_code)))


def _summary(outcome: VideoOutcome) -> None:
    record = outcome.result.record
    assert record is not None
    if any(problem.code == "turned" for problem in record.session.problems):
        st.warning(_("The picture seems to be sideways or upside down. Turn it and analyse again."))
    session_summary.show(record.session, SetEvidence(trace=record.trace, stills=record.stills))
    video = outcome.result.video
    if video is None:
        return
    with st.expander(_("Watch what the coach saw")):
        st.video(video.path, format="video/mp4")
        st.download_button(
            _("Download"),
            data=video.path.read_bytes,
            file_name=f"{outcome.name}.coached.mp4",
            mime="video/mp4",
            on_click="ignore",
        )
