extension Layout {
    /// Every layout that is looked for, in the order in which they are named.
    public static let all = [
        pairs, shenzhen, montgomery, chest, isic, busi, drive, carvana, nnUNet, dsb2018, suffix, annotated, manifest,
    ]

    /// Names of folders with images, the first found counts.
    private static let pairedImages = ["images", "image", "imgs", "img", "JPEGImages", "inputs", "input", "photos"]
    /// Folders in a set's root that hold images, of any layout.
    static var imageFolders: [String] {
        all.flatMap(\.parts).flatMap(\.images).filter { !$0.isEmpty && !$0.contains { "/*".contains($0) } }
    }

    /// Names of folders with masks, the first found counts.
    private static let maskFolders = [
        "masks", "mask", "labels", "label", "annotations", "annotation", "gt", "gts", "ground_truth", "groundtruth",
        "ground-truth", "SegmentationClass", "segmentations", "segmentation", "seg", "targets", "target",
    ]

    /// A part in a folder of its own: `train/images` and `train/masks`.
    private static func part(_ folders: [String], _ subset: Subset) -> Part {
        func inside(_ names: [String]) -> [String] { folders.flatMap { folder in names.map { "\(folder)/\($0)" } } }
        return Part(images: inside(pairedImages), masks: [inside(maskFolders)], subset: subset)
    }

    /// `images/` and `masks/`, or folders of such names; or both within `train/`, `val/` and `test/`.
    public static let pairs = Layout(
        name: "pairs", summary: "images/ + masks/ (or imgs/, labels/, annotations/ ...; also within train/, test/)",
        parts: [
            Part(images: pairedImages, masks: [maskFolders]),
            part(["train", "training"], .train), part(["val", "valid", "validation"], .validation),
            part(["test", "testing"], .test),
        ])

    /// The Shenzhen set: masks add `_mask` to the stem. One film of each patient (Jaeger and others 2014).
    public static let shenzhen = Layout(
        name: "shenzhen", summary: "CXR_png/ + mask/",
        parts: [Part(images: ["CXR_png"], masks: [["mask"]])], patients: .oneImageEach)

    /// The Montgomery set: the mask is the union of both lungs. One film of each patient (Jaeger and others 2014).
    public static let montgomery = Layout(
        name: "montgomery", summary: "CXR_png/ + ManualMask/leftMask/ + ManualMask/rightMask/",
        parts: [Part(images: ["CXR_png"], masks: [["ManualMask/leftMask"], ["ManualMask/rightMask"]])],
        patients: .oneImageEach)

    /// Both chest sets in one folder, as Kaggle has them: masks of Shenzhen add `_mask`, those of Montgomery do not.
    public static let chest = Layout(
        name: "chest", summary: "CXR_png/ + masks/",
        parts: [Part(images: ["CXR_png"], masks: [["masks"]])], patients: .oneImageEach)

    /// The challenges of ISIC from 2016 to 2018: `ISIC_0000000.jpg` and `ISIC_0000000_segmentation.png`.
    public static let isic = Layout(
        name: "isic", summary: "*_Training_Input/ + *_Training_GroundTruth/ (ISIC)",
        parts: [("Training", Subset.train), ("Validation", .validation), ("Test", .test)].map { word, subset in
            Part(
                images: ["*\(word)*_Input", "*\(word)*_Data"],
                masks: [
                    [
                        "*Task1_\(word)_GroundTruth", "*Part1_\(word)_GroundTruth", "*\(word)*Part1_GroundTruth",
                        "*\(word)_GroundTruth",
                    ]
                ],
                subset: subset)
        })

    /// Breast ultrasound (Al-Dhabyani and others 2020): `benign (1).png`, `benign (1)_mask.png`, `benign (1)_mask_1.png`.
    public static let busi = Layout(
        name: "busi", summary: "benign/ + malignant/ + normal/ (BUSI)",
        parts: ["benign", "malignant", "normal"].map {
            Part(images: [$0], masks: [[$0]], arrangement: .together, column: "class")
        })

    /// Retinal vessels (Staal and others 2004): `21_training.tif` and `21_manual1.gif`; `mask/` is the field of view.
    public static let drive = Layout(
        name: "drive", summary: "training/images/ + training/1st_manual/ (DRIVE)",
        parts: [("training", Subset.train), ("test", .test)].map { folder, subset in
            Part(
                images: ["\(folder)/images"], masks: [["\(folder)/1st_manual"]], subset: subset,
                aside: [
                    Aside(folder: "\(folder)/mask", what: "the field of view"),
                    Aside(folder: "\(folder)/2nd_manual", what: "a second observer's masks"),
                ])
        },
        stems: StemRule(imageWords: ["training", "test"], maskWords: ["manual1"]), patients: .oneImageEach, rank: -1)

    /// Cars (Kaggle 2017): sixteen views of each car, `CAR_01.jpg` and `CAR_01_mask.gif`.
    public static let carvana = Layout(
        name: "carvana", summary: "train/ + train_masks/ (Carvana)",
        parts: [Part(images: ["train_hq", "train"], masks: [["train_masks"]])],
        patients: .pattern(#"^([0-9a-fA-F]{12})_\d{2}$"#, words: "cars"))

    /// The raw data of nnU-Net: a file a channel, and `dataset.json` with the names of the labels.
    public static let nnUNet = Layout(
        name: "nnunet", summary: "dataset.json + imagesTr/ + labelsTr/ (nnU-Net)",
        parts: [
            Part(images: ["imagesTr"], masks: [["labelsTr"]], subset: .train),
            Part(images: ["imagesTs"], masks: [["labelsTs"]], subset: .test),
        ],
        stems: StemRule(hasChannels: true), marker: "dataset.json", rank: -1)

    /// Nuclei (Data Science Bowl 2018): a folder an image, with a mask for each object.
    public static let dsb2018 = Layout(
        name: "dsb2018", summary: "ID/images/ + ID/masks/ (a folder an image)",
        parts: [
            Part(images: ["*/images"], masks: [["*/masks"]], arrangement: .folderEach),
            Part(images: ["stage1_train/*/images"], masks: [["stage1_train/*/masks"]], arrangement: .folderEach),
        ], rank: 1)

    /// Images and masks in one folder, told apart by the masks' suffix.
    public static let suffix = Layout(
        name: "suffix", summary: "x.png + x_mask.png in one folder",
        parts: [Part(images: [""], masks: [[""]], arrangement: .together)], rank: 2)

    /// Images with outlines beside them, or named in a file: LabelMe, COCO, YOLO.
    public static let annotated = Layout(
        name: "annotated", summary: "x.png + x.json (LabelMe), or a JSON of all images (COCO)",
        parts: [Part(images: [""], masks: [], arrangement: .annotated)], rank: 3)

    /// A table of images and masks (`Manifest`). It is found by the name of a file, never by a folder.
    public static let manifest = Layout(name: "manifest", summary: "a table FILE.csv: image,mask", parts: [], rank: 4)
}
