"""Makes one small file for each format, sample type, channel layout and compression, and notes what others read in it.

    pip install tifffile imagecodecs pydicom pylibjpeg pylibjpeg-libjpeg pylibjpeg-openjpeg pylibjpeg-rle nibabel pynrrd SimpleITK pillow
    python3 Tests/ImagingTests/Fixtures/make_table.py

Writes into table/ beside itself: the files, and table.json with, for each file and page, its shape and the SHA-256 of
its samples (row by row, channels of a pixel side by side, little-endian) as that format's own Python library reads it:
tifffile, pydicom, nibabel, pynrrd, SimpleITK, Pillow. "stored" are the samples before palettes, white that is zero and
rescaling are taken into account, where they differ.
"""

import hashlib
import json
import shutil
import struct
import warnings
from pathlib import Path

import imagecodecs
import nibabel
import nrrd
import numpy as np
import pydicom
import SimpleITK
import tifffile
from PIL import Image, ImageOps
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixels import apply_rescale, convert_color_space
from pydicom.uid import (ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEG2000Lossless,
                         JPEGBaseline8Bit, JPEGLosslessSV1, JPEGLSLossless, RLELossless, SecondaryCaptureImageStorage)

warnings.simplefilter("ignore")
HERE = Path(__file__).parent / "table"
shutil.rmtree(HERE, ignore_errors=True)
HERE.mkdir()
table = {}
HEIGHT, WIDTH = 13, 19
TYPES = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float16", "float32", "float64"]


def pixels(dtype, channels=1, seed=0, shape=(HEIGHT, WIDTH)):
    """Ramps with noise over much of the type's range."""
    random = np.random.default_rng(seed + channels + TYPES.index(dtype))
    y, x = np.mgrid[0:shape[0], 0:shape[1]]
    base = ((x * 5 + y * 9)[..., None] + random.integers(0, 40, (*shape, channels))) / 250
    if np.dtype(dtype).kind == "f":
        values = (base * 300 - 100).astype(dtype)
    else:
        info = np.iinfo(dtype)
        values = (info.min * 0.9 + base * 0.9 * (float(info.max) - info.min)).astype(dtype)
    return values[..., 0] if channels == 1 else values


def digest(array):
    array = np.ascontiguousarray(array)
    return hashlib.sha256(array.astype(array.dtype.newbyteorder("<")).tobytes()).hexdigest()


def note(name, array, stored=None, page=None, pages=1, alpha=False, names=(), spacing=None, **more):
    array = np.asarray(array)
    height, width = array.shape[:2]
    entry = {"file": name, "width": width, "height": height, "channels": array.shape[2] if array.ndim > 2 else 1,
             "component": array.dtype.name, "sha256": digest(array), "first": [float(v) for v in array.reshape(-1)[:4]],
             "pages": pages, "alpha": alpha, "names": list(names)}
    if stored is not None:
        entry["stored"] = digest(stored)
    if page is not None:
        entry["page"] = page
    if spacing is not None:
        entry["spacing"] = spacing
    table[name if page is None else f"{name}#{page}"] = entry | more


def tiff(name, array, expected=None, note_options=None, **options):
    tifffile.imwrite(HERE / name, array, metadata=options.pop("metadata", None), **options)
    read = tifffile.imread(HERE / name) if expected is None else expected
    note(name, read, **(note_options or {}))


# TIFF: every type by strips and tiles, both byte orders, each compression.
for dtype in TYPES:
    grey = pixels(dtype)
    is_float = np.dtype(dtype).kind == "f"
    tiff(f"tiff_{dtype}.tif", grey, rowsperstrip=4)
    tiff(f"tiff_{dtype}_big.tif", grey, byteorder=">", bigtiff=True)
    tiff(f"tiff_{dtype}_tiles.tif", grey, tile=(16, 16), byteorder=">")
    tiff(f"tiff_{dtype}_deflate.tif", grey, compression="adobe_deflate", predictor=True, rowsperstrip=5)
    tiff(f"tiff_{dtype}_zstd.tif", grey, compression="zstd", tile=(16, 16))
    if not (is_float and dtype == "float16"):
        tiff(f"tiff_{dtype}_lzw.tif", grey, compression="lzw", predictor=True)
    tiff(f"tiff_{dtype}_lzma.tif", grey, compression="lzma")
    tiff(f"tiff_{dtype}_packbits.tif", grey, compression="packbits")
    rgb = pixels(dtype, 3)
    tiff(f"tiff_{dtype}_rgb.tif", rgb, photometric="rgb", tile=(16, 16), compression="deflate")
    planes = np.moveaxis(rgb, -1, 0)
    tiff(f"tiff_{dtype}_planes.tif", planes, expected=rgb, photometric="rgb", planarconfig="separate", rowsperstrip=4)
    for channels in (2, 5, 16):
        array = pixels(dtype, channels)
        tiff(f"tiff_{dtype}_{channels}.tif", array, photometric="minisblack", planarconfig="contig", compression="zstd")

for kind, array in (("int64", pixels("int32").astype(np.int64)), ("uint64", pixels("uint32").astype(np.uint64))):
    tiff(f"tiff_{kind}.tif", array, expected=array.astype(kind.replace("64", "32")))
for dtype in ("uint8", "uint16"):
    rgba, extra = pixels(dtype, 4), pixels(dtype, 2)
    tiff(f"tiff_{dtype}_rgba.tif", rgba, photometric="rgb", extrasamples=["unassalpha"], note_options={"alpha": True})
    tiff(f"tiff_{dtype}_rgba_tiles.tif", rgba, photometric="rgb", extrasamples=["unassalpha"], tile=(16, 16),
         note_options={"alpha": True})
    tiff(f"tiff_{dtype}_grey_alpha.tif", extra, photometric="minisblack", extrasamples=["unassalpha"],
         planarconfig="contig", note_options={"alpha": True})
    tiff(f"tiff_{dtype}_rgb_nir.tif", rgba, photometric="rgb", extrasamples=["unspecified"])
    white = pixels(dtype)
    tiff(f"tiff_{dtype}_white.tif", white, photometric="miniswhite", expected=np.iinfo(dtype).max - white,
         note_options={"stored": white})
grey8, rgb8 = pixels("uint8"), pixels("uint8", 3)
bilevel = grey8 > 120
tiff("tiff_bool.tif", bilevel, expected=np.where(bilevel, 0, 255).astype(np.uint8),
     note_options={"stored": bilevel.astype(np.uint8)})
tiff("tiff_bool_black.tif", bilevel, photometric="minisblack", expected=np.where(bilevel, 255, 0).astype(np.uint8),
     note_options={"stored": bilevel.astype(np.uint8)})
indices = (grey8 // 40).astype(np.uint8)
colours = (np.random.default_rng(5).integers(0, 256, (3, 256)) * 257).astype(np.uint16)
tiff("tiff_palette.tif", indices, photometric="palette", colormap=colours,
     expected=(colours[:, indices] >> 8).astype(np.uint8).transpose(1, 2, 0), note_options={"stored": indices})
cmyk = np.asarray(Image.fromarray(rgb8).convert("CMYK"))
tiff("tiff_cmyk.tif", cmyk, photometric="separated",
     expected=np.asarray(Image.fromarray(cmyk, "CMYK").convert("RGB")), note_options={"stored": cmyk})
smooth = np.asarray(Image.fromarray(rgb8).resize((48, 32), Image.Resampling.BICUBIC))
tiff("tiff_jpeg_grey.tif", smooth[..., 0], compression="jpeg", note_options={"lossy": True})
tiff("tiff_jpeg_rgb.tif", smooth, compression="jpeg", photometric="rgb", tile=(16, 16), note_options={"lossy": True})
Image.fromarray(rgb8).save(HERE / "tiff_jpeg_pillow.tif", compression="jpeg")
note("tiff_jpeg_pillow.tif", np.asarray(Image.open(HERE / "tiff_jpeg_pillow.tif")), lossy=True)
for orientation in (3, 6):
    name = f"tiff_turned{orientation}.tif"
    Image.fromarray(grey8).save(HERE / name, tiffinfo={274: orientation})
    upright = grey8[::-1, ::-1] if orientation == 3 else np.rot90(grey8, -1)
    note(name, upright, stored=grey8)
Image.fromarray(bilevel).save(HERE / "tiff_group4.tif", compression="group4")
note("tiff_group4.tif", np.asarray(Image.open(HERE / "tiff_group4.tif").convert("L")), stored=bilevel.astype(np.uint8))

# TIFF: pyramids, by subordinate directories and by pages; the largest page is the image.
large = pixels("uint8", 3, shape=(64, 48))
small = large[::2, ::2].copy()
with tifffile.TiffWriter(HERE / "pyramid_subifds.tif") as file:
    file.write(large, subifds=1, photometric="rgb", tile=(16, 16), metadata=None)
    file.write(small, subfiletype=1, photometric="rgb", tile=(16, 16), metadata=None)
note("pyramid_subifds.tif", large)
for flag in (1, 0):
    name = f"pyramid_pages{flag}.tif"
    with tifffile.TiffWriter(HERE / name) as file:
        file.write(large, photometric="rgb", metadata=None)
        file.write(small, subfiletype=flag, photometric="rgb", metadata=None)
    note(name, large)
note("pyramid_pages1.tif", small, page=1)
with tifffile.TiffWriter(HERE / "pyramid.ome.tif") as file:
    file.write(large, subifds=1, photometric="rgb", metadata={"axes": "YXS", "PhysicalSizeX": 0.25, "PhysicalSizeY": 0.5})
    file.write(small, subfiletype=1, photometric="rgb")
note("pyramid.ome.tif", large, spacing=[0.00025, 0.0005])

# TIFF: stacks of OME and ImageJ.
names = ["DAPI", "GFP & more", "RFP", "Cy5", "BF"]
stack = np.stack([pixels("uint16", seed=i) for i in range(5)])
tifffile.imwrite(HERE / "five.ome.tif", stack, photometric="minisblack", metadata={
    "axes": "CYX", "Channel": {"Name": names}, "PhysicalSizeX": 0.5, "PhysicalSizeXUnit": "µm", "PhysicalSizeY": 0.5,
    "PhysicalSizeYUnit": "µm"})
note("five.ome.tif", np.moveaxis(tifffile.imread(HERE / "five.ome.tif"), 0, -1), names=names, spacing=[0.0005, 0.0005])
depth = np.stack([stack[:2], stack[2:4], stack[3:5]])  # ZCYX
tifffile.imwrite(HERE / "depth.ome.tif", depth, photometric="minisblack", metadata={"axes": "ZCYX"})
tifffile.imwrite(HERE / "depth_ij.tif", depth, imagej=True, photometric="minisblack", resolution=(1e4, 5e3),
                 metadata={"axes": "ZCYX", "spacing": 3.0, "unit": "um"})
for page in range(3):
    note("depth.ome.tif", np.moveaxis(depth[page], 0, -1), page=page, pages=3)
    note("depth_ij.tif", np.moveaxis(depth[page], 0, -1), page=page, pages=3, spacing=[1e-7, 2e-7])
tifffile.imwrite(HERE / "float_ij.tif", pixels("float32"), imagej=True, resolution=(4, 4), metadata={"unit": "mm"})
note("float_ij.tif", tifffile.imread(HERE / "float_ij.tif"), spacing=[0.25, 0.25])

# BMP and GIF by Pillow.
quantised = Image.fromarray(rgb8).quantize(9)
for name, image in (("grey", Image.fromarray(grey8)), ("rgb", Image.fromarray(rgb8)), ("bilevel", Image.fromarray(bilevel)),
                    ("palette", quantised), ("rgba", Image.fromarray(pixels("uint8", 4)))):
    image.save(HERE / f"{name}.bmp")
    back = Image.open(HERE / f"{name}.bmp")
    stored = np.asarray(back) if name == "palette" else bilevel.astype(np.uint8) if name == "bilevel" else None
    back = back.convert({"P": "RGB", "1": "L"}.get(back.mode, back.mode))
    note(f"{name}.bmp", np.asarray(back), stored=stored)
for interlace in (0, 1):
    for name, image in (("grey", Image.fromarray(grey8)), ("palette", quantised)):
        image.save(HERE / f"{name}{interlace}.gif", interlace=interlace)
        back = Image.open(HERE / f"{name}{interlace}.gif")
        note(f"{name}{interlace}.gif", np.asarray(back.convert("L" if name == "grey" else "RGB")), stored=np.asarray(back))
quantised.save(HERE / "transparent.gif", transparency=2)
transparent = Image.open(HERE / "transparent.gif")
note("transparent.gif", np.asarray(transparent.convert("RGBA")), stored=np.asarray(transparent), alpha=True)
mixed = np.random.default_rng(9).integers(0, 256, (60, 90), dtype=np.uint8)  # more codes than its table holds
Image.fromarray(mixed).save(HERE / "long.gif")
note("long.gif", mixed)
runs = bytes([3, 7, 2, 9, 0, 0, 0, 5, 1, 2, 3, 4, 5, 0, 0, 1])  # RLE8: two runs; five plain pixels
head = struct.pack("<IiiHHIIiiII", 40, 5, 2, 1, 8, 1, len(runs), 0, 0, 256, 0)
ramp = b"".join(bytes([v, v, v, 0]) for v in range(256))
(HERE / "runs.bmp").write_bytes(b"BM" + struct.pack("<IHHI", 54 + 1024 + len(runs), 0, 0, 1078) + head + ramp + runs)
note("runs.bmp", np.asarray(Image.open(HERE / "runs.bmp")))
Image.fromarray(np.asarray(cmyk), "CMYK").save(HERE / "cmyk.jpg", quality=95)
note("cmyk.jpg", np.asarray(Image.open(HERE / "cmyk.jpg").convert("RGB")), stored=np.asarray(Image.open(HERE / "cmyk.jpg")),
     lossy=True)

# NIfTI by nibabel. An image is array[x, y]: rows run along y.
def nifti(name, array, spacing=(0.5, 0.25, 2), header=nibabel.Nifti1Image, slope=None, expected=None, big=False):
    image = header(array, np.diag([*spacing, 1]), dtype=array.dtype)
    if big:
        image = image.__class__(array, np.diag([*spacing, 1]), image.header.as_byteswapped(">"))
    if slope:
        image.header.set_slope_inter(*slope)
    image.header.set_xyzt_units("mm")
    nibabel.save(image, HERE / name)
    read = nibabel.load(HERE / name)
    values = np.asanyarray(read.dataobj) if expected is None else expected
    if array.ndim == 2:
        note(name, values.T, spacing=[0.5, 0.25])
    else:
        for page in range(array.shape[2]):
            note(name, values[..., page].T, page=page, pages=array.shape[2], spacing=[0.5, 0.25], slice=2)


for dtype in TYPES:
    if dtype != "float16":
        nifti(f"nifti_{dtype}.nii", pixels(dtype))
nifti("nifti_packed.nii.gz", pixels("int16"))
nifti("nifti_big.nii", pixels("int16").astype(">i2"), big=True)
nifti("nifti_two.nii", pixels("float32"), header=nibabel.Nifti2Image)
labels = (pixels("uint8") // 100).astype(np.int64)
nifti("nifti_labels.nii.gz", labels, expected=labels.astype(np.int32))
volume = np.stack([pixels("int16", seed=i) for i in range(3)], -1)
nifti("nifti_volume.nii.gz", volume)
scaled = nibabel.Nifti1Image(pixels("int16"), np.diag([0.5, 0.25, 2, 1]))
scaled.header.set_slope_inter(0.5, -10)
scaled.header.set_xyzt_units("mm")
nibabel.save(scaled, HERE / "nifti_scaled.nii")
raw = bytearray((HERE / "nifti_scaled.nii").read_bytes())
struct.pack_into("<ff", raw, 112, 0.5, -10)
(HERE / "nifti_scaled.nii").write_bytes(raw)
note("nifti_scaled.nii", np.asanyarray(nibabel.load(HERE / "nifti_scaled.nii").dataobj).astype(np.float32).T,
     spacing=[0.5, 0.25])

# NRRD by pynrrd (array[x, y] too), MetaImage by SimpleITK (array[y, x]).
for dtype in TYPES:
    if dtype == "float16":
        continue
    for encoding in ("raw", "gzip"):
        name = f"nrrd_{dtype}_{encoding}.nrrd"
        nrrd.write(str(HERE / name), pixels(dtype), {"encoding": encoding, "spacings": [0.5, 0.25]}, index_order="F")
        note(name, nrrd.read(str(HERE / name), index_order="F")[0].T, spacing=[0.5, 0.25])
    name = f"meta_{dtype}.mha"
    image = SimpleITK.GetImageFromArray(pixels(dtype))
    image.SetSpacing((0.5, 0.25))
    SimpleITK.WriteImage(image, str(HERE / name), useCompression=dtype in ("uint8", "int16", "float64"))
    note(name, SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(HERE / name))), spacing=[0.5, 0.25])
nrrd.write(str(HERE / "nrrd_text.nrrd"), pixels("uint8"), {"encoding": "ascii"}, index_order="F")
note("nrrd_text.nrrd", nrrd.read(str(HERE / "nrrd_text.nrrd"), index_order="F")[0].T)
nrrd.write(str(HERE / "nrrd_volume.nrrd"), volume, {
    "encoding": "gzip", "space": "left-posterior-superior",
    "space directions": [[0.5, 0, 0], [0, 0.25, 0], [0, 0, 2]]}, index_order="F")
colour = np.moveaxis(pixels("uint8", 3), -1, 0)  # colours first, then x, y
nrrd.write(str(HERE / "nrrd_rgb.nrrd"), colour.transpose(0, 2, 1), {"encoding": "raw", "kinds": [
    "RGB-color", "domain", "domain"]}, index_order="F")
note("nrrd_rgb.nrrd", pixels("uint8", 3))
image = SimpleITK.GetImageFromArray(np.moveaxis(volume, -1, 0))
image.SetSpacing((0.5, 0.25, 2))
SimpleITK.WriteImage(image, str(HERE / "meta_volume.mha"), useCompression=True)
for page in range(3):
    note("nrrd_volume.nrrd", volume[..., page].T, page=page, pages=3, spacing=[0.5, 0.25], slice=2)
    note("meta_volume.mha", volume[..., page], page=page, pages=3, spacing=[0.5, 0.25], slice=2)
image = SimpleITK.GetImageFromArray(pixels("uint8", 3), isVector=True)
SimpleITK.WriteImage(image, str(HERE / "meta_rgb.mha"))
note("meta_rgb.mha", pixels("uint8", 3), spacing=[1, 1])


# DICOM by pydicom.
def dicom(name, array, photometric="MONOCHROME2", syntax=ExplicitVRLittleEndian, bits=None, data=None, expected=None,
          stored=None, frames=1, page_arrays=None, lossy=False, spacing="PixelSpacing", note_it=True, **elements):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = syntax
    meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    set = pydicom.Dataset()
    set.file_meta = meta
    set.SOPClassUID, set.SOPInstanceUID, set.Modality = SecondaryCaptureImageStorage, "1.2.3", "DX"
    set.PatientID = "PHANTOM 1"
    shape = array.shape[1:] if frames > 1 else array.shape
    set.Rows, set.Columns = shape[:2]
    set.SamplesPerPixel = shape[2] if len(shape) > 2 else 1
    set.PhotometricInterpretation = photometric
    size = array.dtype.itemsize * 8
    set.BitsAllocated, set.BitsStored, set.PixelRepresentation = size, bits or size, int(array.dtype.kind == "i")
    set.HighBit = set.BitsStored - 1
    if set.SamplesPerPixel > 1:
        set.PlanarConfiguration = elements.pop("PlanarConfiguration", 0)
    if frames > 1:
        set.NumberOfFrames = frames
    if spacing:
        setattr(set, spacing, [0.25, 0.5])  # rows first
    for key, value in elements.items():
        setattr(set, key, value)
    if lossy:
        set.LossyImageCompression = "01"
    order = ">" if syntax == ExplicitVRBigEndian else "<"
    if data is None:
        raw = np.moveaxis(array, -1, 0) if set.get("PlanarConfiguration") == 1 else array
        set.PixelData = raw.astype(raw.dtype.newbyteorder(order)).tobytes()
        if len(set.PixelData) % 2:
            set.PixelData += b"\0"
    else:
        set.PixelData = encapsulate(data)
        set["PixelData"].is_undefined_length = True
    set["PixelData"].VR = "OB" if size == 8 or data is not None else "OW"
    if syntax == RLELossless:
        set.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        raw = array.tobytes()
        set.PixelData = raw + b"\0" * (len(raw) % 2)
        set["PixelData"].is_undefined_length = False
        set.compress(RLELossless, generate_instance_uid=False)
    pydicom.dcmwrite(HERE / name, set, enforce_file_format=True)
    read = pydicom.dcmread(HERE / name)
    if not note_it:
        return read
    values = read.pixel_array if expected is None else expected
    options = {"spacing": [0.5, 0.25] if spacing else None, "lossy": lossy}
    if frames > 1:
        for page in range(frames):
            note(name, values[page], page=page, pages=frames, **options)
    else:
        note(name, values, stored=stored, **options)
    return read


deep = (pixels("uint16") >> 4).astype(np.uint16)
signed = (pixels("int16") >> 4).astype(np.int16)
for name, syntax in (("explicit", ExplicitVRLittleEndian), ("implicit", ImplicitVRLittleEndian), ("big", ExplicitVRBigEndian)):
    dicom(f"dicom_{name}.dcm", deep, syntax=syntax, bits=12)
dicom("dicom_uint8.dcm", grey8, spacing=None)
dicom("dicom_uint16.dcm", pixels("uint16"), spacing="ImagerPixelSpacing")
dicom("dicom_int16.dcm", pixels("int16"))
dicom("dicom_uint32.dcm", pixels("uint32"))
dicom("dicom_int8.dcm", pixels("int8"))
dicom("dicom_mono1.dcm", deep, "MONOCHROME1", bits=12, expected=4095 - deep, stored=deep)
dicom("dicom_ct", signed, bits=12, RescaleSlope="1", RescaleIntercept="-1024",
      expected=(signed.astype(np.int32) - 1024).astype(np.int16), stored=signed)
dicom("dicom_pet.dcm", deep, bits=12, RescaleSlope="0.25", RescaleIntercept="2",
      expected=(deep * 0.25 + 2).astype(np.float32), stored=deep)
dicom("dicom_rgb.dcm", rgb8, "RGB")
dicom("dicom_rgb_planes.dcm", rgb8, "RGB", PlanarConfiguration=1, expected=rgb8)
ybr = convert_color_space(rgb8, "RGB", "YBR_FULL")
dicom("dicom_ybr.dcm", ybr, "YBR_FULL", expected=convert_color_space(ybr, "YBR_FULL", "RGB"))
many = np.stack([grey8, 255 - grey8, grey8 // 2])
dicom("dicom_frames.dcm", many, frames=3)
dicom("dicom_rle.dcm", deep, syntax=RLELossless, bits=12, expected=deep)
dicom("dicom_rle_rgb.dcm", rgb8, "RGB", syntax=RLELossless, expected=rgb8)
dicom("dicom_jls.dcm", deep, syntax=JPEGLSLossless, bits=12, data=[imagecodecs.jpegls_encode(deep)], expected=deep)
dicom("dicom_j2k.dcm", deep, syntax=JPEG2000Lossless, bits=12, expected=deep,
      data=[imagecodecs.jpeg2k_encode(deep, level=0, codecformat="j2k", bitspersample=12, reversible=True)])
dicom("dicom_lossless_jpeg.dcm", deep, syntax=JPEGLosslessSV1, bits=12, expected=deep,
      data=[imagecodecs.ljpeg_encode(deep, bitspersample=12)])
wide = np.asarray(Image.fromarray(rgb8).resize((48, 32), Image.Resampling.BICUBIC))
for name, part, photometric in (("grey", wide[..., 0], "MONOCHROME2"), ("rgb", wide, "YBR_FULL_422")):
    data = imagecodecs.jpeg8_encode(np.ascontiguousarray(part), level=95)
    dicom(f"dicom_jpeg_{name}.dcm", part, photometric, syntax=JPEGBaseline8Bit, data=[data], lossy=True,
          expected=imagecodecs.jpeg8_decode(data))
dicom("dicom_burned.dcm", grey8, BurnedInAnnotation="YES")
read = dicom("dicom_palette.dcm", indices, "PALETTE COLOR", note_it=False, **{
    f"{colour}PaletteColorLookupTableDescriptor": [256, 0, 16] for colour in ("Red", "Green", "Blue")}, **{
    f"{colour}PaletteColorLookupTableData": colours[i].astype("<u2").tobytes()
    for i, colour in enumerate(("Red", "Green", "Blue"))})
note("dicom_palette.dcm", (colours[:, indices] >> 8).astype(np.uint8).transpose(1, 2, 0), stored=indices,
     spacing=[0.5, 0.25])

lines = [f"  {json.dumps(name)}: {json.dumps(table[name], separators=(',', ':'))}" for name in sorted(table)]
(HERE / "table.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
print(len(table), "images in", len(list(HERE.iterdir())) - 1, "files,", sum(f.stat().st_size for f in HERE.iterdir()), "bytes")
