"""Files that torch.save wrote, in both of torch's forms, and what is in them by torch's own word.

    cd Tests/TorchTests/Fixtures && peer-python make_pickle.py

Every NAME.pth is the zip archive, every NAME_old.pth the older stream. `pickle.json` says for each file the names in
their order, the number types, the shapes and the elements. The files `evil_*` ask to run code and are only to be
refused.
"""

import collections
import json
import os
import zipfile

import torch

torch.manual_seed(0)
expected = {}


def describe(state):
    return [
        {
            "name": name,
            "dtype": str(tensor.dtype).removeprefix("torch."),
            "shape": list(tensor.shape),
            "values": [float(v) for v in tensor.detach().to(torch.float64).flatten()],
        }
        for name, tensor in state.items()
    ]


def save(value, name, state, **options):
    """Writes both forms of `value`, in which `state` is the dictionary of tensors."""
    torch.save(value, f"{name}.pth", **options)
    torch.save(value, f"{name}_old.pth", _use_new_zipfile_serialization=False, **options)
    for file in (f"{name}.pth", f"{name}_old.pth"):
        expected[file] = describe(state)


# All number types, a scalar, nothing, parameters.
kinds = collections.OrderedDict()
for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
    kinds[str(dtype)] = torch.tensor([[0.5, -1.25, 3.0], [1e-3, 65000.0, -0.0]], dtype=dtype)
kinds["torch.int64"] = torch.tensor([2**40 + 1, -(2**40), 7])
for dtype, low, high in ((torch.int32, -(2**31), 2**31 - 1), (torch.int16, -(2**15), 2**15 - 1),
                         (torch.int8, -128, 127), (torch.uint8, 0, 255)):
    kinds[str(dtype)] = torch.tensor([low, high, 5], dtype=dtype)
kinds["torch.bool"] = torch.tensor([True, False, True])
kinds["scalar"] = torch.tensor(42)
kinds["empty"] = torch.zeros(0, 3)
kinds["parameter"] = torch.nn.Parameter(torch.arange(4.0))
with_state = torch.nn.Parameter(torch.arange(3.0), requires_grad=False)
with_state.no_weight_decay = True
kinds["parameter_with_state"] = with_state
save(kinds, "kinds", kinds)

# Views of shared storages, tied weights, layouts that are not row-major.
base = torch.arange(24.0)
weight = torch.randn(2, 3)
views = {
    "slice": base[5:11],
    "transposed": base.view(4, 6).t(),
    "every_second": base[1::2],
    "block": base.view(2, 3, 4)[:, 1:, ::3],
    "permuted": base.view(2, 3, 4).permute(2, 0, 1),
    "none": base[24:],
    "expanded": base[3].expand(2, 3),
    "column": base.view(4, 6)[:, 2:3],
    "channels_last": torch.arange(36.0).view(2, 2, 3, 3).to(memory_format=torch.channels_last),
    "tied.a": weight,
    "tied.b": weight,
}
save(views, "views", views)

# A checkpoint of a training, with the optimiser's state and settings around it.
model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
model(torch.randn(2, 1, 5, 5)).sum().backward()
optimiser.step()
checkpoint = {
    "epoch": 3, "best": 0.25, "arch": "small", "optimizer": optimiser.state_dict(), "device": torch.device("cpu"),
    "state_dict": model.state_dict(),
}
save(checkpoint, "checkpoint", model.state_dict())

# Wrapped twice, with plain values beside the tensors, in a later protocol of pickle.
inner = {"weight": torch.tensor([1.0, 2.0]), "version": 2, "note": "plain", "ratio": 0.5, "on": True, "no": None,
         "big": 2**70, "dtype": torch.float32, "raw": b"bytes", "bias": torch.tensor([3.0])}
tensors = {k: v for k, v in inner.items() if isinstance(v, torch.Tensor)}
save({"model": {"model_state_dict": inner}, "size": torch.Size([1, 2])}, "wrapped", tensors, pickle_protocol=4)

# The smallest of use: what the fuzz test mutates.
small = collections.OrderedDict(a=torch.tensor([[1.0, 2.0], [3.0, 4.0]]).t(), n=torch.tensor(7))
save(small, "small", small)


# Archives that torch could have written elsewhere, or never: made again from small.pth.
def rewrite(name, change=lambda path, data: (path, data), compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile("small.pth") as source, zipfile.ZipFile(name, "w", compression) as target:
        for path in source.namelist():
            if (changed := change(path, source.read(path))) is not None:
                # A fixed date, so that the same bytes come out again.
                target.writestr(zipfile.ZipInfo(changed[0], (2020, 1, 1, 0, 0, 0)), changed[1], compression)


rewrite("compressed.pth", compression=zipfile.ZIP_DEFLATED)
rewrite("big_endian.pth", lambda path, data: (path, b"big" if path.endswith("byteorder") else data))
rewrite("missing.pth", lambda path, data: None if path.endswith("data/0") else (path, data))
rewrite("short.pth", lambda path, data: (path, data[:-4] if path.endswith("data/0") else data))
rewrite("folder.pth", lambda path, data: ("résumé" + path[path.index("/"):], data))
rewrite("program.pth", lambda path, data: (path.replace(".data/serialization_id", "constants.pkl"), data))
rewrite("other.pth", lambda path, data: (path.replace("data.pkl", "data.txt"), data))
zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = 8, 1  # so that every count and offset goes into 64 bits
rewrite("wide.pth")
for name in ("folder.pth", "wide.pth"):
    torch.load(name, weights_only=True)
    expected[name] = describe(small)


class Evil:
    def __init__(self, function, *arguments):
        self.reduced = (function, arguments)

    def __reduce__(self):
        return self.reduced


for name, evil in {"system": Evil(os.system, "touch /tmp/evil"), "eval": Evil(eval, "1 + 1")}.items():
    value = {"weight": torch.tensor([1.0]), "hook": evil}
    torch.save(value, f"evil_{name}.pth")
    torch.save(value, f"evil_{name}_old.pth", _use_new_zipfile_serialization=False)
torch.save({"z": torch.tensor([1j])}, "complex.pth")
torch.save(torch.nn.ReLU(), "module.pth")
torch.save({"epoch": 3, "net": {"weight": torch.tensor([1.0])}}, "unknown.pth")
torch.save({"weight": torch.tensor([1.0]), "more": [torch.tensor([1.0])]}, "list.pth")

with open("pickle.json", "w") as f:
    rows = [f'"{name}": [\n' + ",\n".join("  " + json.dumps(t) for t in tensors) + "\n]"
            for name, tensors in expected.items()]
    f.write("{\n" + ",\n".join(rows) + "\n}\n")
