"""Safe reading and writing of ``.npz`` archives from outside.

`numpy.load` trusts every header: a few hundred bytes can ask for terabytes. Here the header of every wanted
member is checked against its bounds before any memory is taken, and no other member is read.
"""

from __future__ import annotations

import ast
import math
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

import numpy as np
import numpy.typing as npt

from posture.outside.shapes import Unfit, brief

Arrays = dict[str, npt.NDArray[np.generic]]
Packed = dict[str, "PackedRows"]

_MOST_MEMBERS = 64
_DIRECTORY_BYTES = 64 * 1024
"""Largest list of members at the end of the file; `zipfile` makes an object of each."""
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_END_BYTES, _LOCATOR_BYTES, _COMMENT_BYTES = 22, 20, 1 << 16
_ENCRYPTED = 0x1
_HEADER_BYTES = 2048
"""Longest header that is read; numpy writes 128 bytes for arrays like ours."""
_CHUNK = 1 << 20
_IN_WORDS = {"f": "numbers", "i": "whole numbers", "u": "whole numbers", "b": "truths", "U": "texts"}


@dataclass(frozen=True, slots=True)
class ExpectedArray:
    """Bounds of an array.

    Attributes:
        kinds: Allowed kinds, in numpy's letters: ``f`` numbers, ``i`` and ``u`` whole ones, ``b`` truths,
            ``U`` texts.
        most_bytes: Largest size of the whole array.
        widest: Most values in a row, that is behind the first axis.
        packed: Its rows are repetitive bytes, kept compressed as `PackedRows`.
    """

    kinds: str
    most_bytes: int
    widest: int = 4096
    packed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PackedRows:
    """An array of (rows, n) uint8, each row compressed until it is needed."""

    rows: tuple[bytes, ...]
    shape: tuple[int, ...]

    def row(self, at: int) -> npt.NDArray[np.uint8]:
        """Return a row, shape (n,)."""
        return np.frombuffer(zlib.decompress(self.rows[at]), np.uint8)


@dataclass(frozen=True, slots=True)
class _ArrayHeader:
    """Layout of an array in its member, where it begins after ``begin`` bytes."""

    begin: int
    dtype: np.dtype[np.generic]
    by_column: bool
    shape: tuple[int, ...]

    @property
    def n_bytes(self) -> int:
        """Size of the array, in Python integers, which do not overflow."""
        total = self.dtype.itemsize
        for side in self.shape:
            total *= side
        return total


def read(path: Path, wanted: Mapping[str, ExpectedArray], *, most_bytes: int) -> tuple[Arrays, Packed]:
    """Read the wanted arrays of a file.

    Args:
        path: The ``.npz``.
        wanted: Bounds of each array, by name; members of other names are skipped.
        most_bytes: Largest size of all arrays together, as they are kept.

    Returns:
        The arrays that are there, and apart from them those whose rows stay packed.

    Raises:
        Unfit: The file is not such an archive or is damaged, or an array is out of bounds.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        _measure_directory(file)
        try:
            with zipfile.ZipFile(file) as members:
                return _arrays(members, wanted, most_bytes)
        except Unfit:
            raise
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
            raise Unfit(f"is damaged ({brief(error)})") from error
        except (RuntimeError, ValueError, OverflowError) as error:  # anything else that zipfile stumbles over
            raise Unfit(f"is no plain .npz ({brief(error)})") from error


def write(arrays: Arrays, file: BinaryIO) -> None:
    """Write an ``.npz`` that holds nothing but its arrays: no member has the time at which it was made.

    Args:
        arrays: The arrays by name.
        file: Where to write, opened for bytes.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as members:
        for name, array in arrays.items():
            info = zipfile.ZipInfo(f"{name}.npy")  # dated 1980, as in zip files without a time
            info.compress_type = zipfile.ZIP_DEFLATED
            with members.open(info, "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.asarray(array), allow_pickle=False)


def _measure_directory(file: BinaryIO) -> None:
    """Refuse a list of members that is larger than ours ever are, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _COMMENT_BYTES - _END_BYTES - _LOCATOR_BYTES))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise Unfit("is no .npz")
    members, directory_bytes = struct.unpack_from("<HI", tail, at + 10)
    large = at >= _LOCATOR_BYTES and tail[at - _LOCATOR_BYTES :].startswith(_END_64)
    if large or members > _MOST_MEMBERS or directory_bytes > _DIRECTORY_BYTES:
        raise Unfit(f"has more than {_MOST_MEMBERS} members")
    file.seek(0)


def _arrays(
    members: zipfile.ZipFile, wanted: Mapping[str, ExpectedArray], most_bytes: int
) -> tuple[Arrays, Packed]:
    found: Arrays = {}
    packed: Packed = {}
    left = most_bytes
    for info in members.infolist():
        name = info.filename.removesuffix(".npy")
        if name not in wanted:
            continue
        if name in found or name in packed:
            raise Unfit(f"has the array {name} twice")
        if info.flag_bits & _ENCRYPTED:
            raise Unfit("is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unfit(f"is compressed in an unknown way ({info.compress_type})")
        with members.open(info) as member:
            header = _header(member, name)
            _check(header, info, name, wanted[name])
            left -= 0 if wanted[name].packed else header.n_bytes
            if left < 0:
                raise Unfit(f"holds more than {most_bytes >> 20} MB of numbers")
        with members.open(info) as member:
            if wanted[name].packed:
                packed[name] = _packed(member, header, name, most_bytes=left)
                left -= sum(map(len, packed[name].rows))
            else:
                found[name] = _array(member, header, name)
    return found, packed


def _header(member: IO[bytes], name: str) -> _ArrayHeader:
    """Read the header at the beginning of a member."""
    begin = member.read(_HEADER_BYTES)
    if begin[:6] != b"\x93NUMPY" or len(begin) < 12 or begin[6] not in (1, 2, 3):
        raise Unfit(f"{name}: is no array")
    wide = begin[6] > 1
    length = struct.unpack_from("<I" if wide else "<H", begin, 8)[0]
    start = 12 if wide else 10
    if start + length > _HEADER_BYTES:
        raise Unfit(f"{name}: its header is too long")
    try:
        claims = ast.literal_eval(begin[start : start + length].decode("latin-1").strip())
        by_column, shape, dtype = claims["fortran_order"], claims["shape"], np.dtype(str(claims["descr"]))
    except (ValueError, SyntaxError, TypeError, KeyError, MemoryError, RecursionError) as error:
        raise Unfit(f"{name}: its header cannot be read") from error
    whole = isinstance(shape, tuple) and all(type(side) is int and side >= 0 for side in shape)
    if not whole or not isinstance(by_column, bool):
        raise Unfit(f"{name}: {brief(shape)} is no shape")
    return _ArrayHeader(start + length, dtype, by_column, shape)


def _check(header: _ArrayHeader, info: zipfile.ZipInfo, name: str, wanted: ExpectedArray) -> None:
    """Refuse an array out of its bounds, and a member that is longer or shorter than it claims."""
    if header.dtype.kind not in wanted.kinds:
        raise Unfit(f"{name}: expected {_IN_WORDS[wanted.kinds[0]]}, got {header.dtype}")
    wide = math.prod(header.shape[1:]) > wanted.widest
    if header.n_bytes > wanted.most_bytes or wide or len(header.shape) > 4:
        raise Unfit(f"{name}: an array of shape {brief(header.shape)} is larger than any of ours")
    if info.file_size != header.begin + header.n_bytes:
        raise Unfit(f"{name}: has {info.file_size} bytes, its header claims another number")


def _packed(member: IO[bytes], header: _ArrayHeader, name: str, *, most_bytes: int) -> PackedRows:
    """Read the rows of a checked member, one after the other."""
    if header.dtype != np.uint8 or len(header.shape) != 2 or header.by_column:
        raise Unfit(f"{name}: expected rows of bytes, got {header.dtype} {brief(header.shape)}")
    count, width = header.shape
    member.read(header.begin)
    rows: list[bytes] = []
    for _ in range(count):
        row = member.read(width)
        if len(row) < width:
            raise Unfit(f"{name}: is cut off")
        rows.append(zlib.compress(row, 1))
        most_bytes -= len(rows[-1])
        if most_bytes < 0:
            raise Unfit(f"{name}: is larger than any of ours")
    if member.read(1):  # reading past the end checks the checksum
        raise Unfit(f"{name}: is longer than it claims")
    return PackedRows(tuple(rows), header.shape)


def _array(member: IO[bytes], header: _ArrayHeader, name: str) -> npt.NDArray[np.generic]:
    """Read the array of a checked member."""
    data = bytearray(header.n_bytes)
    member.read(header.begin)
    at = 0
    while at < len(data):
        some = member.read(min(_CHUNK, len(data) - at))
        if not some:
            raise Unfit(f"{name}: is cut off")
        data[at : at + len(some)] = some
        at += len(some)
    if member.read(1):  # reading past the end checks the checksum
        raise Unfit(f"{name}: is longer than it claims")
    flat = np.frombuffer(data, header.dtype)
    return flat.reshape(header.shape, order="F" if header.by_column else "C")
