"""One signal into movements: where each begins, its top, its way back, its hold."""
