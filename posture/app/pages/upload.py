"""The Upload page: a video instead of the camera, and the same summary."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timezone

import streamlit as st

from posture.app import routes
from posture.app.components import theme
from posture.app.components.page_text import plain
from posture.app.sections import session_summary
from posture.app.state import kept_sets, person
from posture.app.state.analysis import Analysis, AnalysisResult, Progress
from posture.app.texts import words
from posture.exercises import EXERCISES
from posture.history.kept_set import KeptSet
from posture.report.formats import lasting

_JOB = "upload_job"
_SAVED = "upload_saved"
_TYPES = ("mp4", "mov", "m4v", "avi", "mkv", "webm")
_POLL_S = 0.5


def page() -> None:
    """Draw the form, the progress, or the result."""
    texts = words().upload
    theme.title(texts.title, texts.lead)
    job: Analysis | None = st.session_state.get(_JOB)
    if job is None:
        _form()
    elif job.poll() is None:
        _progress()
    else:
        _ended(job)


def _form() -> None:
    texts = words().upload
    ids = list(EXERCISES)
    asked = st.query_params.get("move", "")
    exercise = st.selectbox(
        texts.move,
        ids,
        index=ids.index(asked) if asked in ids else 0,
        format_func=session_summary.move_title,
        key="upload_move",
    )
    upload = st.file_uploader(texts.file, type=_TYPES, key="upload_file")
    turn = st.selectbox(texts.turn, list(texts.turns), format_func=texts.turns.__getitem__, key="upload_turn")
    st.html(f'<p class="po-quiet po-flat">{texts.private}</p>')
    if st.button(texts.start, type="primary", disabled=upload is None) and upload is not None:
        try:
            st.session_state[_JOB] = Analysis(
                upload,
                name=upload.name,
                exercise=exercise,
                allowed=[what for what in ("pictures", "landmarks") if person.allows(what)],
                turn=turn,
            )
        except OSError as error:
            st.error(texts.bad_file.format(reason=plain(error.strerror or error)))
            return
        st.rerun()


@st.fragment(run_every=_POLL_S)
def _progress() -> None:
    texts = words().upload
    job: Analysis | None = st.session_state.get(_JOB)
    if job is None or job.poll() is not None:
        st.rerun()
    st.progress(*_bar(job.progress))
    if st.button(texts.cancel):
        job.stop()
        del st.session_state[_JOB]
        st.toast(texts.canceled)
        st.rerun()


def _bar(progress: Progress) -> tuple[float, str]:
    """How full the bar is, and what stands above it."""
    texts = words().upload
    if progress.t_s == 0.0:
        return 0.0, texts.starting
    if math.isnan(progress.fraction):
        return 0.0, texts.so_far.format(time=lasting(progress.t_s))
    text = texts.working.format(percent=math.floor(100 * progress.fraction))
    if math.isfinite(progress.left_s):
        text += f", {texts.left.format(time=lasting(progress.left_s))}"
    return progress.fraction, text


def _ended(job: Analysis) -> None:
    texts = words().upload
    result = job.result or AnalysisResult()
    if result.record is None or result.session is None:
        st.error(plain(result.problem or texts.died.format(code=result.exit_code)))
        _another()
        return
    st.header(
        texts.result.format(move=plain(session_summary.move_title(job.exercise)), name=plain(job.name)),
        anchor=False,
    )
    if any(problem.code == "turned" for problem in result.session.problems):
        st.warning(texts.turned)
    if result.session.seen_s > 0:
        _keep(result)
        session_summary.show(result.session, trace=result.record.trace, stills=result.record.stills)
    else:
        st.warning(texts.nobody)
    if result.video:
        st.header(texts.watch, anchor=False)
        st.video(result.video, format="video/mp4")
        st.download_button(
            texts.download,
            data=result.video,
            file_name=f"{job.name}.coached.mp4",
            mime="video/mp4",
            on_click="ignore",
        )
    _another()


def _keep(result: AnalysisResult) -> None:
    """Keep the set if somebody wants it; the time is that of keeping, a video tells no other."""
    texts = words().upload
    assert result.record is not None
    saved = st.session_state.get(_SAVED)
    if saved is None:
        if st.button(texts.save, type="primary"):
            with theme.plainly():
                record, now = result.record, datetime.now(timezone.utc)
                made = KeptSet.of(record.session, started_at=now, person=person.current())
                st.session_state[_SAVED] = kept_sets.store().keep(
                    replace(made, trace=record.trace), stills=record.stills, landmarks=record.landmarks
                )
                st.rerun()
        return
    st.success(texts.saved)
    routes.link(routes.review(), texts.open_saved, set=str(saved))


def _another() -> None:
    if st.button(words().upload.another):
        st.session_state.pop(_JOB, None)
        st.session_state.pop(_SAVED, None)
        st.rerun()
