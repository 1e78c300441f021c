"""MONAI's distances between outlines and SciPy's components, of 50 random and special pairs of masks.

    peer-python Tests/EvaluationTests/Fixtures/make_shapes.py > Tests/EvaluationTests/Fixtures/shapes.json

MONAI 1.6.1 (pip install --no-deps monai), SciPy 1.17. Masks are numpy's packbits, row by row, in base64. What MONAI gives
as infinite or not a number is null. Spacing is along x and y here; MONAI takes it along rows and columns, y first.
"""

import base64
import json
import warnings

import numpy as np
import torch
from monai.metrics import compute_average_surface_distance, compute_hausdorff_distance, compute_surface_dice
from scipy import ndimage

warnings.simplefilter("ignore")  # MONAI's, of empty masks
random = np.random.default_rng(12)


def blank(height, width):
    return np.zeros((height, width), bool)


def ellipse(height, width, y, x, b, a):
    rows, columns = np.mgrid[0:height, 0:width]
    return ((rows - y) / b) ** 2 + ((columns - x) / a) ** 2 <= 1


def box(height, width, top, left, bottom, right):
    mask = blank(height, width)
    mask[top:bottom, left:right] = True
    return mask


def blobs(height, width, share, sigma):
    field = ndimage.gaussian_filter(random.standard_normal((height, width)), sigma)
    return field > np.quantile(field, 1 - share)


def lungs(height, width, shift=(0, 0), scale=1.0):
    y, x = height / 2 + shift[0], shift[1]
    return (ellipse(height, width, y, width * 0.28 + x, height * 0.38 * scale, width * 0.16 * scale)
            | ellipse(height, width, y, width * 0.72 + x, height * 0.38 * scale, width * 0.16 * scale))


def dots(height, width, places):
    mask = blank(height, width)
    for y, x in places:
        mask[y, x] = True
    return mask


def line(height, width, slope):
    mask = blank(height, width)
    for x in range(width):
        mask[int(round(slope * x)) % height, x] = True
    return mask


def special():
    ring = ellipse(48, 40, 24, 20, 20, 16) & ~ellipse(48, 40, 24, 20, 9, 7)
    full, none = np.ones((40, 56), bool), blank(40, 56)
    far = box(60, 90, 1, 1, 6, 8)
    speckled = lungs(72, 64) | (random.random((72, 64)) < 0.03)
    corners = dots(20, 30, [(0, 0), (0, 29), (19, 0), (19, 29)])
    checked = np.indices((16, 18)).sum(0) % 2 == 0
    yield "same", lungs(64, 64), lungs(64, 64), [1, 1]
    yield "lungs shifted", lungs(72, 64, (3, -2)), lungs(72, 64), [1, 1]
    yield "lungs smaller, in mm", lungs(72, 64, scale=0.8), lungs(72, 64), [0.7, 0.7]
    yield "lungs, anisotropic", lungs(72, 64, (2, 1), 1.1), lungs(72, 64), [0.35, 1.25]
    yield "speckled lungs", speckled, lungs(72, 64), [1, 1]
    yield "speckled lungs, anisotropic", speckled, lungs(72, 64), [2.5, 0.4]
    yield "ring and disc", ring, ellipse(48, 40, 24, 20, 20, 16), [1, 1]
    yield "disc and ring", ellipse(48, 40, 24, 20, 20, 16), ring, [1, 2]
    yield "both empty", none, none, [1, 1]
    yield "prediction empty", none, lungs(40, 56), [1, 1]
    yield "truth empty", lungs(40, 56), none, [1, 1]
    yield "both full", full, full, [1, 1]
    yield "full and lungs", full, lungs(40, 56), [1, 1]
    yield "lungs and full", lungs(40, 56), full, [3, 0.5]
    yield "full and empty", full, none, [1, 1]
    yield "one pixel each", dots(30, 30, [(4, 5)]), dots(30, 30, [(21, 17)]), [1, 1]
    yield "one pixel each, anisotropic", dots(30, 30, [(4, 5)]), dots(30, 30, [(21, 17)]), [0.5, 2]
    yield "one pixel and lungs", dots(48, 48, [(0, 47)]), lungs(48, 48), [1, 1]
    yield "corners and box", corners, box(20, 30, 5, 5, 15, 25), [1, 1]
    yield "corners both", corners, corners, [0.1, 7]
    yield "far apart", far, far[::-1, ::-1].copy(), [1, 1]
    yield "far apart, anisotropic", far, far[::-1, ::-1].copy(), [0.2, 1.7]
    yield "at the border", box(40, 40, 0, 0, 20, 40), box(40, 40, 0, 0, 23, 38), [1, 1]
    yield "along all borders", ~box(40, 40, 3, 3, 37, 37), ~box(40, 40, 5, 4, 36, 38), [1, 1]
    yield "lines crossing", line(50, 70, 0.5), line(50, 70, -0.3), [1, 1]
    yield "lines, anisotropic", line(50, 70, 0.1), line(50, 70, 0.12), [0.9, 0.3]
    yield "row and column", box(33, 41, 16, 0, 17, 41), box(33, 41, 0, 20, 33, 21), [1, 1]
    yield "one row", box(1, 60, 0, 3, 1, 20), box(1, 60, 0, 9, 1, 31), [1, 1]
    yield "one column", box(60, 1, 3, 0, 20, 1), box(60, 1, 9, 0, 31, 1), [1, 3]
    yield "one pixel in all", box(1, 1, 0, 0, 1, 1), box(1, 1, 0, 0, 1, 1), [1, 1]
    yield "two columns, full", np.ones((9, 2), bool), box(9, 2, 2, 0, 5, 2), [1, 1]
    yield "chequered", checked, ~checked, [1, 1]
    yield "chequered and full", checked, np.ones_like(checked), [1, 1]
    yield "distance at the tolerance", box(40, 40, 10, 10, 30, 30), box(40, 40, 8, 10, 30, 30), [0.5, 1]
    yield "diagonal neighbours", dots(12, 12, [(i, i) for i in range(10)]), box(12, 12, 2, 2, 8, 8), [1, 1]


def cases():
    yield from special()
    for i in range(15):
        height, width = (int(n) for n in random.integers(20, 90, 2))
        truth = blobs(height, width, random.uniform(0.05, 0.6), random.uniform(1, 7))
        said = blobs(height, width, random.uniform(0.05, 0.6), random.uniform(1, 7))
        if i % 2:  # much alike, as predictions are
            said = np.roll(truth, random.integers(-3, 4, 2), (0, 1)) ^ (random.random((height, width)) < 0.02)
        spacing = [1, 1] if i % 3 == 0 else [round(float(s), 3) for s in random.uniform(0.1, 3, 2)]
        yield f"random {i}", said, truth, spacing


def packed(mask):
    return base64.b64encode(np.packbits(mask)).decode()


def number(tensor):
    value = float(tensor)
    return value if np.isfinite(value) else None


def monai(said, truth, spacing):
    p, t = (torch.from_numpy(m)[None, None] for m in (said, truth))
    options = {"include_background": True, "spacing": [float(s) for s in reversed(spacing)]}
    return {
        "hd95": number(compute_hausdorff_distance(p, t, percentile=95, **options)),
        "assd": number(compute_average_surface_distance(p, t, symmetric=True, **options)),
        "surface_dice": {str(n): number(compute_surface_dice(p, t, [n], **options)) for n in (0.0, 1.0, 2.0)},
    }


def pieces(said, truth):
    corners, sides = np.ones((3, 3)), ndimage.generate_binary_structure(2, 1)
    labels, count = ndimage.label(said, corners)
    areas = [int((labels == n).sum()) for n in range(1, count + 1)]
    hits = [int(((labels == n) & truth).sum()) for n in range(1, count + 1)]
    ranked = sorted(range(count), key=lambda n: (-areas[n], n))
    closed = ndimage.binary_fill_holes(said, sides) & ~said
    return {
        "components": count, "spurious": sum(h == 0 for h in hits),
        "holes": int(ndimage.label(closed, sides)[1]),
        "area_outside_two_largest": sum(areas[n] - hits[n] for n in ranked[2:]),
        "areas": areas if count < 40 else None,
        "components_by_sides": int(ndimage.label(said, sides)[1]),
    }


lines = [
    json.dumps({
        "name": name, "width": said.shape[1], "height": said.shape[0], "spacing": spacing,
        "prediction": packed(said), "truth": packed(truth), **monai(said, truth, spacing), **pieces(said, truth)})
    for name, said, truth, spacing in cases()
]
assert len(lines) == 50, len(lines)
print("[" + ",\n".join(lines) + "]")
