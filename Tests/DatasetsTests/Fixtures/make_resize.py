"""PyTorch's and PIL's numbers for antialiased resizing, and numpy's for percentiles and normalisation.

    peer-python Tests/DatasetsTests/Fixtures/make_resize.py > Tests/DatasetsTests/Fixtures/resize.json

The pixels are a function of their place, so that Swift makes the same: sample c of pixel (x, y) is
(x * 7 + y * 13 + x * y * 3 + c * 91) mod 256; 16-bit samples are (x * 701 + y * 1303 + x * y * 37) mod 4096.
"""

import json

import numpy as np
import torch
from PIL import Image


def pixels(height, width, channels):
    y, x, c = np.mgrid[0:height, 0:width, 0:channels]
    return ((x * 7 + y * 13 + x * y * 3 + c * 91) % 256).astype(np.uint8)


def resized(values, height, width):
    """(H, W, C) to (h, w, C) in float32."""
    x = torch.from_numpy(values.astype(np.float32)).permute(2, 0, 1)[None]
    y = torch.nn.functional.interpolate(
        x, size=(height, width), mode="bilinear", antialias=True, align_corners=False)
    return y[0].permute(1, 2, 0).numpy()


def flat(values, digits=5):
    return [round(float(v), digits) for v in values.flatten()]


cases = []
for height, width, channels, to_height, to_width in [
    (50, 37, 1, 32, 32), (64, 48, 3, 32, 64), (10, 12, 1, 32, 32), (96, 128, 3, 32, 32),
]:
    source = pixels(height, width, channels)
    image = Image.fromarray(source[..., 0] if channels == 1 else source)
    pil = np.array(image.resize((to_width, to_height), Image.BILINEAR))
    cases.append({
        "size": [height, width], "channels": channels, "to": [to_height, to_width],
        "torch": flat(resized(source, to_height, to_width)), "pil": pil.flatten().tolist(),
    })

y, x = np.mgrid[0:64, 0:80]
deep = ((x * 701 + y * 1303 + x * y * 37) % 4096).astype(np.uint16)
low, high = np.percentile(deep, [0.5, 99.5])
unit = np.clip((deep - low) / (high - low), 0, 1)
print(json.dumps({
    "cases": cases,
    "deep": {
        "low": low, "high": high, "to": [32, 32],
        "torch": flat(resized(unit[..., None], 32, 32), 6),
    },
}))
