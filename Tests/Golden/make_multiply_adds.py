"""Parameters and multiply-adds of segmentation_models_pytorch's networks, by hooks on every convolution.

One multiply-add for each weight and place of a convolution's output, for one image of 3 channels; nothing else is
counted. Run: python make_multiply_adds.py > multiply_adds.json
Needs: torch, segmentation-models-pytorch (the versions are written into the file).
"""
import json
import warnings

import torch
import segmentation_models_pytorch as smp

warnings.filterwarnings("ignore")
HEIGHT, WIDTH = 64, 96
ARCH = {"unet": smp.Unet, "unetplusplus": smp.UnetPlusPlus}
ENCODERS = ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d",
            *[f"timm-tf_efficientnet_lite{i}" for i in range(5)]]


def count(arch, encoder, **options):
    with torch.device("meta"):
        model = ARCH[arch](encoder, encoder_weights=None, **options).eval()
        total = 0

        def hook(layer, _, output):
            nonlocal total
            total += layer.weight.numel() * output.shape[2] * output.shape[3]

        for layer in model.modules():
            if isinstance(layer, torch.nn.Conv2d):
                layer.register_forward_hook(hook)
        model(torch.zeros(1, 3, HEIGHT, WIDTH))
    return {"architecture": arch, "encoder": encoder, "options": options, "multiply_adds": total,
            "parameters": sum(p.numel() for p in model.parameters())}


cases = [count(arch, encoder) for arch in ARCH for encoder in ENCODERS]
for arch in ARCH:
    cases += [count(arch, "resnet50", decoder_attention_type="scse"),
              count(arch, "resnet34", encoder_depth=3, decoder_channels=[128, 64, 32]),
              count(arch, "timm-tf_efficientnet_lite1", encoder_depth=4, decoder_channels=[96, 48, 24, 12])]
versions = {"torch": torch.__version__, "segmentation_models_pytorch": smp.__version__}
print(json.dumps({"versions": versions, "height": HEIGHT, "width": WIDTH, "cases": cases}, indent=1))
