"""The border: what does not fit is refused in one sentence, before memory is taken for it."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import cv2
import hostile_kit as kit
import numpy as np
import pytest

from posture.errors import PostureError, VideoUnreadable
from posture.outside import archive, documents
from posture.outside.archive import ExpectedArray
from posture.outside.pictures import ImageHeader, header, jpeg_header
from posture.outside.shapes import Fields, Flag, Many, Maybe, Named, Number, Shape, Text, Unfit, fits
from posture.vision.image_source import read_picture
from posture.vision.jpeg import decode_jpeg

# ---- shapes and documents -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "value", "said"),
    [
        (Text(longest=3), 1, "expected a text, got 1"),
        (Text(longest=3), "abcd", "expected a text of at most 3 characters, got 'abcd'"),
        (Text(among=("a", "b")), "c", "expected one of a, b, got 'c'"),
        (Number(0, 5), "1", "expected a number, got '1'"),
        (Number(0, 5), True, "expected a number, got True"),
        (Number(0, 5), 6, "expected a number from 0 to 5, got 6"),
        (Number(0, 5), float("nan"), "expected a number from 0 to 5, got nan"),
        (Number(0, 5, whole=True), 1.0, "expected a whole number, got 1.0"),
        (Flag(), 1, "expected true or false, got 1"),
        (Many(Flag(), most=2), {}, "expected a list, got {}"),
        (Many(Flag(), most=2), [True] * 3, "expected 0 to 2 entries, got 3"),
        (Many(Flag()), [True, 1], "entry 2: expected true or false, got 1"),
        (Named(Flag(), most=1), {"a": 1}, "a: expected true or false, got 1"),
        (Named(Flag(), most=1), {"a": True, "b": True}, "expected at most 1 names, got 2"),
        (Named(Flag()), [], "expected an object, got []"),
        (Fields({"a": Flag()}), {}, "a: is missing"),
        (Fields({}, {"a": Maybe(Flag())}), {"a": 0}, "a: expected true or false, got 0"),
        (Fields({"a": Fields({"b": Flag()})}), {"a": {"b": 2}}, "a: b: expected true or false, got 2"),
        (Fields(), "text" * 100, "expected an object, got 'texttexttext"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(shape: Shape, value: Any, said: str) -> None:
    with pytest.raises(Unfit) as refused:
        shape.check(value, "")
    assert said in str(refused.value).removeprefix(": ")
    assert not fits(shape, value)


def test_what_fits_passes() -> None:
    shape = Fields({"a": Many(Maybe(Number(0, 1)))}, {"b": Named(Text())})
    assert fits(shape, {"a": [0, None, 1.0], "c": "another's"})
    assert fits(shape, {"a": (), "b": {"x": "y"}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("[" * 33 + "]" * 33, "nested too deeply"),
        ("9" * 400, "a whole number of 400 digits"),
        ("9" * 9999, "a whole number of 9999 digits"),
        ("-1e999", "too large"),
        ("[NaN]", "NaN is no JSON"),
        ("-Infinity", "-Infinity is no JSON"),
        ('{"a": 1, "b": 2, "a": 3}', "names 'a' more than once"),
        ("", "is no JSON"),
        ('{"a": 1} 2', "is no JSON"),
        (b"\xff\xfe[]", "is no JSON"),
    ],
)
def test_documents_that_nobody_writes_in_good_faith_are_refused(text: str | bytes, said: str) -> None:
    with pytest.raises(Unfit, match=said):
        documents.parse(text)


def test_what_people_write_is_read() -> None:
    text = json.dumps({"a": [2**63, -(2**63), 0.1, 1e300, "ä\U0001f600", None, {"b": [[[]]]}]})
    assert documents.parse(text) == json.loads(text)
    assert documents.parse("[" * 32 + "]" * 32)


def test_a_file_is_read_no_further_than_agreed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[1]")
    assert documents.read(path, Many(Number()), what="mend it", largest=3) == [1]
    with pytest.raises(PostureError, match=r"a\.json: is larger than 0 KB; mend it"):
        documents.read(path, Many(Number()), what="mend it", largest=2)
    with pytest.raises(PostureError, match=r"a\.json: entry 1: expected a text, got 1; mend it"):
        documents.read(path, Many(Text()), what="mend it")
    path.write_bytes(b"\xff")
    with pytest.raises(PostureError, match="is no UTF-8 text"):
        documents.read(path, Many(Text()), what="mend it")
    with pytest.raises(PostureError, match="no such file"):
        documents.read(tmp_path / "b.json", Many(Text()), what="mend it")
    with pytest.raises(PostureError, match="cannot be read"):
        documents.read(tmp_path, Many(Text()), what="mend it")


# ---- archives -----------------------------------------------------------------------------------

WANTED = {"a": ExpectedArray("f", 1000), "b": ExpectedArray("f", 1000)}
ROW = np.arange(5.0)


def read(path: Path, most_bytes: int = 1500) -> archive.Arrays:
    return archive.read(path, WANTED, most_bytes=most_bytes)[0]


def test_members_are_read_as_numpy_reads_them(tmp_path: Path) -> None:
    grid = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    np.savez(tmp_path / "x.npz", a=ROW, b=grid, other=np.array([{}], object))
    found = read(tmp_path / "x.npz")
    assert set(found) == {"a", "b"}
    assert np.array_equal(found["a"], ROW)
    assert np.array_equal(found["b"], grid)


@pytest.mark.parametrize(
    ("member", "said"),
    [
        (kit.member(ROW, shape=(10**12,)), "a: an array of shape"),
        (kit.member(ROW, shape=(10**30, 2)), "a: an array of shape"),
        (kit.member(ROW, shape=(126,)), "a: an array of shape"),
        (kit.member(ROW, shape=(6,)), "its header claims another number"),
        (kit.member(ROW, shape=(4,)), "its header claims another number"),
        (kit.member(ROW, shape=(-5,)), "is no shape"),
        (kit.member(ROW, shape=5), "is no shape"),
        (kit.member(ROW, shape=(True,)), "is no shape"),
        (kit.member(ROW, shape=(1,) * 5), "a: an array of shape"),
        (kit.member(ROW, descr="|O"), "a: expected numbers, got object"),
        (kit.member(ROW, descr="<i8"), "a: expected numbers, got int64"),
        (kit.member(ROW, descr="wrong"), "its header cannot be read"),
        (kit.member(ROW, descr=[("a", "<f8")]), "its header cannot be read"),
        (kit.member(ROW, fortran_order=3), "is no shape"),
        (kit.member(ROW, note="x" * 5000), "its header is too long"),
        (b"\x93NUMPY\x02\x00" + b"\xff" * 4, "its header is too long"),
        (b"\x93NUMPY\x01\x00\x40\x00" + b"(" * 64, "its header cannot be read"),
        (b"\x93NUMPY\x09\x00\x40\x00{}", "is no array"),
        (b"", "is no array"),
    ],
)
def test_a_member_that_claims_what_it_is_not_is_refused(tmp_path: Path, member: bytes, said: str) -> None:
    with pytest.raises(Unfit, match=said):
        read(kit.archive(tmp_path / "x.npz", {"a": member, "b": kit.member(ROW)}))


def test_an_archive_that_is_none_or_too_much_is_refused(tmp_path: Path) -> None:
    path, good = tmp_path / "x.npz", {"a": kit.member(ROW), "b": kit.member(ROW)}
    with pytest.raises(Unfit, match="more than 0 MB of numbers"):
        read(kit.archive(path, good), most_bytes=79)
    with pytest.raises(Unfit, match="is encrypted"):
        read(kit.patched(kit.archive(path, good), flags=1))
    with pytest.raises(Unfit, match=r"compressed in an unknown way \(99\)"):
        read(kit.patched(kit.archive(path, good), method=99))
    with pytest.raises(Unfit, match="more than 64 members"):
        read(kit.archive(path, {f"m{k}": b"" for k in range(65)}))
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.npy", good["a"])
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a.npy", good["a"])
    with pytest.raises(Unfit, match="has the array a twice"):
        read(path)
    path.write_bytes(b"PK\x05\x06" + b"\0" * 10)
    with pytest.raises(Unfit, match=r"is no \.npz"):
        read(path)
    kit.archive(path, good)
    damaged = bytearray(path.read_bytes())
    damaged[60] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(Unfit, match="is damaged"):
        read(path)


# ---- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "row_by_row"),
    [
        (kit.encoded(".jpg"), True),
        (kit.encoded(".jpg", None, cv2.IMWRITE_JPEG_PROGRESSIVE, 1), False),
        (kit.encoded(".jpg", kit.picture()[:, :, 0]), True),
        (kit.of_pillow("JPEG", mode="CMYK"), True),
        (kit.of_pillow("JPEG", exif=b"Exif\0\0" + b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff"), True),
        (kit.with_exif(kit.encoded(".jpg"), orientation=6, thumbnail=kit.jpeg_claiming(8, 4)), True),
        (kit.encoded(".jpg")[:20] + b"\0\1garbage\xff\xff" + kit.encoded(".jpg")[20:], True),
    ],
    ids=["plain", "progressive", "gray", "CMYK", "EXIF that looks like a header", "thumbnail", "garbage"],
)
def test_a_jpeg_is_measured_as_it_is_decoded(data: bytes, row_by_row: bool) -> None:
    assert jpeg_header(data) == ImageHeader("jpeg", 64, 48, row_by_row)
    flag = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    bgr: Any = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
    assert bgr.shape == (48, 64, 3)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "BMP"])
def test_other_pictures_are_measured_by_their_header(form: str) -> None:
    found = header(kit.of_pillow(form))
    assert found is not None
    assert (found.kind, found.width, found.height) == (form.lower(), 64, 48)


def test_lossless_and_extended_webp_are_measured() -> None:
    for options in ({"lossless": True}, {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"}):
        found = header(kit.of_pillow("WEBP", **options))
        assert found is not None
        assert (found.width, found.height) == (64, 48)


def test_a_jpeg_of_two_headers_is_damaged() -> None:
    plain = kit.encoded(".jpg")
    at = plain.find(b"\xff\xc0")
    length = 2 + struct.unpack_from(">H", plain, at + 2)[0]
    twice = plain[: at + length] + kit.jpeg_claiming(5000, 5000)[at : at + length] + plain[at + length :]
    with pytest.raises(Unfit, match="damaged"):
        jpeg_header(twice)
    with pytest.raises(Unfit, match="of no size"):
        jpeg_header(kit.jpeg_claiming(0, 48))
    with pytest.raises(Unfit, match="cut off"):
        jpeg_header(plain[: at + 1])
    passes = kit.encoded(".jpg", None, cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
    with pytest.raises(Unfit, match="more than 100 passes"):
        jpeg_header(passes[:-2] + b"\xff\xda\0\0" * 100 + b"\xff\xd9")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (kit.jpeg_claiming(30_000, 30_000), "30000×30000; expected at most 1920 a side"),
        (kit.jpeg_claiming(65_500, 65_500), "65500×65500"),
        (kit.jpeg_claiming(1921, 8), "1921×8"),
        (kit.encoded(".png"), "no picture; expected a JPEG"),
        (kit.encoded(".webp"), "no picture; expected a JPEG"),
        (kit.encoded(".bmp"), "no picture; expected a JPEG"),
        (b"", "no picture"),
    ],
)
def test_the_camera_s_picture_is_a_jpeg_of_a_camera_s_size(data: bytes, said: str) -> None:
    with pytest.raises(VideoUnreadable, match=said):
        decode_jpeg(data)


def test_a_camera_that_stands_upright_is_taken() -> None:
    assert decode_jpeg(kit.encoded(".jpg", kit.picture(1080, 1920))).shape == (1920, 1080, 3)
    turned = kit.with_exif(kit.encoded(".jpg"), orientation=6)
    assert decode_jpeg(turned).shape == (64, 48, 3)


@pytest.mark.parametrize("width_px", [None, 64, 31])
def test_an_older_opencv_decodes_the_same_colors(
    width_px: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = kit.encoded(".jpg", np.random.default_rng(5).integers(0, 255, (48, 64, 3), np.uint8))
    newer = decode_jpeg(data, width_px=width_px)
    monkeypatch.setattr("posture.vision.jpeg._AS_RGB", None)
    assert (decode_jpeg(data, width_px=width_px) == newer).all()


def test_a_thin_picture_is_not_blown_up_to_the_width_of_those_before() -> None:
    thin = kit.encoded(".jpg", kit.picture(4, 1900))
    with pytest.raises(VideoUnreadable, match="4×1900; expected the shape of those before"):
        decode_jpeg(thin, width_px=1900)


def png_claiming(width: int, height: int) -> bytes:
    data = bytearray(kit.encoded(".png"))
    data[16:24] = struct.pack(">II", width, height)
    return bytes(data)


def webp_claiming(width: int, height: int) -> bytes:
    data = bytearray(kit.of_pillow("WEBP", lossless=True))
    data[21:25] = struct.pack("<I", (width - 1) | (height - 1) << 14)
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.jpg",
            kit.jpeg_claiming(30_000, 30_000),
            "claims 30000×30000 pixels; expected at most 16384 a side",
        ),
        (
            "a.jpg",
            kit.jpeg_claiming(9000, 9000, kit.encoded(".jpg", None, cv2.IMWRITE_JPEG_PROGRESSIVE, 1)),
            "claims 9000×9000 pixels; expected at most 24 megapixels",
        ),
        ("a.png", png_claiming(30_000, 30_000), "claims 30000×30000"),
        ("a.png", png_claiming(9000, 9000), "claims 9000×9000 pixels; expected at most 24 megapixels"),
        ("a.webp", webp_claiming(16_000, 16_000), "claims 16000×16000"),
        ("a.bmp", b"BM" + b"\0" * 12 + struct.pack("<Iii", 40, 9000, -9000) + b"\0" * 99, "claims 9000×9000"),
        ("a.tif", kit.of_pillow("TIFF").replace(struct.pack("<H", 64), struct.pack("<H", 65_000)), "claims"),
        ("a.jpg", b"GIF89a", "is no picture that can be read"),
        ("a.jpg", b"", "is no picture that can be read"),
        ("a.jpg", kit.encoded(".jpg")[:30], "cut off"),
    ],
)
def test_a_picture_s_file_is_measured_before_it_is_decoded(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(VideoUnreadable, match=said):
        read_picture(tmp_path / name)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "BMP", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_every_kind_of_picture_is_read(tmp_path: Path, form: str, mode: str) -> None:
    data = kit.of_pillow(form, mode=mode)
    (tmp_path / "a.png").write_bytes(data)  # by what it is, not by its name
    rgb = read_picture(tmp_path / "a.png")
    assert rgb.shape == (48, 64, 3)
    bgr: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert np.array_equal(rgb, bgr[:, :, ::-1])


def test_a_large_jpeg_is_made_smaller_while_it_is_decoded(tmp_path: Path) -> None:
    large = cv2.resize(kit.picture(), (4096, 3072))
    turned = kit.with_exif(kit.encoded(".jpg", large), orientation=6)
    (tmp_path / "a.jpg").write_bytes(turned)
    rgb = read_picture(tmp_path / "a.jpg")
    assert rgb.shape == (1920, 1440, 3)
    upright = cv2.resize(cv2.rotate(large, cv2.ROTATE_90_CLOCKWISE), (1440, 1920))[:, :, ::-1]
    assert np.abs(rgb.astype(int) - upright).mean() < 2.0
