/// The page's look: one column, few lines, light and dark by the reader's setting, and a sober print.
enum PageStyle {
    static let css = [base, pictures, print].joined(separator: "\n")

    private static let base = """
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --ink: #1a1d21; --quiet: #59626c; --rule: #dfe2e6; --wash: #f6f7f8; --mark: #8a5a00;
          --edge: #858d96; --focus: #1f6fc0;
        }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #121417; --ink: #e7e9eb; --quiet: #9ea7b1; --rule: #2c3137; --wash: #1a1d21; --mark: #e9b44c;
            --edge: #6b747e; --focus: #6db3f8; }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0 auto; padding: 3.5rem 1.5rem 4rem; max-width: 70rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
          font-variant-numeric: tabular-nums;
        }
        h1, h2, h3 { line-height: 1.2; font-weight: 600; text-wrap: balance; }
        h1 { margin: .35rem 0 .9rem; font-size: 2.1rem; letter-spacing: -.015em; overflow-wrap: anywhere; }
        h2 { margin: 0 0 1.1rem; font-size: 1.3rem; letter-spacing: -.005em; }
        h3 { margin: 1.5rem 0 .7rem; font-size: 1rem; }
        div + .quiet, table + .quiet { margin-top: .9rem; }
        p { margin: 0 0 .9rem; max-width: 44rem; }
        section { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--rule); }
        .kicker { margin: 0; color: var(--quiet); font-size: .875rem; letter-spacing: .02em; }
        .lead { font-size: 1.15rem; line-height: 1.5; }
        .notice { margin-top: 1.2rem; padding-left: .9rem; border-left: 3px solid var(--mark); }
        .quiet { color: var(--quiet); font-size: .9rem; }
        .made-up {
          display: inline-block; padding: 0 .4em; border: 1px solid currentColor; border-radius: .25em;
          color: var(--mark); font-size: .75rem; line-height: 1.45; white-space: nowrap;
        }
        .headlines { display: flex; flex-wrap: wrap; gap: 1.25rem 3.5rem; margin: 0 0 1.5rem; }
        .headlines div { display: flex; flex-direction: column-reverse; }
        .headlines dt { color: var(--quiet); font-size: .9rem; }
        .headlines dd { margin: 0; font-size: 1.7rem; line-height: 1.15; font-weight: 300; letter-spacing: -.02em; }
        .headlines div:first-child dd { font-weight: 600; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 2rem; }
        .beside { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 2rem 3rem; }
        .beside figure { flex: 1 1 24rem; max-width: 36rem; }
        .beside td, .beside th { padding-right: 1.1rem; }
        .beside td:last-child, .beside th:last-child { padding-right: 0; }
        figure { margin: 0; min-width: 0; }
        figcaption { margin-top: .5rem; color: var(--quiet); font-size: .85rem; line-height: 1.4; }
        .chart svg { display: block; width: 100%; max-width: 42rem; height: auto; color: var(--ink); }
        .chart svg g { font-family: inherit; }
        @media (prefers-color-scheme: dark) {
          .chart [stroke="rgb(  0, 114, 178)"] { stroke: #56b4e9; }
          .chart [color="rgb(  0, 114, 178)"] { color: #56b4e9; }
          .chart [stroke="rgb(213,  94,   0)"] { stroke: #ff8c42; }
          .chart [color="rgb(213,  94,   0)"] { color: #ff8c42; }
        }
        th .made-up { display: block; width: fit-content; margin-top: .15rem; }
        .scroll { overflow: auto; max-height: min(46rem, 85vh); border: 1px solid var(--rule); border-radius: 4px; }
        .scroll thead th { position: sticky; top: 0; background: var(--paper); box-shadow: 0 1px var(--rule); }
        .scroll th:first-child, .scroll td:first-child { padding-left: .8rem; }
        table { border-collapse: collapse; font-size: .9rem; }
        .scroll table { width: 100%; }
        caption { text-align: left; color: var(--quiet); font-size: .85rem; padding-bottom: .4rem; }
        th, td { padding: .35rem 1.5rem .35rem 0; text-align: left; vertical-align: top; }
        thead th { color: var(--quiet); font-weight: 500; vertical-align: bottom; }
        tbody tr { border-top: 1px solid var(--rule); }
        tbody th { min-width: 7.5rem; font-weight: 400; overflow-wrap: anywhere; }
        th.number, td.number { text-align: right; white-space: nowrap; }
        thead th.number { white-space: normal; }
        th button {
          all: unset; cursor: pointer; color: inherit; font: inherit; white-space: nowrap;
        }
        th button::after { content: "\\2195"; display: inline-block; width: 1em; margin-left: .15em; opacity: .35; }
        th[aria-sort="ascending"] button::after { content: "\\2191"; opacity: 1; }
        th[aria-sort="descending"] button::after { content: "\\2193"; opacity: 1; }
        :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
        .settings { columns: 20rem 3; column-gap: 3rem; }
        .settings table { width: 100%; margin-bottom: 1.4rem; break-inside: avoid; }
        .settings caption { color: var(--ink); font-weight: 600; }
        .settings td { overflow-wrap: anywhere; text-align: right; padding-right: 0; }
        .settings th { overflow-wrap: normal; }
        details { margin-top: 1.2rem; }
        summary { cursor: pointer; }
        details > :not(summary) { margin-top: .8rem; }
        .definitions { max-width: 44rem; margin: 0; }
        .definitions dt { font-weight: 600; }
        .definitions dd { margin: 0 0 .7rem; }
        @media (max-width: 48rem) {
          body { padding-top: 2rem; }
          section > table, .beside > table { display: block; max-width: 100%; overflow-x: auto; }
        }
        """

    private static let print = """
        @media print {
          :root {
            color-scheme: light;
            --paper: #fff; --ink: #000; --quiet: #444; --rule: #ccc; --wash: #f4f4f4; --mark: #6b4600;
          }
          @page { margin: 16mm 15mm; }
          body { padding: 0; max-width: none; font-size: 9.5pt; }
          section { margin-top: 1.6rem; padding-top: 1rem; }
          h2, h3 { break-after: avoid; }
          figure, tr, .row, .notice { break-inside: avoid; }
          .beside { gap: 1rem 1.5rem; }
          .beside figure { flex-basis: 17rem; }
          .charts { grid-template-columns: 1fr 1fr; gap: 1rem; }
          .pictures { grid-template-columns: repeat(5, minmax(0, 1fr)); gap: .6rem; }
          .pictures figcaption { font-size: 7pt; }
          .control, dialog { display: none !important; }
          td.thumb .open { width: 1.4cm; }
          .scroll { overflow: visible; max-height: none; border: 0; }
          .scroll thead th { position: static; box-shadow: none; }
          .scroll th:first-child, .scroll td:first-child { padding-left: 0; }
          th, td { padding: .15rem .8rem .15rem 0; }
          table { font-size: 8.5pt; }
          th button::after { content: none; }
          .chart [stroke="rgb(  0, 114, 178)"] { stroke: #0072b2; }
          .chart [color="rgb(  0, 114, 178)"] { color: #0072b2; }
          .chart [stroke="rgb(213,  94,   0)"] { stroke: #d55e00; }
          .chart [color="rgb(213,  94,   0)"] { color: #d55e00; }
        }
        """
}
