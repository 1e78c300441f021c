"""Makes the image files that ImagingTests read, and the pixels that Pillow reads out of them.

    python3 Tests/ImagingTests/Fixtures/make_images.py

Needs pillow and numpy. Writes beside itself: the files, and images.json with, for each file, width, height, channels,
bits and the samples row by row. Files that Pillow cannot write (16-bit colour, alpha in 16 bits, tiles) are put together
from their bytes here; their samples are the ones that went in. images.json holds them under "written".
"""

import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

HERE = Path(__file__).parent
expected = {}


def pixels(height, width, channels, bits, seed):
    """A smooth ramp with noise: not compressible to nothing, not only noise."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    base = (x * 5 + y * 9)[..., None] + random.integers(0, 40, (height, width, channels))
    scaled = base * (2**bits - 1) // base.max()
    return scaled.astype(np.uint16 if bits == 16 else np.uint8)


def note(name, array, bits, reader):
    array = np.atleast_3d(array)
    expected[name] = {
        "width": array.shape[1], "height": array.shape[0], "channels": array.shape[2], "bits": bits,
        "reference": reader, "samples": array.reshape(-1).tolist(),
    }


def pillow(name, image, **options):
    """Saves with Pillow and notes what Pillow reads back."""
    image.save(HERE / name, **options)
    back = Image.open(HERE / name)
    if back.mode == "P":
        back = back.convert("RGBA" if "transparency" in back.info else "RGB")
    if back.mode == "1":
        back = back.convert("L")
    array = np.asarray(back)
    bits = 16 if array.dtype.itemsize > 1 else 8
    note(name, array, bits, "pillow")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, array, bits, colour, before=(), depth=None, interlace=0):
    """A PNG from its bytes, rows unfiltered."""
    height, width = array.shape[:2]
    rows = array.astype(">u2" if bits == 16 else np.uint8).reshape(height, -1)
    data = b"".join(b"\0" + row.tobytes() for row in rows)
    head = struct.pack(">IIBBBBB", width, height, depth or bits, colour, 0, 0, interlace)
    parts = [chunk(b"IHDR", head), *before, chunk(b"IDAT", zlib.compress(data)), chunk(b"IEND", b"")]
    (HERE / name).write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    note(name, array, bits, "written")


def tiff(name, array, bits, photometric, extra=None, tile=None, planar=1, order="<", big=False, compress=False):
    """A TIFF of one page from its bytes: three rows a strip, or square tiles."""
    height, width, channels = np.atleast_3d(array).shape
    whole = np.atleast_3d(array).astype(order + "u2" if bits == 16 else np.uint8)
    planes = [whole] if planar == 1 else [whole[..., c:c + 1] for c in range(channels)]
    blocks = []
    for plane in planes:
        if tile:
            for top in range(0, height, tile):
                for left in range(0, width, tile):
                    block = np.zeros((tile, tile, plane.shape[2]), plane.dtype)
                    part = plane[top:top + tile, left:left + tile]
                    block[:part.shape[0], :part.shape[1]] = part
                    blocks.append(block.tobytes())
        else:
            blocks += [plane[top:top + 3].tobytes() for top in range(0, height, 3)]
    if compress:
        blocks = [zlib.compress(block) for block in blocks]
    word, kind = (8, 16) if big else (4, 4)
    out = io.BytesIO()
    mark = b"II" if order == "<" else b"MM"
    out.write(mark + (struct.pack(order + "HHHQ", 43, 8, 0, 0) if big else struct.pack(order + "HI", 42, 0)))
    offsets = []
    for block in blocks:
        offsets.append(out.tell())
        out.write(block + b"\0" * (len(block) % 2))
    tags = [(256, 4, [width]), (257, 4, [height]), (258, 3, [bits] * channels), (259, 3, [8 if compress else 1]),
            (262, 3, [photometric]), (277, 3, [channels]), (284, 3, [planar])]
    if tile:
        tags += [(322, 4, [tile]), (323, 4, [tile]), (324, kind, offsets), (325, kind, list(map(len, blocks)))]
    else:
        tags += [(273, kind, offsets), (278, 4, [3]), (279, kind, list(map(len, blocks)))]
    if extra is not None:
        tags.append((338, 3, [extra]))
    codes = {3: "H", 4: "I", 16: "Q"}
    entries = b""
    for tag, type_, values in sorted(tags):
        data = struct.pack(order + codes[type_] * len(values), *values)
        if len(data) > word:
            where = out.tell()
            out.write(data + b"\0" * (len(data) % 2))
            data = struct.pack(order + ("Q" if big else "I"), where)
        entries += struct.pack(order + "HH" + ("Q" if big else "I"), tag, type_, len(values)) + data.ljust(word, b"\0")
    directory = out.tell()
    out.write(struct.pack(order + ("Q" if big else "H"), len(tags)) + entries + b"\0" * word)
    out.seek(8 if big else 4)
    out.write(struct.pack(order + ("Q" if big else "I"), directory))
    (HERE / name).write_bytes(out.getvalue())
    note(name, array, bits, "written")


def exif(orientation):
    data = Image.Exif()
    data[0x0112] = orientation
    return data.tobytes()


grey, grey16 = pixels(9, 13, 1, 8, 1)[..., 0], pixels(9, 13, 1, 16, 2)[..., 0]
la, rgb, rgba = pixels(9, 13, 2, 8, 3), pixels(9, 13, 3, 8, 4), pixels(9, 13, 4, 8, 5)
la16, rgb16, rgba16 = pixels(9, 13, 2, 16, 6), pixels(9, 13, 3, 16, 7), pixels(9, 13, 4, 16, 8)
bilevel = grey > 100

pillow("grey.png", Image.fromarray(grey))
pillow("grey16.png", Image.fromarray(grey16))
pillow("grey_alpha.png", Image.fromarray(la))
pillow("rgb.png", Image.fromarray(rgb))
pillow("rgba.png", Image.fromarray(rgba))
pillow("bilevel.png", Image.fromarray(bilevel))
pillow("palette.png", Image.fromarray(rgb).quantize(7))
pillow("palette_transparent.png", Image.fromarray(rgb).quantize(7), transparency=bytes([0, 128, 255]))
png("grey_alpha16.png", la16, 16, 4)
png("rgb16.png", rgb16, 16, 2)
png("rgba16.png", rgba16, 16, 6)
# Chunks that make ITK shift samples (sBIT) or libpng talk (gAMA that contradicts sRGB, a profile that is none).
png("significant_bits.png", grey, 8, 0, [chunk(b"sBIT", bytes([5]))])
png("talkative.png", rgb, 8, 2, [chunk(b"gAMA", struct.pack(">I", 1)), chunk(b"sRGB", b"\0"),
                                 chunk(b"iCCP", b"x\0\0" + zlib.compress(b"none"))])
png("turned.png", grey, 8, 0, [chunk(b"eXIf", exif(6).removeprefix(b"Exif\0\0"))])
note("turned.png", np.rot90(grey, -1), 8, "numpy")

pillow("grey.jpg", Image.fromarray(grey), quality=90)
pillow("rgb.jpg", Image.fromarray(rgb), quality=90)
pillow("progressive.jpg", Image.fromarray(rgb), quality=90, progressive=True, subsampling=0)
for orientation in range(1, 9):
    name = f"orientation{orientation}.jpg"
    Image.fromarray(rgb).save(HERE / name, quality=90, subsampling=0, exif=exif(orientation))
    note(name, np.asarray(ImageOps.exif_transpose(Image.open(HERE / name))), 8, "pillow")

for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
    short = compression.removeprefix("tiff_").removeprefix("adobe_")
    pillow(f"grey_{short}.tif", Image.fromarray(grey), compression=compression)
    pillow(f"grey16_{short}.tif", Image.fromarray(grey16), compression=compression)
    pillow(f"rgb_{short}.tif", Image.fromarray(rgb), compression=compression)
pillow("rgba.tif", Image.fromarray(rgba), compression="tiff_lzw")
pillow("bilevel.tif", Image.fromarray(bilevel))
tiff("rgb16.tif", rgb16, 16, 2, compress=True)
tiff("rgb16_motorola.tif", rgb16, 16, 2, order=">")
tiff("rgba16.tif", rgba16, 16, 2, extra=2)
tiff("rgb_big.tif", rgb, 8, 2, big=True)
tiff("grey_tiles.tif", pixels(20, 37, 1, 8, 9)[..., 0], 8, 1, tile=16)
tiff("rgb_planes.tif", rgb, 8, 2, planar=2)
tiff("white_is_zero.tif", 255 - grey, 8, 0)
note("white_is_zero.tif", grey, 8, "written, turned to black is zero")
tiff("white_is_zero16.tif", 65535 - grey16, 16, 0)
note("white_is_zero16.tif", grey16, 16, "written, turned to black is zero")

# A file of two images.
Image.fromarray(grey).save(HERE / "refused_pages.tif", save_all=True, append_images=[Image.fromarray(grey)])

lines = [f"  {json.dumps(name)}: {json.dumps(expected[name], separators=(',', ':'))}" for name in sorted(expected)]
(HERE / "images.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
