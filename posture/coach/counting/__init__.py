"""From one signal to movements: where each begins, reaches its top, is held and ends."""
