"""Streamlit sessions whose pages are closed, for the server to release them in time."""

from __future__ import annotations

from streamlit import runtime


class ClosedSessions:
    """The sessions that Streamlit keeps in case their page comes back.

    Streamlit drops them after two minutes, but only when another page closes, and without closing them.
    It has no public way to list them; closing one is public.
    """

    def gone(self) -> list[str]:
        """Return the ids of all of them, the longest gone first."""
        if not runtime.exists():
            return []
        manager = runtime.get_instance()._session_mgr
        return [info.session.id for info in manager._session_storage.list()]  # type: ignore[attr-defined]

    def close(self, session_id: str) -> None:
        """Close one and release everything that it holds."""
        runtime.get_instance().close_session(session_id)
