import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runToEnd, type CommandResult } from './command-line.ts';
import { folderForConsole } from './console.ts';

const folder = folderForConsole();
const workspace = join(folder, 'workspace');
let made: CommandResult;

beforeAll(async () => {
  made = await runWindowless([
    'report',
    '--workspace',
    workspace,
    '--out',
    join(folder, 'out'),
    '--no-networks',
  ]);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts the console's program with a command, as an installed one is, and waits until it ends by itself. */
async function runWindowless(parameters: readonly string[]): Promise<CommandResult> {
  const { asUser, command: console } = inject('console');
  const [program, ...rest] = [...asUser, ...console, `--user-data-dir=${join(folder, 'profile')}`];
  return runToEnd(program, [...rest, ...parameters], { cwd: folder });
}

/** The files that the report command named, by their ending. */
function written(ending: string): string {
  const line = made.answer.split('\n').find((path) => path.endsWith(ending));
  if (line === undefined) throw new Error(`no ${ending} among: ${made.answer}${made.said}`);
  return line;
}

/** The data cut-off that a report's file is named by, as ISO time. */
function cutOff(file: string): string {
  const [, day = '', hour = '', minute = ''] = /-(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)Z/.exec(file) ?? [];
  return `${day}T${hour}:${minute}Z`;
}

/** The picture of the map in a report, as base64. */
function pictureIn(file: string): string {
  return /href="data:image\/png;base64,([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
}

test('writes the report, names its files and ends by itself with status 0', () => {
  expect(made.status, made.said).toBe(0);
  expect(made.answer.trim().split('\n')).toHaveLength(2);
  for (const ending of ['.html', '.pdf']) expect(written(ending)).toMatch(new RegExp(`^${folder}/out/`));
});

test('shows the map as the screen draws it', () => {
  expect(pictureIn(written('.html')).length).toBeGreaterThan(20_000);
});

test('shows the map of a chosen data cut-off as the screen would have drawn it then', async () => {
  const asOf = new Date(Date.parse(cutOff(written('.html'))) - 3_600_000).toISOString();
  const before = await runWindowless([
    ...['report', '--workspace', workspace, '--out', join(folder, 'before'), '--format', 'html'],
    ...['--as-of', asOf, '--no-networks', '--json'],
  ]);
  expect(before.status, before.said).toBe(0);
  const { map, files } = JSON.parse(before.answer) as { map: string; files: { path: string }[] };
  expect(map).toBe('captured');
  expect(Date.parse(cutOff(files[0]?.path ?? ''))).toBe(Date.parse(asOf));
  expect(pictureIn(files[0]?.path ?? '')).not.toBe(pictureIn(written('.html')));
});

test('prints a PDF whose pages say what, when and by which model', async () => {
  const { answer: text } = await runToEnd('pdftotext', ['-layout', written('.pdf'), '-']);
  const pages = text.split('\f').filter((page) => page.trim() !== '');
  expect(pages.length).toBeGreaterThanOrEqual(3);
  expect(pages[0]).toMatch(/Port +Merrow/);
  expect(pages[0]).toMatch(/Data cut-off +\w+ \d{4}-\d\d-\d\d \d\d:\d\d/);
  expect(pages[0]).toMatch(/Model +\S+/);
  for (const [index, page] of pages.entries()) expect(page).toContain(`page ${index + 1} of ${pages.length}`);
});

test('answers a wrong option with status 2', async () => {
  const { status, said } = await runWindowless(['report', '--workspace', workspace, '--nonsense']);
  expect(status).toBe(2);
  expect(said).toContain('--nonsense');
});
