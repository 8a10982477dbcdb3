"""Words of the page for what is kept."""

from __future__ import annotations

from posture.app.texts.shape import DataTexts

_SETS = "{sets} {sets:set|sets}"
_REST = ", {notes} {notes:note|notes}, {settings} {settings:setting|settings}"

DATA = DataTexts(
    title="Your data",
    lead="It is yours and it is here. Take it along, bring it in on another computer, or delete it.",
    kept="What is kept",
    kept_nothing="Nothing is kept yet. After your first set there is something to take along.",
    amounts=f"{_SETS}{_REST}",
    landmarks="Of {landmarks} {landmarks:set|sets} also the landmarks, as you allowed.",
    where="On this computer, in {where}",
    take="Take it along",
    take_help="Each file is made on this computer when you press its button.",
    take_all="Everything (JSON)",
    take_all_help="Sets with your corrections, notes and settings. This file can be brought in again. "
    "Pictures of posture checks go along where you keep them; stills and landmarks of sets do not.",
    take_table="Every attempt (CSV)",
    take_table_help="One line for each attempt, for a spreadsheet.",
    take_report="Report for a physiotherapist",
    take_report_help="One page with sets, ranges, holds and pain. It opens in a browser and prints on A4.",
    take_fhir="For a practice's system (FHIR)",
    take_fhir_help="An HL7 FHIR R4 bundle of observations, without your name.",
    bring="Bring it in",
    bring_help="A JSON file from here or from another computer. What is kept already stays as it is.",
    bring_file="File with everything (JSON)",
    bring_button="Bring it in",
    brought=f"Brought in: {_SETS}{_REST}.",
    brought_known="{known} were here already and stayed as they are.",
    delete="Delete",
    delete_help="Deleted means gone: from the file, its journal and its copies. It cannot be taken back.",
    delete_person="Delete everything of {person} …",
    delete_mine="Delete everything without a profile …",
    delete_all="Delete everything of everybody …",
    delete_title="Delete for good?",
    delete_person_what="Everything of {person} on this computer will be lost:",
    delete_mine_what="Everything that belongs to no profile on this computer will be lost:",
    delete_all_what="Everything of everybody on this computer will be lost:",
    delete_lost=f"{_SETS} with their attempts, pictures and landmarks{_REST}",
    delete_first="Take it along first if you may want it again.",
    delete_sure="I know that this cannot be taken back",
    delete_yes="Delete for good",
    delete_no="Keep everything",
    deleted=f"Deleted: {_SETS}{_REST}.",
)
