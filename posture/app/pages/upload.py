"""The Upload page: a video instead of the camera, with the same summary."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timezone

import streamlit as st

from posture.app import routes
from posture.app.components import html, theme
from posture.app.components.page_text import plain
from posture.app.sections import session_summary
from posture.app.state import kept_sets, person
from posture.app.state.analysis import Analysis, AnalysisResult, Progress
from posture.exercises import EXERCISES
from posture.history.kept_set import KeptSet
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import lasting

TURNS = {
    0: N_("As it is"),
    90: N_("A quarter to the right"),
    180: N_("Half-way round"),
    270: N_("A quarter to the left"),
}

_JOB = "upload_job"
_SAVED = "upload_saved"
_TYPES = ("mp4", "mov", "m4v", "avi", "mkv", "webm")
_POLL_S = 0.5


def page() -> None:
    """Draw the form, the progress, or the result."""
    theme.title(
        _("Analyze a video"),
        _(
            "Filmed a set with your phone? Choose the move and the file, and get the same summary as after "
            "a live set."
        ),
    )
    job: Analysis | None = st.session_state.get(_JOB)
    if job is None:
        _form()
    elif job.poll() is None:
        _progress()
    else:
        _ended(job)


def _form() -> None:
    ids = list(EXERCISES)
    asked = st.query_params.get("move", "")
    exercise = st.selectbox(
        _("Which move is it?"),
        ids,
        index=ids.index(asked) if asked in ids else 0,
        format_func=session_summary.move_title,
        key="upload_move",
    )
    upload = st.file_uploader(_("Video file"), type=_TYPES, key="upload_file")
    turn = st.selectbox(
        _("Turn the picture"),
        list(TURNS),
        format_func=localized(TURNS).__getitem__,
        key="upload_turn",
    )
    text = _(
        "The video is read on this computer. The copy made for reading is removed as soon as the analysis "
        "ends."
    )
    html.draw(html.quiet(text))
    if st.button(_("Analyze"), type="primary", disabled=upload is None) and upload is not None:
        try:
            st.session_state[_JOB] = Analysis(
                upload,
                name=upload.name,
                exercise=exercise,
                allowed=[what for what in ("pictures", "landmarks") if person.allows(what)],
                turn=turn,
            )
        except OSError as error:
            st.error(
                _(
                    "The file could not be stored for reading: {reason}. Free some space and try again."
                ).format(reason=plain(error.strerror or error))
            )
            return
        st.rerun()


@st.fragment(run_every=_POLL_S)
def _progress() -> None:
    job: Analysis | None = st.session_state.get(_JOB)
    if job is None or job.poll() is not None:
        st.rerun()
    st.progress(*_bar(job.progress))
    if st.button(_("Stop the analysis")):
        job.stop()
        del st.session_state[_JOB]
        st.toast(_("Stopped. Nothing was kept."))
        st.rerun()


def _bar(progress: Progress) -> tuple[float, str]:
    """Return how full the bar is, and the words above it."""
    if progress.t_s == 0.0:
        return 0.0, _("Getting the pose model ready …")
    if math.isnan(progress.fraction):
        return 0.0, _("Reading the video: {time} of it done").format(time=lasting(progress.t_s))
    text = _("Reading the video: {percent} %").format(percent=math.floor(100 * progress.fraction))
    if math.isfinite(progress.left_s):
        left = _("about {time} left")
        text += f", {left.format(time=lasting(progress.left_s))}"
    return progress.fraction, text


def _ended(job: Analysis) -> None:
    result = job.result or AnalysisResult()
    if result.record is None or result.session is None:
        st.error(
            plain(
                result.problem
                or _(
                    "The analysis ended unexpectedly (exit code {code}). Try a shorter part of the video, "
                    "or another format such as MP4."
                ).format(code=result.exit_code)
            )
        )
        _another()
        return
    st.header(
        _("{move}: result of {name}").format(
            move=plain(session_summary.move_title(job.exercise)), name=plain(job.name)
        ),
        anchor=False,
    )
    if any(problem.code == "turned" for problem in result.session.problems):
        st.warning(
            _(
                "The picture seems to lie on its side, or on its head. Analyze it again, and choose below "
                "the file how to turn it."
            )
        )
    if result.session.seen_s > 0:
        _keep(result)
        session_summary.show(result.session, trace=result.record.trace, stills=result.record.stills)
    else:
        st.warning(
            _(
                "Nobody was found in this video, so there is nothing to keep. Film with your whole body in "
                "the picture, in good light, two to three metres away."
            )
        )
    if result.video:
        _video(job, result.video)
    _another()


def _video(job: Analysis, video: bytes) -> None:
    st.header(_("The video with what the coach saw"), anchor=False)
    st.video(video, format="video/mp4")
    st.download_button(
        _("Download this video"),
        data=video,
        file_name=f"{job.name}.coached.mp4",
        mime="video/mp4",
        on_click="ignore",
    )


def _keep(result: AnalysisResult) -> None:
    """Keep the set on request, dated at that moment: a video does not tell when it was filmed."""
    assert result.record is not None
    saved = st.session_state.get(_SAVED)
    if saved is None:
        if st.button(_("Keep this set"), type="primary"):
            with theme.plainly():
                record, now = result.record, datetime.now(timezone.utc)
                made = KeptSet.of(record.session, started_at=now, person=person.current())
                st.session_state[_SAVED] = kept_sets.store().keep(
                    replace(made, trace=record.trace), stills=record.stills, landmarks=record.landmarks
                )
                st.rerun()
        return
    st.success(_("Kept. You find it on the Review page."))
    routes.link(routes.REVIEW, _("Open it in Review"), set=str(saved))


def _another() -> None:
    if st.button(_("Analyze another video")):
        st.session_state.pop(_JOB, None)
        st.session_state.pop(_SAVED, None)
        st.rerun()
