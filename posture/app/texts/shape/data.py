"""Words of the page for what is kept: taking it along, bringing it in, deleting it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTexts:
    """Words of the page for what is kept."""

    title: str
    lead: str
    kept: str
    kept_nothing: str
    amounts: str
    landmarks: str
    where: str
    take: str
    take_help: str
    take_all: str
    take_all_help: str
    take_table: str
    take_table_help: str
    take_report: str
    take_report_help: str
    take_fhir: str
    take_fhir_help: str
    bring: str
    bring_help: str
    bring_file: str
    bring_button: str
    brought: str
    brought_known: str
    delete: str
    delete_help: str
    delete_person: str
    delete_mine: str
    delete_all: str
    delete_title: str
    delete_person_what: str
    delete_mine_what: str
    delete_all_what: str
    delete_lost: str
    delete_first: str
    delete_sure: str
    delete_yes: str
    delete_no: str
    deleted: str
