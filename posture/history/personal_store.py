"""The store as one person may use it, where people sign in: nothing of anybody else is given or changed.

Pages get this store and no other, so that no page has to remember whose something is. Whatever names
somebody else, or a set of theirs, is answered as if it were not there. Nothing is taken over from the
classes that it stands for but their types: a method that is new there fails here until it is written here,
and a test goes through all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from posture.coach.results.trace import Trace
from posture.coach.session import Session
from posture.errors import StoreError
from posture.history.corrections import Corrections
from posture.history.exporter import Content
from posture.history.importer import Entry, Taken
from posture.history.kept_landmarks import Amount, KeptLandmarks
from posture.history.kept_set import KeptSet, Opinion
from posture.history.kept_stills import KeptStills
from posture.history.personal_journal import Owner, PersonalJournal
from posture.history.profiles import Holdings, Profiles
from posture.history.progress import ProgressPoint, SetMoment, TrainedMove, Training
from posture.history.set_queries import no_set
from posture.history.store import Store


class PersonalStore(Store):
    """What is kept of one person, in a store of many. Safe to share between threads.

    ``person`` may be left out everywhere, and means them; anybody else's is refused.

    Args:
        whole: Everybody's. It stays open, whatever is done here.
        person: Their profile, never empty.

    Raises:
        ValueError: ``person`` is empty.
    """

    def __init__(self, whole: Store, person: str) -> None:
        owner = Owner(person, whole._tables)
        self._whole, self._owner = whole, owner
        self.stills = _PersonalStills(whole.stills, owner)
        self.landmarks = _PersonalLandmarks(whole.landmarks, owner)
        self.corrections = _PersonalCorrections(whole.corrections, owner)
        self.profiles = _PersonalProfiles(whole.profiles, owner)
        self.training = _PersonalTraining(whole.training, owner)
        self.journal = PersonalJournal(whole.journal, owner)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the store open: others use it."""

    def close(self) -> None:
        """Leave the store open: others use it."""

    def owner(self, person: str, *, since: datetime) -> str | None:
        """Return whose a result of the person is by now, as `Store.owner` does."""
        return self._whole.owner(self._owner.only(person), since=since)

    def save(
        self,
        session: Session,
        *,
        started_at: datetime,
        person: str = "",
        trace: Trace | None = None,
        stills: Mapping[int, bytes] | None = None,
    ) -> int:
        """Keep a set of the person as `Store.save` does."""
        whose = self._owner.only(person or None)
        return self._whole.save(session, started_at=started_at, person=whose, trace=trace, stills=stills)

    def keep(
        self,
        kept: KeptSet,
        *,
        stills: Mapping[int, bytes] | None = None,
        landmarks: bytes = b"",
        begun_at: datetime | None = None,
    ) -> int:
        """Keep a set of the person as `Store.keep` does; one of a run that is somebody else's is refused."""
        self._owner.check_run(kept.run)
        own = replace(kept, person=self._owner.only(kept.person or None))
        return self._whole.keep(own, stills=stills, landmarks=landmarks, begun_at=begun_at)

    def sets(  # noqa: PLR0913 - as in `Store.sets`
        self,
        *,
        exercise: str | None = None,
        person: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
        offset: int = 0,
        live: bool = False,
    ) -> list[KeptSet]:
        """Return the person's sets as `Store.sets` does."""
        whose = self._owner.only(person)
        return self._whole.sets(
            exercise=exercise, person=whose, since=since, limit=limit, offset=offset, live=live
        )

    def whole_sets(
        self,
        *,
        exercise: str | None = None,
        person: str | None = None,
        since: datetime | None = None,
        traces: bool = False,
    ) -> Iterator[KeptSet]:
        """Yield the person's sets as `Store.whole_sets` does."""
        whose = self._owner.only(person)
        return self._whole.whole_sets(exercise=exercise, person=whose, since=since, traces=traces)

    def get(self, set_id: int) -> KeptSet:
        """Return one set of the person with its whole session.

        Raises:
            StoreError: The person has no set of that number.
        """
        found = self._whole.get(set_id)
        if found.person != self._owner.person:
            raise no_set(set_id)
        return found

    def trace(self, set_id: int) -> Trace | None:
        """Return the main signal of a set of the person; ``None`` where none was kept."""
        return self._whole.trace(set_id) if self._owner.has_set(set_id) else None

    def content(self, *, person: str | None = None, since: datetime | None = None) -> Content:
        """Return all that is kept of the person as `Store.content` does."""
        return self._whole.content(person=self._owner.only(person), since=since)

    def bring_in(self, entries: Iterable[Entry]) -> Taken:
        """Keep what comes from elsewhere as the person's, all or nothing.

        Raises:
            StoreError: It is of more than one person.
        """
        return self._whole.bring_in(self._as_own(entries))

    def _as_own(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        met: set[str] = set()
        for entry in entries:
            met.add(entry.person.strip())
            if len(met - {""}) > 1:
                raise StoreError("this file is of several people; export your own profile alone")
            own = replace(entry, person=self._owner.person)
            # A file has no run of anybody's: one that a set under way has would take that set's place.
            yield replace(own, run="") if isinstance(own, KeptSet) else own

    def delete(self, set_id: int) -> None:
        """Delete one set of the person with everything below it and beside it.

        Raises:
            StoreError: The person has no set of that number.
        """
        _check(self._owner, set_id)
        self._whole.delete(set_id)

    def delete_person(self, person: str) -> int:
        """Delete everything of the person, and return how many sets those were."""
        return self._whole.delete_person(self._owner.only(person))

    def delete_all(self) -> int:
        """Delete everything of the person, and of nobody else; return how many sets those were."""
        return self._whole.delete_person(self._owner.person)


class _PersonalStills(KeptStills):
    """The pictures of one person's sets."""

    def __init__(self, whole: KeptStills, owner: Owner) -> None:
        self._whole, self._owner = whole, owner

    def keep(self, set_id: int, stills: Mapping[int, bytes]) -> None:
        """Keep stills of a set of the person as `KeptStills.keep` does."""
        _check(self._owner, set_id)
        self._whole.keep(set_id, stills)

    def of(self, set_id: int) -> dict[int, Path]:
        """Return the stills of a set of the person as `KeptStills.of` does."""
        return self._whole.of(set_id) if self._owner.has_set(set_id) else {}

    def forget(self, set_ids: Iterable[int]) -> None:
        """Delete the stills of a set of the person as `KeptStills.forget` does."""
        self._whole.forget(self._owner.sets().intersection(set_ids))

    def forget_all(self) -> None:
        """Delete the person's own stills as `KeptStills.forget_all` does."""
        self._whole.forget(self._owner.sets())


class _PersonalLandmarks(KeptLandmarks):
    """The landmarks of one person's sets."""

    def __init__(self, whole: KeptLandmarks, owner: Owner) -> None:
        self._whole, self._owner = whole, owner

    def keep(self, set_id: int, packed: bytes) -> None:
        """Keep the landmarks of a set of the person as `KeptLandmarks.keep` does."""
        _check(self._owner, set_id)
        self._whole.keep(set_id, packed)

    def of(self, set_id: int) -> Path | None:
        """Return the landmarks of a set of the person as `KeptLandmarks.of` does."""
        return self._whole.of(set_id) if self._owner.has_set(set_id) else None

    def sets(self) -> set[int]:
        """Return which of the person's own sets have landmarks as `KeptLandmarks.sets` does."""
        return self._owner.sets() & self._whole.sets()

    def amount(self, set_ids: Collection[int]) -> Amount:
        """Return how much the person's own landmarks are as `KeptLandmarks.amount` does."""
        return self._whole.amount(self._owner.sets().intersection(set_ids))

    def forget(self, set_ids: Iterable[int]) -> None:
        """Delete the landmarks of a set of the person as `KeptLandmarks.forget` does."""
        self._whole.forget(self._owner.sets().intersection(set_ids))

    def forget_all(self) -> None:
        """Delete the person's own landmarks as `KeptLandmarks.forget_all` does."""
        self._whole.forget(self.sets())


class _PersonalCorrections(Corrections):
    """What one person says about the machine's count."""

    def __init__(self, whole: Corrections, owner: Owner) -> None:
        self._whole, self._owner = whole, owner

    def add(self, set_id: int, attempt: int | None, verdict: Opinion) -> None:
        """Correct a set of the person as `Corrections.add` does."""
        _check(self._owner, set_id)
        self._whole.add(set_id, attempt, verdict)

    def withdraw(self, set_id: int, attempt: int | None) -> None:
        """Withdraw a correction of a set of the person as `Corrections.withdraw` does."""
        _check(self._owner, set_id)
        self._whole.withdraw(set_id, attempt)

    def confirm(self, set_id: int, *, right: bool = True) -> None:
        """Confirm the counts of a set of the person as `Corrections.confirm` does."""
        _check(self._owner, set_id)
        self._whole.confirm(set_id, right=right)


class _PersonalProfiles(Profiles):
    """One person, and how much is kept of them. They sign in under their name, so it cannot be changed."""

    def __init__(self, whole: Profiles, owner: Owner) -> None:
        self._whole, self._owner = whole, owner

    def names(self) -> list[str]:
        """Return the one person as `Profiles.names` does."""
        return [self._owner.person] if self.holdings() else []

    def holdings(self, *, person: str | None = None) -> Holdings:
        """Return what is kept of the person as `Profiles.holdings` does."""
        return self._whole.holdings(person=self._owner.only(person))

    def landmarks(self, *, person: str | None = None) -> Amount:
        """Return the landmarks of the person as `Profiles.landmarks` does."""
        return self._whole.landmarks(person=self._owner.only(person))

    def forget_landmarks(self, *, person: str | None = None) -> int:
        """Delete the landmarks of the person as `Profiles.forget_landmarks` does."""
        return self._whole.forget_landmarks(person=self._owner.only(person))

    def rename(self, old: str, new: str) -> str:
        """Refuse, as names are kept where people sign in."""
        raise StoreError(f"{old!r} cannot be renamed to {new!r}; whoever signs people in has their names")


class _PersonalTraining(Training):
    """How one person's training goes."""

    def __init__(self, whole: Training, owner: Owner) -> None:
        self._whole, self._owner = whole, owner

    def rhythm(self, *, person: str | None = None, since: datetime | None = None) -> list[SetMoment]:
        """Return when the person trained as `Training.rhythm` does."""
        return self._whole.rhythm(person=self._owner.only(person), since=since)

    def moves(self, *, person: str | None = None) -> list[TrainedMove]:
        """Return what the person trained as `Training.moves` does."""
        return self._whole.moves(person=self._owner.only(person))

    def progress(
        self,
        exercise: str,
        *,
        person: str | None = None,
        since: datetime | None = None,
        live: bool = False,
    ) -> list[ProgressPoint]:
        """Return how an exercise goes for the person as `Training.progress` does."""
        whose = self._owner.only(person)
        return self._whole.progress(exercise, person=whose, since=since, live=live)

    def first_at(
        self, exercise: str | None = None, *, person: str | None = None, live: bool = False
    ) -> datetime | None:
        """Return when the person first trained as `Training.first_at` does."""
        return self._whole.first_at(exercise, person=self._owner.only(person), live=live)

    def are_more(
        self, number: int, exercise: str, *, person: str | None = None, since: datetime | None = None
    ) -> bool:
        """Tell whether the person has more sets as `Training.are_more` does."""
        return self._whole.are_more(number, exercise, person=self._owner.only(person), since=since)

    def ends(self, edges: Sequence[datetime], *, person: str | None = None) -> list[datetime]:
        """Return the ends of the weeks of the person as `Training.ends` does."""
        return self._whole.ends(edges, person=self._owner.only(person))

    def lately(self, since: datetime, *, person: str | None = None) -> dict[str, list[ProgressPoint]]:
        """Return how the person's exercises go as `Training.lately` does."""
        return self._whole.lately(since, person=self._owner.only(person))

    def first_days(
        self, methods: Mapping[str, str], days: int, *, person: str | None = None
    ) -> dict[str, list[ProgressPoint]]:
        """Return how the person began exercises as `Training.first_days` does."""
        return self._whole.first_days(methods, days, person=self._owner.only(person))

    def means(
        self,
        exercise: str,
        width: timedelta,
        *,
        begin: datetime,
        since: datetime | None,
        person: str | None = None,
    ) -> list[ProgressPoint]:
        """Return the means of an exercise for the person as `Training.means` does."""
        whose = self._owner.only(person)
        return self._whole.means(exercise, width, begin=begin, since=since, person=whose)


def _check(owner: Owner, set_id: int) -> None:
    if not owner.has_set(set_id):
        raise no_set(set_id)
