import type { Wording } from '../common/wording.ts';
import { markup, Markup } from './markup.ts';
import type { ReportGround } from './report-data.ts';
import { reportStyles, type Paper } from './styles.ts';

export interface ReportOptions {
  readonly paper: Paper;
  /** Who draws the running footer: the page itself when a browser prints it, or the host that makes a PDF. */
  readonly footerBy: 'page' | 'host';
}

/** Nothing may be loaded or run: what the page shows is in it. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * A report as one HTML page with everything in it: no script, no network, opens in any browser years later.
 *
 * @param footer what stands at the foot of every page
 * @returns the text of the file, UTF-8
 */
export function reportPage(
  { workspace }: Pick<ReportGround, 'workspace'>,
  footer: string,
  body: Markup,
  wording: Wording,
  options: ReportOptions,
): string {
  const styles = reportStyles(options.paper, options.footerBy === 'page' ? footer : null);
  const page = markup`<!doctype html>
<html lang="${wording.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="Metropole ${workspace.version}">
<title>${wording.say('report.title', { workspace: workspace.name })}</title>
<style>${new Markup(styles)}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return page.text;
}
