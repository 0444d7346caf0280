/// How papers look on a screen and on A4 sheets. No font and no image is fetched.
enum PaperStyle {
    static let sheet = """
        @page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); } }
        * { box-sizing: border-box; }
        body { font: 10.5pt/1.45 "Noto Serif", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun,
          "DejaVu Serif", serif; color: #111; background: #fff; max-width: 178mm; margin: 10mm auto; padding: 0 4mm; }
        h1 { font-size: 17pt; line-height: 1.25; margin: 0 0 5mm; }
        h2 { font-size: 12.5pt; margin: 8mm 0 2mm; border-bottom: 0.5pt solid #777; break-after: avoid; }
        h3 { font-size: 11pt; margin: 5mm 0 1.5mm; break-after: avoid; }
        p { margin: 0 0 2.5mm; orphans: 3; widows: 3; }
        ul { margin: 0 0 3mm; padding-left: 6mm; }
        li { margin: 0 0 1mm; }
        .notice { border: 1.2pt solid #111; padding: 2.5mm 3.5mm; break-inside: avoid; }
        table { border-collapse: collapse; width: 100%; margin: 0 0 4mm; font-size: 9pt; line-height: 1.35; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th, td { border: 0.5pt solid #999; padding: 1.2mm 1.8mm; text-align: left; vertical-align: top;
          overflow-wrap: break-word; }
        th { background: #eee; }
        .figure { text-align: right; }
        .checks { list-style: none; padding-left: 0; }
        .checks > li { padding-left: 6mm; text-indent: -6mm; margin-bottom: 2.5mm; break-inside: avoid; }
        .checks li ul { text-indent: 0; margin-top: 0.8mm; font-size: 9.5pt; }
        .box { display: inline-block; width: 6mm; text-indent: 0; font-family: "DejaVu Sans", sans-serif; }
        .blank { break-inside: avoid; margin-bottom: 4mm; }
        .line { border-bottom: 0.6pt solid #444; height: 8mm; }
        .references { font-size: 9pt; list-style: none; padding-left: 0; overflow-wrap: anywhere; }
        .references a { color: inherit; }
        .sheet { break-before: page; }
        @media print {
          body { margin: 0; padding: 0; max-width: none; }
          th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """
}
