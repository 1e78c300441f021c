"""Small data sets in the folders and names of public ones, with synthetic pixels.

    python make_layouts.py            # writes layouts/ and polygons.json beside this script

Needs numpy, pillow, pycocotools and opencv-python-headless.

Each set follows its makers' own description; nothing of their images is in it.
"""

import json
import shutil
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

OUT = Path(__file__).parent / "layouts"
rng = np.random.default_rng(18)


def picture(place, mode="L", size=(24, 20)):
    """A blob on a noisy ground; returns the blob."""
    width, height = size
    y, x = np.mgrid[:height, :width]
    cx, cy, r = rng.uniform(8, width - 8), rng.uniform(7, height - 7), rng.uniform(3, 5)
    blob = (x + 0.5 - cx) ** 2 + (y + 0.5 - cy) ** 2 < r * r
    grey = (rng.integers(30, 90, (height, width)) + 120 * blob).astype(np.uint8)
    image = Image.fromarray(grey).convert(mode)
    place.parent.mkdir(parents=True, exist_ok=True)
    image.save(place)
    return blob


def mask(place, blob, value=255):
    place.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray((blob * value).astype(np.uint8)).save(place)


def pairs():
    # Subfolders, told by the path below images/ and masks/.
    for patient in ["site-a/p1", "site-b/p1"]:
        for name in ["1", "2"]:
            mask(OUT / "subfolders/masks" / patient / f"{name}.png", picture(OUT / "subfolders/images" / patient / f"{name}.png"))
    for images, masks in [("imgs", "masks"), ("images", "labels"), ("images", "annotations"), ("image", "label")]:
        folder = OUT / f"{images}-{masks}"
        for name in "abc":
            mask(folder / masks / f"{name}.png", picture(folder / images / f"{name}.png"))
    # train/, val/ and test/ with images and masks each.
    for subset, count in [("train", 4), ("val", 2), ("test", 3)]:
        for i in range(count):
            mask(OUT / f"train-val-test/{subset}/masks/{subset}{i}.png", picture(OUT / f"train-val-test/{subset}/images/{subset}{i}.png"))
    # One folder.
    for name in "abc":
        mask(OUT / f"suffix/{name}_mask.png", picture(OUT / f"suffix/{name}.png"))
    # Two images of one stem, each with its own mask.
    for name in ["a.png", "a.tif", "b.png", "c.png"]:
        mask(OUT / "one-stem/masks" / name, picture(OUT / "one-stem/images" / name))


def isic():
    # ISIC 2018, task 1.
    for word, start in [("Training", 0), ("Validation", 12255), ("Test", 12169)]:
        for i in range(3):
            name = f"ISIC_{start + i:07d}"
            blob = picture(OUT / f"isic/ISIC2018_Task1-2_{word}_Input/{name}.jpg", "RGB")
            mask(OUT / f"isic/ISIC2018_Task1_{word}_GroundTruth/{name}_segmentation.png", blob)
        (OUT / f"isic/ISIC2018_Task1-2_{word}_Input/LICENSE.txt").write_text("CC-0\n")


def busi():
    for kind in ["benign", "malignant", "normal"]:
        for i in range(1, 4):
            blob = picture(OUT / f"busi/{kind}/{kind} ({i}).png", "RGB")
            mask(OUT / f"busi/{kind}/{kind} ({i})_mask.png", blob if kind != "normal" else 0 * blob)
    mask(OUT / "busi/benign/benign (2)_mask_1.png", np.eye(20, 24, dtype=bool))


def drive():
    for folder, word, start in [("training", "training", 21), ("test", "test", 1)]:
        for i in range(start, start + 3):
            blob = picture(OUT / f"drive/{folder}/images/{i:02d}_{word}.tif", "RGB")
            mask(OUT / f"drive/{folder}/1st_manual/{i:02d}_manual1.gif", blob)
            mask(OUT / f"drive/{folder}/mask/{i:02d}_{word}_mask.gif", np.ones_like(blob))
    mask(OUT / "drive/test/2nd_manual/01_manual2.gif", np.ones((20, 24), bool))


def carvana():
    for car in ["00087a6bd4dc", "02159e548029", "0cdf5b5d0ce1", "fff9b3a5373f"]:
        for view in [1, 2]:
            name = f"{car}_{view:02d}"
            mask(OUT / f"carvana/train_masks/{name}_mask.gif", picture(OUT / f"carvana/train/{name}.jpg", "RGB"))
    picture(OUT / "carvana/test/0004d4463b50_01.jpg", "RGB")


def kvasir():
    boxes = {}
    for name in ["cju0qkwl35piu0993l0dewei2", "cju0qoxqj9q6s0835b43399p4", "cju0qx73cjw570799j4n5cjze"]:
        blob = picture(OUT / f"kvasir/images/{name}.jpg", "RGB")
        mask(OUT / f"kvasir/masks/{name}.jpg", blob)
        boxes[name] = {"height": 20, "width": 24, "bbox": [{"label": "polyp", "xmin": 1, "ymin": 1, "xmax": 9, "ymax": 9}]}
    (OUT / "kvasir/kavsir_bboxes.json").write_text(json.dumps(boxes))


def dsb2018():
    for i in range(3):
        identity = f"{i:02d}" * 32
        folder = OUT / f"dsb2018/stage1_train/{identity}"
        blob = picture(folder / f"images/{identity}.png", "RGBA")
        half = np.arange(24) < 12
        mask(folder / f"masks/{i:064x}.png", blob & half)
        mask(folder / f"masks/{i + 16:064x}.png", blob & ~half)
    picture(OUT / f"dsb2018/stage1_test/{'ab' * 32}/images/{'ab' * 32}.png", "RGBA")


def nnunet():
    folder = OUT / "nnunet/Dataset007_Cells"
    for part, count, start in [("Tr", 4, 1), ("Ts", 2, 5)]:
        for i in range(start, start + count):
            blob = picture(folder / f"images{part}/cells_{i:03d}_0000.png")
            for channel in [1, 2]:
                picture(folder / f"images{part}/cells_{i:03d}_{channel:04d}.png")
            labels = blob * 1
            labels[:, 12:] *= 2
            labels[0] = 3
            mask(folder / f"labels{part}/cells_{i:03d}.png", labels, 1)
    (folder / "dataset.json").write_text(
        json.dumps(
            {
                "channel_names": {"0": "nuclei", "1": "membrane", "2": "actin"},
                "labels": {"background": 0, "left": 1, "right": 2, "ignore": 3},
                "numTraining": 4,
                "file_ending": ".png",
            },
            indent=1,
        )
    )


def chest():
    for i, tuberculosis in [(1, 0), (2, 0), (327, 1), (400, 1)]:
        name = f"CHNCXR_{i:04d}_{tuberculosis}"
        blob = picture(OUT / f"shenzhen/CXR_png/{name}.png", "RGB")
        mask(OUT / f"shenzhen/mask/{name}_mask.png", blob)
        for folder in ["chest-joined/CXR_png", "chest-images/images"]:
            (OUT / folder).mkdir(parents=True, exist_ok=True)
            shutil.copy(OUT / f"shenzhen/CXR_png/{name}.png", OUT / folder / f"{name}.png")
        for folder in ["chest-joined/masks", "chest-images/masks"]:
            (OUT / folder).mkdir(parents=True, exist_ok=True)
            shutil.copy(OUT / f"shenzhen/mask/{name}_mask.png", OUT / folder / f"{name}_mask.png")
    for i, tuberculosis in [(1, 0), (3, 0), (108, 1)]:
        name = f"MCUCXR_{i:04d}_{tuberculosis}"
        blob = picture(OUT / f"montgomery/CXR_png/{name}.png")
        half = np.arange(24) < 12
        mask(OUT / f"montgomery/ManualMask/leftMask/{name}.png", blob & ~half)
        mask(OUT / f"montgomery/ManualMask/rightMask/{name}.png", blob & half)
        for folder in ["chest-joined", "chest-images"]:
            images = "CXR_png" if folder == "chest-joined" else "images"
            shutil.copy(OUT / f"montgomery/CXR_png/{name}.png", OUT / folder / images / f"{name}.png")
            mask(OUT / folder / f"masks/{name}.png", blob)
    for folder in ["shenzhen", "montgomery", "chest-joined"]:
        (OUT / folder / "ClinicalReadings").mkdir()
        (OUT / folder / "ClinicalReadings/NOTES.txt").write_text("male 45yrs\nnormal\n")


def table():
    folder = OUT / "table"
    rows = ["image,mask,group,subset,spacing,site,sex"]
    for i in range(6):
        blob = picture(folder / f"films/f{i}.png")
        half = np.arange(24) < 12
        mask(folder / f"outlines/left{i}.png", blob & half)
        mask(folder / f"outlines/right{i}.png", blob & ~half)
        site, sex = ("north", "south")[i % 2], "fm"[i // 3]
        subset = ["train", "train", "", "validation", "test", "test"][i]
        if i == 0:
            rows += [f"films/f0.png,outlines/left0.png,p0,{subset},0.2,{site},{sex}"]
            rows += [f"films/f0.png,outlines/right0.png,p0,{subset},0.2,{site},{sex}"]
        else:
            rows += [f"films/f{i}.png,outlines/left{i}.png;outlines/right{i}.png,p{i // 2},{subset},0.2x0.3,{site},{sex}"]
    rows[4] = rows[4].replace(",p1,", ",p1b,")
    (folder / "films.csv").write_text("\n".join(rows) + "\n")


def corners(count, size=(24, 20), spread=9):
    """A star-shaped polygon, whose numbers are no whole ones."""
    width, height = size
    angles = np.sort(rng.uniform(0, 2 * np.pi, count))
    radii = rng.uniform(3, spread, count)
    x = np.clip(width / 2 + radii * np.cos(angles), 0, width - 0.5)
    y = np.clip(height / 2 + radii * np.sin(angles), 0, height - 0.5)
    return np.round(np.stack([x, y], 1), 3)


def labelme():
    # A JSON beside each image, as LabelMe writes it.
    for i, name in enumerate("abc"):
        picture(OUT / f"labelme/{name}.jpg", "RGB")
        shapes = [
            {"label": "nucleus", "points": corners(7).tolist(), "shape_type": "polygon", "group_id": None, "flags": {}},
            {"label": "cell", "points": [[2.2, 3.7], [6.9, 9.1]], "shape_type": "rectangle", "group_id": None, "flags": {}},
        ]
        (OUT / f"labelme/{name}.json").write_text(
            json.dumps(
                {
                    "version": "5.4.1",
                    "flags": {},
                    "shapes": shapes[: 1 + (i > 0)],
                    "imagePath": f"{name}.jpg",
                    "imageData": None,
                    "imageHeight": 20,
                    "imageWidth": 24,
                }
            )
        )


def coco():
    from pycocotools import mask as rle

    images, annotations = [], []
    for i, name in enumerate("abcd", 1):
        picture(OUT / f"coco/images/{name}.png")
        images.append({"id": i, "file_name": f"{name}.png", "width": 24, "height": 20})
    blob = np.zeros((20, 24), np.uint8, order="F")
    blob[3:9, 5:17] = 1
    counts = rle.encode(blob)["counts"].decode()
    flat = blob.flatten(order="F")
    edges = np.flatnonzero(np.diff(flat)) + 1
    runs = np.diff(np.concatenate([[0], edges, [flat.size]])).tolist()
    two = [corners(5).flatten().tolist(), (corners(4, spread=5) + [[4, 3]]).round(3).flatten().tolist()]
    parts = [(1, 7, two), (2, 3, {"size": [20, 24], "counts": counts}), (3, 7, {"size": [20, 24], "counts": runs})]
    for i, (image, category, part) in enumerate(parts, 1):
        annotations.append(
            {"id": i, "image_id": image, "category_id": category, "segmentation": part, "iscrowd": int(not isinstance(part, list))}
        )
    (OUT / "coco/annotations").mkdir()
    (OUT / "coco/annotations/instances.json").write_text(
        json.dumps(
            {
                "images": images,
                "annotations": annotations,
                "categories": [{"id": 7, "name": "polyp"}, {"id": 3, "name": "tool"}],
            }
        )
    )


def yolo():
    for subset in ["train", "val"]:
        for name in "ab":
            picture(OUT / f"yolo/images/{subset}/{subset}-{name}.jpg", "RGB")
            lines = [f"{k} " + " ".join(f"{v:.6f}" for v in (corners(6) / [24, 20]).flatten()) for k in range(1 + (name == "b"))]
            place = OUT / f"yolo/labels/{subset}/{subset}-{name}.txt"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("\n".join(lines) + "\n")
    (OUT / "yolo/data.yaml").write_text("path: .\ntrain: images/train\nval: images/val\nnames:\n  0: crack\n  1: 'pore'\n")


def drawn():
    """Polygons with the pixels that pycocotools and OpenCV (YOLO's way) make of them, and PIL (LabelMe's way)."""
    import cv2
    from pycocotools import mask as rle

    cases = []
    for i in range(60):
        size = (int(rng.integers(5, 40)), int(rng.integers(5, 40)))
        points = corners(int(rng.integers(3, 12)), size, spread=25)
        if i % 3 == 0:
            points = rng.permutation(points)  # crosses itself
        width, height = size
        annotation = rle.decode(rle.frPyObjects([points.flatten().tolist()], height, width))[:, :, 0]
        image = Image.new("L", size)
        ImageDraw.Draw(image).polygon([tuple(p) for p in points], outline=1, fill=1)
        filled = np.zeros((height, width), np.uint8)
        cv2.fillPoly(filled, [points.astype(np.int32)], 1)
        text = lambda a: "".join(map(str, np.asarray(a).flatten()))
        cases.append({"size": [height, width], "points": points.tolist(), "coco": text(annotation), "pil": text(image), "cv2": text(filled)})  # PIL: for comparison alone
    (OUT.parent / "polygons.json").write_text(json.dumps(cases))


if __name__ == "__main__":
    shutil.rmtree(OUT, ignore_errors=True)
    for make in [pairs, isic, busi, drive, carvana, kvasir, dsb2018, nnunet, chest, table, labelme, coco, yolo, drawn]:
        make()
