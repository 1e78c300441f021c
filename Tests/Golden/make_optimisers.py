"""PyTorch's own optimisers, step by step, for OptimiserTests.swift: writes optimisers.json beside this file.

A parameter of 6 numbers, w[i] = noise(i, 1), in float64; five steps down the loss sum(c * (w - t)^2 + sin(w)) with
t[i] = noise(i, 2) and c[i] = 1 + noise(i, 3)^2, `noise` being the hash of make_golden.py. The learning
rate is halved after the third step. Each case holds the numbers after every step.

Run:  python Tests/Golden/make_optimisers.py
Needs: torch (its version is written into the file).
"""
import json
from pathlib import Path

import torch

WORD = (1 << 64) - 1


def noise(i, k):
    z = ((i + (k << 32) + 1) * 0x9E3779B97F4A7C15) & WORD
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    z ^= z >> 31
    return (z >> 40) / float(1 << 23) - 1


def numbers(stream):
    return torch.tensor([noise(i, stream) for i in range(6)], dtype=torch.float64)


CASES = {
    "adam": (torch.optim.Adam, dict(lr=0.1)),
    "adam weight decay": (torch.optim.Adam, dict(lr=0.1, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)),
    "adamw": (torch.optim.AdamW, dict(lr=0.1, weight_decay=0.1)),
    "sgd": (torch.optim.SGD, dict(lr=0.1)),
    "sgd weight decay": (torch.optim.SGD, dict(lr=0.1, weight_decay=0.1)),
    "sgd momentum": (torch.optim.SGD, dict(lr=0.1, momentum=0.9)),
    "sgd momentum weight decay": (torch.optim.SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.1)),
    "sgd nesterov": (torch.optim.SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.1, nesterov=True)),
}


def steps(make, settings):
    weight = numbers(1).requires_grad_()
    target, scale = numbers(2), 1 + numbers(3) ** 2
    # foreach=False: the plain loop that PyTorch's documentation states, not the fused kernels that Pleura calls.
    optimiser = make([weight], foreach=False, **settings)
    found = []
    for step in range(5):
        if step == 3:
            optimiser.param_groups[0]["lr"] /= 2
        optimiser.zero_grad()
        (scale * (weight - target) ** 2 + weight.sin()).sum().backward()
        optimiser.step()
        found.append(weight.detach().tolist())
    return found


def main():
    cases = {name: steps(make, settings) for name, (make, settings) in CASES.items()}
    text = json.dumps({"torch": torch.__version__, "steps": cases}, indent=1)
    Path(__file__).with_name("optimisers.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
