"""Words of the page for what is kept."""

from __future__ import annotations

from posture.app.texts.shape import DataTexts

_SETS = "{sets} {sets:serie|series}"
_REST = ", {notes} {notes:nota|notas}, {settings} {settings:ajuste|ajustes}"

DATA = DataTexts(
    title="Tus datos",
    lead="Son tuyos y están aquí. Llévatelos, tráelos a otro equipo o bórralos.",
    kept="Qué hay guardado",
    kept_nothing="Todavía no hay nada guardado. Después de tu primera serie habrá algo que llevarte.",
    amounts=f"{_SETS}{_REST}",
    landmarks="De {landmarks} {landmarks:serie|series} también los puntos del cuerpo, como permitiste.",
    where="En este equipo, en {where}",
    take="Llévatelo",
    take_help="Cada archivo se crea en este equipo cuando pulsas su botón.",
    take_all="Todo (JSON)",
    take_all_help="Series con tus correcciones, notas y ajustes. Este archivo se puede volver a traer. "
    "Lleva las imágenes de los chequeos de postura si las guardas, pero no las de las series "
    "ni sus puntos del cuerpo.",
    take_table="Cada intento (CSV)",
    take_table_help="Una línea por intento, para una hoja de cálculo.",
    take_report="Informe para un fisioterapeuta",
    take_report_help="Una página con series, recorridos, tiempos mantenidos y dolor. Se abre en un "
    "navegador y se imprime en A4.",
    take_fhir="Para el sistema de una consulta (FHIR)",
    take_fhir_help="Un paquete HL7 FHIR R4 de observaciones, sin tu nombre.",
    bring="Tráelo",
    bring_help="Un archivo JSON de aquí o de otro equipo. Lo que ya está guardado se queda como está.",
    bring_file="Archivo con todo (JSON)",
    bring_button="Traerlo",
    brought=f"Traído: {_SETS}{_REST}.",
    brought_known="{known} ya estaban aquí y se quedaron como están.",
    delete="Borrar",
    delete_help="Borrado es borrado: del archivo, de su diario y de sus copias. No se puede deshacer.",
    delete_person="Borrar todo lo de {person} …",
    delete_mine="Borrar todo lo que no tiene perfil …",
    delete_all="Borrar todo lo de todos …",
    delete_title="¿Borrar para siempre?",
    delete_person_what="Se perderá todo lo de {person} en este equipo:",
    delete_mine_what="Se perderá todo lo que no pertenece a ningún perfil en este equipo:",
    delete_all_what="Se perderá todo lo de todos en este equipo:",
    delete_lost=f"{_SETS} con sus intentos, imágenes y puntos del cuerpo{_REST}",
    delete_first="Llévatelo antes si crees que puedes volver a quererlo.",
    delete_sure="Sé que esto no se puede deshacer",
    delete_yes="Borrar para siempre",
    delete_no="Conservar todo",
    deleted=f"Borrado: {_SETS}{_REST}.",
)
