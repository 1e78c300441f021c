"""A U-Net trained with segmentation_models_pytorch (SMP), as fast as plain PyTorch does it: bench/run's other side.

The films are those that a Pleura run trains on (--split names its split.csv), in the same batches. They are decoded and
resized once and lie in memory as one normalised float32 tensor; a step does nothing that Pleura's does not do: forward,
Dice loss, backward, fused Adam, the loss and each image's Dice read off. Nothing is augmented.

--history gets a row for each epoch, as a run's history.csv; the seconds are of the training pass alone.
"""
import argparse
import csv
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import segmentation_models_pytorch as smp
import torch
from PIL import Image

MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
ARCHITECTURES = {"unet": smp.Unet, "unetplusplus": smp.UnetPlusPlus, "unet++": smp.UnetPlusPlus}
SUFFIXES = {".png", ".jpg", ".jpeg", ".tif", ".tiff"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", nargs="+", type=Path, help="the folders that the Pleura run was given")
    parser.add_argument("--split", required=True, type=Path, help="split.csv of a Pleura run on the same folders")
    parser.add_argument("--history", required=True, type=Path, help="the CSV file to write")
    parser.add_argument("--arch", default="unet", choices=ARCHITECTURES)
    parser.add_argument("--encoder", default="resnet34")
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--precision", default="fp32", choices=["fp32", "bf16"])
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser.parse_args()


# The films: Pleura's three layouts.


def folder_of(name, images, roots):
    """The folder of a set: named after it, or after it and the folder above where several are called the same."""
    holding = [root for root in roots if all((root / image).is_file() for image in images)]
    named = [root for root in holding if name in (root.name, f"{root.parent.name}-{root.name}")]
    if not holding:
        sys.exit(f"none of the folders holds the images of the set {name}")
    return (named or holding)[0]


def masks_of(image, root):
    """The mask files of an image of the set in `root`."""
    folders = next(
        found
        for found in ([root / "masks"], [root / "mask"], [root / "ManualMask/leftMask", root / "ManualMask/rightMask"])
        if all(folder.is_dir() for folder in found)
    )
    stems = {image.stem, image.stem + "_mask"}
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.stem in stems]
    return [file for file in files if file.suffix.lower() in SUFFIXES]


def grey(file):
    """(1, 1, height, width), 0 to 1 by the full scale of the file's numbers."""
    picture = Image.open(file)
    values = np.asarray(picture if picture.mode.startswith("I") else picture.convert("L"))
    return torch.from_numpy(values.astype(np.float32))[None, None] / (255 if values.dtype == np.uint8 else 65535)


def resized(pixels, size):
    """Bilinear with antialiasing, by the operator that Pleura uses."""
    return torch.nn.functional.interpolate(pixels, (size, size), mode="bilinear", antialias=True)[0]


def load(roots, split, size):
    """The training films (N, 3, size, size), normalised, and their masks (N, 1, size, size), 0 or 1; channels-last."""
    with open(split, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    images_of = defaultdict(list)
    for row in rows:
        images_of[row["set"]].append(row["image"])
    root_of = {name: folder_of(name, images, roots) for name, images in images_of.items()}
    images, masks = [], []
    for row in (row for row in rows if row["subset"] == "train"):
        root = root_of[row["set"]]
        film = resized(grey(root / row["image"]), size)
        images.append(torch.cat([(film - m) / d for m, d in zip(MEAN, DEVIATION)]))
        parts = [grey(file) for file in masks_of(root / row["image"], root)]
        # Two values {0, v}, or smoothed edges: cut at half of what the mask reaches.
        parts = [resized(part / part.max().clamp(min=1e-6), size) for part in parts]
        masks.append((torch.stack(parts).amax(0) >= 0.5).float())
    return (
        torch.stack(images).contiguous(memory_format=torch.channels_last),
        torch.stack(masks).contiguous(memory_format=torch.channels_last),
    )


# The batches: an image's rank in an epoch is Pleura's draw of (seed, "order", epoch, place); see RandomDraws.swift.

GOLDEN, WORD = 0x9E3779B97F4A7C15, (1 << 64) - 1


def mixed(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return z ^ (z >> 31)


def rank(seed, epoch, place):
    name = 0xCBF29CE484222325
    for byte in b"order":
        name = ((name ^ byte) * 0x100000001B3) & WORD
    key = mixed((seed + GOLDEN) & WORD)
    for word in (name, epoch, place):
        key = mixed(((key ^ word) + GOLDEN) & WORD)
    return mixed((key + GOLDEN) & WORD)


def batches(count, batch_size, seed, epoch):
    """Lists of places; an incomplete last batch is kept, but a single image is not."""
    order = sorted(range(count), key=lambda place: (rank(seed, epoch, place), place))
    found = [order[start : start + batch_size] for start in range(0, count, batch_size)]
    return found[:-1] if len(found) > 1 and len(found[-1]) == 1 else found


# The training.


def dice_of_each(logits, masks):
    """Dice of each image at logits > 0; both empty 1."""
    said, truth = (logits > 0).flatten(1), (masks > 0.5).flatten(1)
    both, sizes = (said & truth).sum(1), said.sum(1) + truth.sum(1)
    return torch.where(sizes == 0, 1.0, 2 * both / sizes.clamp(min=1))


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    images, masks = load(options.data, options.split, options.size)
    print(f"training on {len(images)} images", file=sys.stderr)
    model = ARCHITECTURES[options.arch](options.encoder, encoder_weights=None, classes=1)
    model = model.to(memory_format=torch.channels_last).train()
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    dice_loss = smp.losses.DiceLoss("binary")
    bf16 = options.precision == "bf16"
    rows = []
    for epoch in range(1, options.epochs + 1):
        start = time.perf_counter()
        loss_sum = dice_sum = samples = 0
        for places in batches(len(images), options.batch_size, options.seed, epoch):
            batch, truth = images[places].contiguous(memory_format=torch.channels_last), masks[places]
            optimiser.zero_grad(set_to_none=True)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
                logits = model(batch)
            logits = logits.float()
            loss = dice_loss(logits, truth)
            loss.backward()
            optimiser.step()
            loss_sum += loss.item() * len(places)
            dice_sum += dice_of_each(logits.detach(), truth).sum().item()
            samples += len(places)
        seconds = time.perf_counter() - start
        rows.append([epoch, loss_sum / samples, dice_sum / samples, seconds])
        print(f"epoch {epoch}/{options.epochs}: loss {rows[-1][1]:.4f}, Dice {rows[-1][2]:.4f}, {seconds:.3f} s", flush=True)
    with open(options.history, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["epoch", "train_loss", "train_dice", "seconds"], *rows])


if __name__ == "__main__":
    main()
