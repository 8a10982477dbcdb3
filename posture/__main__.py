"""``posture`` and ``python -m posture``: the command line, without a pause while it loads."""

import gc


def run() -> None:
    """Run the command line. No garbage is looked for before a command begins: loading makes none to speak of.

    Looking for it takes a twelfth of the time of ``posture --help``.
    """
    gc.disable()
    from posture.cli import main

    main()


if __name__ == "__main__":
    run()
