extension PageStyle {
    /// Colours of agreement in the two palettes of the overlays, small pictures, the large view, and the filters of the
    /// table.
    static let pictures =
        palettes + """
            .symbols { position: absolute; width: 0; height: 0; overflow: hidden; }
            .picture { display: block; width: 100%; height: auto; background: #000; border-radius: 3px; }
            .picture, .swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            symbol path { shape-rendering: crispEdges; }
            path.c { fill: var(--c); fill-opacity: var(--c-share); }
            path.f { fill: var(--f); fill-opacity: var(--f-share); }
            path.m { fill: var(--m); fill-opacity: var(--m-share); }
            .layer.agreement {
              --c: var(--correct); --f: var(--false); --m: var(--missed);
              --c-share: var(--correct-share); --f-share: var(--error-share); --m-share: var(--error-share);
            }
            .layer.truth { --c: var(--truth); --m: var(--truth); --c-share: 1; --f-share: 0; --m-share: 1; opacity: .5; }
            .layer.prediction {
              --c: var(--prediction); --f: var(--prediction); --c-share: 1; --f-share: 1; --m-share: 0; opacity: .5;
            }
            .open { all: unset; display: block; width: 100%; cursor: zoom-in; }
            .open:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
            .pictures { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 1.25rem 1rem; }
            .pictures figcaption { overflow-wrap: anywhere; font-size: .78rem; }
            .pictures strong { display: block; color: var(--ink); font-size: 1rem; font-weight: 600; }
            .pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1.5rem; }
            .sides { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; }
            .sides p { margin: .3rem 0 0; font-size: .85rem; }
            .sides strong { display: block; }
            .sentences { max-width: 44rem; margin: 0; padding-left: 1.2rem; }
            .sentences li { margin-bottom: .5rem; }
            .wide { overflow-x: auto; margin-bottom: 1.6rem; }
            a { color: var(--focus); }
            .absent {
              display: grid; place-items: center; aspect-ratio: 1; padding: 1rem; background: var(--wash);
              color: var(--quiet); font-size: .85rem; text-align: center;
            }
            td.thumb { padding: .25rem .9rem .25rem .8rem; }
            td.thumb .open { width: 3.6rem; }
            .legend { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .4rem 1.6rem; margin: 0 0 .8rem; }
            .legend ul { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; margin: 0; padding: 0; list-style: none; }
            .legend li { display: flex; align-items: center; gap: .5rem; font-size: .9rem; }
            .swatch { width: .9rem; height: .9rem; border-radius: 2px; outline: 1px solid rgb(128 128 128 / .7); }
            .swatch.correct { background: var(--correct); } .swatch.false { background: var(--false); }
            .swatch.missed { background: var(--missed); }
            .swatch.truth { background: var(--truth); } .swatch.prediction { background: var(--prediction); }
            .stops .swatch { display: inline-block; margin-right: .35rem; }
            dialog[data-show="outlines"] .legend { display: none; }
            #image-table tbody th { min-width: 11.5em; }
            .control { display: none; }
            .js .control { display: revert; }
            label { color: var(--quiet); font-size: .9rem; white-space: nowrap; }
            select, input, button { font: inherit; font-size: .9rem; color: var(--ink); }
            select, input:not([type="range"]), .filters button, dialog button {
              padding: .25rem .5rem; border: 1px solid var(--edge); border-radius: 4px; background: var(--paper);
            }
            select { max-width: 16rem; }
            input[type="number"] { width: 5.5rem; }
            .js .filters { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1.1rem; margin-bottom: .8rem; }
            .filters .range { display: flex; flex-wrap: wrap; gap: .5rem; }
            .filters output { color: var(--quiet); font-size: .9rem; }
            button { cursor: pointer; }
            dialog {
              width: min(96vw, 100rem); max-width: none; height: 96vh; max-height: none; padding: 1rem 1.25rem; border: 1px solid var(--rule);
              border-radius: 8px; background: var(--paper); color: var(--ink); overflow: auto;
            }
            dialog[open] { display: grid; grid-template-rows: auto minmax(12rem, 1fr) auto; gap: .8rem; }
            dialog::backdrop { background: rgb(0 0 0 / .6); }
            .bar { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1rem; }
            .bar h2 { margin: 0; font-size: 1.1rem; overflow-wrap: anywhere; }
            .bar p { margin: 0; }
            .bar .buttons { display: flex; align-items: center; gap: .5rem; margin-left: auto; white-space: nowrap; }
            dialog button { min-width: 2.2rem; }
            dialog button:disabled { opacity: .4; cursor: default; }
            .stage { display: flex; flex-wrap: nowrap; justify-content: center; gap: 1rem; min-height: 0; outline: none; }
            .panel { display: flex; flex: 1 1 0; flex-direction: column; min-width: 0; min-height: 0; }
            .panel[hidden] { display: none; }
            .panel .picture { flex: 1 1 0; background: none; min-height: 0; height: 100%; cursor: ew-resize; touch-action: pan-y; user-select: none; }
            .panel figcaption { flex: none; text-align: center; }
            .panel strong { color: var(--ink); }
            dialog .layer.truth { opacity: calc(.5 * var(--show-truth)); }
            dialog .layer.prediction { opacity: calc(.5 * var(--show-prediction)); }
            dialog .layer.agreement { opacity: var(--show-agreement); }
            dialog[data-show="outlines"] .layer.truth { opacity: calc(var(--show-truth) + var(--show-agreement)); filter: url(#outline); }
            dialog[data-show="outlines"] .layer.prediction {
              opacity: calc(var(--show-prediction) + var(--show-agreement)); filter: url(#outline);
            }
            dialog[data-show="outlines"] .layer.agreement { display: none; }
            .foot { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1.5rem; }
            .foot .legend, .foot p { margin: 0; max-width: none; }
            .slider { flex: 1 1 26rem; max-width: 40rem; min-width: 0; }
            .slider input { display: block; width: 100%; margin: 0; accent-color: var(--focus); }
            .stops { display: flex; justify-content: space-between; }
            .stops button { padding: .1rem .3rem; border: 0; color: var(--quiet); background: none; }
            .stops button[aria-pressed="true"] { color: var(--ink); font-weight: 600; }
            @media (max-width: 48rem) {
              .pictures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
              dialog { width: 100vw; height: 100vh; border: 0; border-radius: 0; padding: .7rem; }
              .stage { flex-wrap: wrap; overflow: auto; }
              dialog[data-panels]:not([data-panels="1"]) .panel { flex-basis: 45%; min-height: 40vw; }
              .keys { display: none; }
            }
            """

    private static let palettes = """
        :root {
          \(colours(.standard))
          --truth: #5ad1ff; --prediction: #ffa51f;
          --correct-share: \(share(Overlay.correctOpacity)); --error-share: \(share(Overlay.errorOpacity));
        }
        [data-palette="\(OverlayPaletteName.colourBlind.rawValue)"] { \(colours(.colourBlind)) }

        """

    private static func colours(_ palette: OverlayPalette) -> String {
        "--correct: \(hex(palette.correct)); --false: \(hex(palette.falsePositive)); --missed: \(hex(palette.missed));"
    }

    private static func hex(_ colour: Overlay.Colour) -> String {
        "#" + [colour.red, colour.green, colour.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// An opacity in 256ths as CSS writes it.
    private static func share(_ opacity: Int) -> String { Figure.text(Double(opacity) / 256, digits: 2) }
}
