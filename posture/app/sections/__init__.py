"""Parts of pages: each knows Posture's data and draws one block of a page."""
