"""Binary losses and counts where some pixels are ignored: values, norms of gradients, tp, fp, fn and tn.

SMP's losses with ignore_index where it has one; PyTorch's cross entropy and SMP's Jaccard loss, which have none for one class,
over the pixels that count alone. Rules as in make_golden.py, which must lie beside. Run: python make_ignored.py > ignored.json
Needs: torch, segmentation-models-pytorch (the versions are written into the file).
"""
import json

import torch
import segmentation_models_pytorch as smp

from make_golden import make_input, make_target

IGNORED = 255
target = make_target(2, 1, 16, 16)
target[:, :, :4] = IGNORED
target[1, :, :, 12:] = IGNORED
counts = target != IGNORED


def chosen(loss):
    return lambda z, t: loss(z[counts].reshape(1, 1, 1, -1), t[counts].reshape(1, 1, 1, -1))


LOSSES = {
    "dice": smp.losses.DiceLoss("binary", ignore_index=IGNORED),
    "jaccard": chosen(smp.losses.JaccardLoss("binary")),
    "bce": chosen(torch.nn.BCEWithLogitsLoss()),
    "focal": smp.losses.FocalLoss("binary", ignore_index=IGNORED),
    "focal_alpha_0.25": smp.losses.FocalLoss("binary", alpha=0.25, gamma=2.0, ignore_index=IGNORED),
    "tversky_0.3_0.7": smp.losses.TverskyLoss("binary", alpha=0.3, beta=0.7, ignore_index=IGNORED),
    "lovasz": smp.losses.LovaszLoss("binary", ignore_index=IGNORED),
}

out = {"versions": {"torch": torch.__version__, "segmentation_models_pytorch": smp.__version__},
       "logits": "4 * input rule, (2,1,16,16)",
       "target": "target rule; ignored: rows 0 to 3, and columns 12 to 15 of the second image",
       "values": {}, "gradient_norms": {}}
for name, loss in LOSSES.items():
    z = (4 * make_input(2, 1, 16, 16)).requires_grad_()
    value = loss(z, target.clone())
    value.backward()
    out["values"][name] = value.item()
    out["gradient_norms"][name] = float(z.grad.double().norm())
stats = smp.metrics.get_stats((make_input(2, 1, 16, 16) > 0).long(), target.long(), mode="multiclass", num_classes=2,
                              ignore_index=IGNORED)
out |= {name: values[:, 1].tolist() for name, values in zip(("tp", "fp", "fn", "tn"), stats)}
print(json.dumps(out))
