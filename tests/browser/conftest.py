"""What every test in a browser shares: patience with a machine that is busy."""

from __future__ import annotations

from contextlib import suppress

with suppress(ImportError):  # without Playwright the tests are skipped
    from playwright.sync_api import expect

    # What is expected comes sooner or later: on a busy machine much later than in Playwright's five seconds.
    expect.set_options(timeout=30_000)
