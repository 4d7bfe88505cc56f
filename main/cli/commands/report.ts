import { resolve } from 'node:path';
import { Option } from 'commander';
import { languages, type Language } from '../../common/view.ts';
import type { CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { readInstant } from './forecast.ts';

interface ReportOptions {
  readonly out?: string;
  readonly asOf?: number;
  readonly format: string;
  readonly paper: 'A4' | 'Letter';
  readonly reportLanguage?: Language;
  readonly networks: boolean;
}

export const report: CommandDefinition = (program, run) => {
  program
    .command('report')
    .description(
      'write a report of the present view: one self-contained HTML file, and a PDF where a browser is at hand',
    )
    .option('--out <folder>', 'where to write it (default: the folder reports of the workspace)')
    .option('--as-of <time>', 'ISO time: the data cut-off', readInstant)
    .addOption(new Option('--format <format>').choices(['html', 'pdf', 'both']).default('both'))
    .addOption(new Option('--paper <size>').choices(['A4', 'Letter']).default('A4'))
    .option('--no-networks', 'fit the benchmarks alone: seconds instead of minutes')
    .addOption(new Option('--report-language <language>').choices([...languages]))
    .action(async ({ out, asOf, format, paper, reportLanguage, networks }: ReportOptions) => {
      await run('practice-when-missing', async ({ client, terminal, signal }) => {
        const options = { signal, onProgress: terminal.progress };
        await client.call('forecast.prepare', { refit: false, networks: networks }, options);
        const made = await client.call(
          'report.make',
          {
            formats: format === 'both' ? ['html', 'pdf'] : format === 'pdf' ? ['pdf'] : ['html'],
            folder: out === undefined ? null : resolve(out),
            asOf: asOf ?? null,
            paper,
            language: reportLanguage ?? null,
          },
          options,
        );
        terminal.printJson(made);
        for (const { path } of made.files) terminal.print(path);
        for (const { format: left } of made.left)
          terminal.tell(terminal.wording.say('cli.left', { format: left }));
        return made.files.length > 0 ? exitStatus.done : exitStatus.notAvailable;
      });
    });
};
