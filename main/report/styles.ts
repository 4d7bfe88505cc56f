import { chartThemes } from '../common/charts/chart-theme.ts';

const { text, secondaryText, gridLine, fontFamily } = chartThemes.light;

export type Paper = 'A4' | 'Letter';

/**
 * The look of a report: light, neutral, no alarm hue, for paper and screen.
 *
 * @param footer the running footer drawn by the page itself, as CSS text; null where whoever prints draws it
 */
export function reportStyles(paper: Paper, footer: string | null): string {
  const boxes =
    footer === null
      ? ''
      : `@bottom-left { content: ${JSON.stringify(footer)}; font: 8pt ${fontFamily}; color: ${secondaryText}; }
@bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt ${fontFamily}; color: ${secondaryText}; }`;
  return `@page { size: ${paper}; margin: 12mm 12mm 17mm; ${boxes} }
* { box-sizing: border-box; }
html { background: #fff; }
body { max-width: 186mm; margin: 0 auto; color: ${text}; background: #fff; font: 10.5pt/1.4 ${fontFamily}; font-variant-numeric: tabular-nums lining-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
@media screen { body { padding: 12mm; max-width: 210mm; } }
h1, h2, h3, h4, p, ul, dl, dd, figure { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font-size: 24pt; line-height: 1.15; font-weight: 600; }
h2 { margin: 7mm 0 2mm; padding-top: 2mm; border-top: 0.5pt solid ${gridLine}; font-size: 14pt; font-weight: 600; break-after: avoid; }
h3 { font-size: 12.5pt; font-weight: 600; break-after: avoid; }
h4 { margin-top: 2.5mm; color: ${secondaryText}; font-size: 9pt; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; break-after: avoid; }
.product { color: ${secondaryText}; font-size: 9pt; font-weight: 600; letter-spacing: 0.08em; text-transform: uppercase; }
.lead { margin: 1mm 0 4mm; font-size: 12.5pt; }
.moment { white-space: nowrap; }
.notices { margin-top: 1mm; }
section > h3 { margin-top: 4mm; }
.remark, .details { color: ${secondaryText}; font-size: 9pt; }
.details { display: block; }
.hash { font-family: monospace; font-size: 7.5pt; overflow-wrap: anywhere; }
.summary { display: grid; grid-template-columns: 1.35fr 1fr; gap: 8mm; }
.facts > div { display: grid; grid-template-columns: 34mm 1fr; gap: 3mm; padding: 0.7mm 0; border-bottom: 0.5pt solid ${gridLine}; }
.facts dt { color: ${secondaryText}; }
.summary .facts:last-child > div { grid-template-columns: 1fr auto; }
svg { max-width: 100%; }
svg.map { display: block; width: 100%; height: auto; }
figure { break-inside: avoid; }
.maps { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; margin-top: 2mm; }
.map-section, .timeline { break-inside: avoid; }
.legend { margin-top: 1.5mm; font-size: 9.5pt; }
.legend ul { display: flex; flex-wrap: wrap; gap: 0.5mm 5mm; }
.legend li { display: flex; align-items: center; gap: 1.5mm; }
.legend strong { font-weight: 600; }
.swatch { flex: none; }
.chart { margin: 2mm 0 1mm; }
.chart > svg { display: block; width: 100%; height: auto; }
.place { margin-top: 6mm; break-inside: avoid; }
.place + .place { padding-top: 4mm; border-top: 0.5pt solid ${gridLine}; }
.number-mark { display: inline-block; min-width: 6.5mm; padding: 0 1mm; border: 1pt solid ${text}; border-radius: 3.5mm; text-align: center; font-size: 11pt; }
.figure { margin-top: 1mm; }
.figure strong { font-size: 20pt; font-weight: 600; line-height: 1.2; }
.pair { display: flex; flex-wrap: wrap; gap: 2mm 8mm; align-items: start; }
.pair > table { width: auto; flex: 1 1 auto; }
table { width: 100%; margin-top: 1mm; border-collapse: collapse; font-size: 9.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { padding: 0.8mm 3mm 0.8mm 0; border-bottom: 0.75pt solid ${secondaryText}; color: ${secondaryText}; font-weight: 600; text-align: left; vertical-align: bottom; }
td { padding: 0.7mm 3mm 0.7mm 0; border-bottom: 0.5pt solid ${gridLine}; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
.peaks .number { white-space: normal; }
.peaks td:first-child { min-width: 30mm; }
.why td { vertical-align: middle; }
.why td:nth-child(2) { width: 72mm; }
.bar { display: block; }
.new-page { break-before: page; }
@media print { .new-page > h2:first-child, .new-page > section:first-child > h2 { margin-top: 0; padding-top: 0; border-top: 0; } }
.notices li, .limits li { padding: 0.6mm 0 0.6mm 4mm; text-indent: -4mm; }
.limits li::before { content: '– '; }
.severity { font-weight: 600; }
`;
}
