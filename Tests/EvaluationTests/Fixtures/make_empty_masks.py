"""Overlap metrics of small masks, many of them empty, by the rules of nnU-Net and MONAI.

    python3 Tests/EvaluationTests/Fixtures/make_empty_masks.py > Tests/EvaluationTests/Fixtures/empty_masks.json

NumPy alone. A ratio of 0 / 0 is NaN, as numpy's own division gives it (nnU-Net's `compute_metrics`, MONAI's
`ConfusionMatrixMetric`), and null here. Means are numpy's `nanmean` over the images of a class, then over the classes.
nnU-Net takes `mean` over the classes, which is NaN when a class is in no image; `nanmean` leaves that class out.

Masks are strings, row by row: a digit for each pixel's class, x where a pixel is ignored.
"""

import json
import warnings

import numpy as np

warnings.simplefilter("ignore")  # 0 / 0, and means of nothing
HEIGHT, WIDTH, IGNORED = 6, 8, 255
METRICS = ["dice", "iou", "precision", "recall", "specificity"]


def blobs(random, classes, share):
    """Labels with a rectangle of each class, which is left out with the probability `share`."""
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    for label in range(1, max(classes, 2)):
        if random.random() >= share:
            top, left = random.integers(0, HEIGHT - 2), random.integers(0, WIDTH - 3)
            labels[top:top + random.integers(2, 4), left:left + random.integers(2, 5)] = label
    return labels


def moved(random, labels):
    return np.roll(labels, random.integers(-1, 2, size=2), axis=(0, 1))


def ratios(tp, fp, fn, tn):
    tp, fp, fn, tn = (np.float64(n) for n in (tp, fp, fn, tn))
    return {"dice": 2 * tp / (2 * tp + fp + fn), "iou": tp / (tp + fp + fn), "precision": tp / (tp + fp),
            "recall": tp / (tp + fn), "specificity": tn / (tn + fp)}


def row(prediction, reference, label):
    counted = reference != IGNORED
    p, r = (prediction == label) & counted, (reference == label) & counted
    tp, fp, fn = int((p & r).sum()), int((p & ~r).sum()), int((~p & r).sum())
    tn = int(counted.sum()) - tp - fp - fn
    return {"tp": tp, "fp": fp, "fn": fn, "tn": tn, **ratios(tp, fp, fn, tn)}


def plain(value):
    """A number, or null for NaN."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (float, np.floating)):
        return None if np.isnan(value) else float(value)
    return value


def text(labels):
    return "".join("x" if v == IGNORED else str(v) for v in labels.ravel())


def case(name, classes, pairs):
    foreground = range(1, max(classes, 2))
    rows = [[row(p, r, label) for label in foreground] for p, r in pairs]
    table = {m: np.array([[c[m] for c in image] for image in rows]) for m in METRICS}  # images x classes
    by_class = {m: np.nanmean(table[m], axis=0) for m in METRICS}
    images = np.nanmean(table["dice"], axis=1)
    empty = [(c["tp"] + c["fp"] > 0, c["tp"] + c["fn"] > 0) for image in rows for c in image]
    return {
        "name": name, "classes": classes, "width": WIDTH, "height": HEIGHT,
        "images": [{"prediction": text(p), "reference": text(r), "rows": image}
                   for (p, r), image in zip(pairs, rows)],
        "mean": {m: np.nanmean(by_class[m]) for m in METRICS},
        "by_class": {str(label): {m: by_class[m][i] for m in METRICS} for i, label in enumerate(foreground)},
        "dice_median": np.nanmedian(images), "dice_minimum": np.nanmin(images),
        "neither_empty": empty.count((True, True)), "missed": empty.count((False, True)),
        "false_alarms": empty.count((True, False)), "both_empty": empty.count((False, False)),
        # The line of a training epoch: both empty 1.
        "training_dice": np.where(np.isnan(table["dice"]), 1, table["dice"]).mean(axis=1).mean(),
        # Before empty masks were left out: 0 / 0 was 1, and means were over the classes of an image, then over images.
        "before": {m: np.where(np.isnan(table[m]), 1, table[m]).mean(axis=1).mean() for m in METRICS},
    }


def cases():
    random = np.random.default_rng(17)
    for name, classes, share, count in [("one class", 1, 0.4, 14), ("three classes", 3, 0.4, 14),
                                        ("four classes, one in no image", 4, 0.5, 10)]:
        pairs = []
        for _ in range(count):
            reference = blobs(random, classes, share)
            prediction = moved(random, blobs(random, classes, share) if random.random() < 0.4 else reference)
            if name.endswith("no image"):
                reference[reference == 3] = 0
                prediction[prediction == 3] = 0
            if classes > 1:
                reference[0, :2] = IGNORED
            pairs.append((prediction, reference))
        yield case(name, classes, pairs)
    nothing = np.zeros((HEIGHT, WIDTH), np.uint8)
    yield case("all masks empty", 1, [(nothing, nothing)] * 3)
    for name, classes in [("no mask empty, one class", 1), ("no mask empty, three classes", 3)]:
        pairs = []
        while len(pairs) < 9:
            reference = blobs(random, classes, 0)
            prediction = moved(random, reference)
            if all((m == c).any() for m in (prediction, reference) for c in range(1, max(classes, 2))):
                pairs.append((prediction, reference))
        yield case(name, classes, pairs)


print("[" + ",\n".join(json.dumps(plain(c), allow_nan=False) for c in cases()) + "]")
