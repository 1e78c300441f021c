"""numpy's and scipy's numbers for the intensity rules.

    peer-python Tests/DatasetsTests/Fixtures/make_intensity.py > Tests/DatasetsTests/Fixtures/intensity.json

The pixels are a function of their place, so that Swift makes the same: `film` has 64 rows and 80 columns, and its sample at
(x, y) is (x * 37 + y * 91 + x * y * 7) mod 3000 + 400.
"""

import json

import numpy as np
import scipy.stats

y, x = np.mgrid[0:64, 0:80]
film = ((x * 37 + y * 91 + x * y * 7) % 3000 + 400).astype(np.float64)


def spread(values):
    """A value of every 97 pixels."""
    return [round(float(v), 7) for v in values.flatten()[::97]]


def by_percentiles(values, of=None):
    of = values if of is None else of
    low, high = np.percentile(of, [0.5, 99.5])
    return {"low": low, "high": high, "values": spread(np.clip((values - low) / (high - low), 0, 1))}


def moments(values):
    return {"mean": float(np.mean(values)), "deviation": float(np.std(values))}


# 102 of 5120 pixels (2 %) are saturated.
label = film.copy()
label.flat[:102] = 65535
dark = film.copy()
dark.flat[:102] = 0
stains = np.stack([(film * (c + 1)) % 4096 for c in range(5)], axis=-1)
bytes8 = (x * 7 + y * 13 + x * y * 3) % 256

unit = by_percentiles(film)
low, high = unit["low"], unit["high"]
clipped = np.clip((film - low) / (high - low), 0, 1)
half = np.clip((film / 2 - low) / (high - low), 0, 1)
print(json.dumps({
    "film": unit,
    "int16": by_percentiles(film - 2000),
    "float32": by_percentiles((film * 0.25 - 1).astype(np.float32).astype(np.float64)),
    "bytes": by_percentiles(bytes8.astype(np.float64)),
    "label": by_percentiles(label, of=film.flatten()[102:]),
    "dark": by_percentiles(dark, of=film.flatten()[102:]),
    "stains": [by_percentiles(stains[..., c]) for c in range(5)],
    "zscore": spread(scipy.stats.zscore(film, axis=None)),
    "window": spread(np.clip((film - 1000) / 1500, 0, 1)),
    "brightness": moments(clipped),
    "bytes_brightness": moments(bytes8 / 255),
}))
