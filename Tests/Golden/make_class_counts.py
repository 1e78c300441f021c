"""Counts for each image and class by segmentation_models_pytorch's get_stats, with an ignored label.

Rules as in make_golden.py, which must lie beside. Run: python make_class_counts.py > class_counts.json
Needs: torch, segmentation-models-pytorch (the versions are written into the file).
"""
import json

import numpy as np
import torch
import segmentation_models_pytorch as smp

from make_golden import make_input

logits = make_input(2, 3, 16, 16)
labels = torch.from_numpy((np.arange(2 * 16 * 16) // 5) % 3).reshape(2, 16, 16)
labels[:, :4] = 255
labels[1][labels[1] == 2] = 0
counts = smp.metrics.get_stats(logits.argmax(1), labels, mode="multiclass", num_classes=3, ignore_index=255)
out = {"versions": {"torch": torch.__version__, "segmentation_models_pytorch": smp.__version__},
       "logits": "input rule, (2,3,16,16)",
       "labels": "(i / 5) mod 3, integer division, (2,16,16), rows 0 to 3 at 255, class 2 of the second image at 0"}
out |= {name: values.tolist() for name, values in zip(("tp", "fp", "fn", "tn"), counts)}
print(json.dumps(out))
