import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { CallContext } from '../common/contract/server.ts';
import { MetropoleError, throwIfAborted } from '../common/errors.ts';
import { wording } from '../common/wording.ts';
import type { Wording } from '../common/wording.ts';
import { makeIncidentsReport } from '../report/make-incidents-report.ts';
import { makeReport } from '../report/make-report.ts';
import { incidentsFileName, reportFileName } from '../report/report-file-name.ts';
import { footerText, incidentsFooterText, reportFooter } from '../report/report-footer.ts';
import type { ReportOptions } from '../report/report-page.ts';
import type { Engine } from './engine.ts';
import { keepOwner } from './owner.ts';
import { incidentsOfReport } from './report-of-incidents.ts';
import { readingsOfReport } from './report-of-readings.ts';

type Request = RequestOf<EngineMessages, 'report.make'>;
type Made = ResponseOf<EngineMessages, 'report.make'>;

/** A report before it is written. */
interface Report {
  /** The text of its file, HTML. */
  readonly page: (options: ReportOptions) => string;
  readonly footer: string;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly map: Made['map'];
}

/**
 * Gathers what the screens show, makes the report and writes it. What takes a browser and has none is left out and said so.
 *
 * @throws MetropoleError `forecast-no-data`, `forecast-no-model`, `report-nothing-shown`, `report-failed`, `aborted`
 */
export async function makeReportFiles(engine: Engine, request: Request, context: CallContext): Promise<Made> {
  const words = wording(request.language ?? engine.view.view.language);
  context.progress({ fraction: 0.05, stage: 'report-gathering' });
  const report = await gathered(engine, request.asOf, words, context);
  throwIfAborted(context.signal);
  const folder = request.folder ?? engine.store.folder.reports;
  await mkdir(folder, { recursive: true });
  const files: Made['files'] = [];
  const left: Made['left'] = [];
  for (const format of request.formats) {
    throwIfAborted(context.signal);
    context.progress({ fraction: 0.7, stage: `report-${format}` });
    try {
      const bytes = await contentOf(engine, format, report, words, request.paper);
      const path = join(folder, `${report.name}.${format}`);
      await writeFile(`${path}.partial`, bytes);
      await rename(`${path}.partial`, path);
      files.push({ format, path, bytes: bytes.byteLength });
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'not-available') throw error;
      left.push({ format, code: error.code });
    }
  }
  if (request.folder === null) keepOwner(engine.store.folder.path);
  return { files, left, map: report.map };
}

/** A report on readings, or where there are none on expected incidents. */
async function gathered(
  engine: Engine,
  asOf: number | null,
  words: Wording,
  context: CallContext,
): Promise<Report> {
  const readings = await readingsOfReport(engine, asOf, context);
  if (readings !== null)
    return {
      page: (options) => makeReport(readings, words, options),
      footer: footerText(readings, words),
      name: reportFileName(readings),
      map: readings.map === null ? 'svg' : 'captured',
    };
  if (asOf !== null) throw new MetropoleError('forecast-no-data');
  const incidents = await incidentsOfReport(engine, context);
  return {
    page: (options) => makeIncidentsReport(incidents, words, options),
    footer: incidentsFooterText(incidents, words),
    name: incidentsFileName(incidents),
    map: 'drawn',
  };
}

async function contentOf(
  engine: Engine,
  format: 'html' | 'pdf',
  report: Report,
  words: Wording,
  paper: Request['paper'],
): Promise<Uint8Array> {
  if (format === 'html') return Buffer.from(report.page({ paper, footerBy: 'page' }), 'utf8');
  const html = report.page({ paper, footerBy: 'host' });
  return await engine.options.host.printPdf(html, { paper, footer: reportFooter(report.footer, words) });
}
