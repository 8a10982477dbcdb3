"""Words about runs in whose middle the program was ended."""

from __future__ import annotations

from posture.app.texts.shape import InterruptedTexts

INTERRUPTED = InterruptedTexts(
    counted="Posture se cerró en mitad de tu serie. Lo que hiciste está a salvo: {reps} "
    "{reps:repetición|repeticiones}, en tu historial.",
    timed="Posture se cerró en mitad de tu serie. Lo que hiciste hasta entonces está a salvo en "
    "tu historial.",
    check="Posture se cerró en mitad de tu chequeo. Lo que se midió está a salvo: {views} "
    "{views:vista|vistas}, con tus chequeos.",
    watch="Posture se cerró mientras vigilaba. Lo que vio hasta entonces está a salvo: {time}, con tus días.",
    nothing="Posture se cerró a mitad, antes de que se terminara algo. Por eso no había nada que "
    "guardar; no se ha perdido nada.",
    mark="interrumpido",
    marked="Posture se cerró a mitad. Lo que se hizo hasta entonces está aquí.",
    seen="De acuerdo",
)
