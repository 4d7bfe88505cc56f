import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Importer } from '../../../main/ingest/importer.ts';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from '../store/migrations.ts';
import { holds, lines, newWorkspace, startImport } from './importing-child.ts';
import { speeds, written } from './importing.ts';

const rows = 600_000;

/** A long file whose values do not compress well. */
function bigFile(): string {
  const path = written('big.csv', '');
  const lines = ['sensor,time,speed'];
  let seed = 1;
  for (let row = 0; row < rows; row++) {
    seed = (seed * 48_271) % 2_147_483_647;
    const time = new Date(Date.UTC(2024, 0, 1) + Math.floor(row / 200) * 300_000).toISOString();
    lines.push(`s${row % 200},${time},${(seed % 600_000) / 10_000}`);
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

describe('an import that is killed', () => {
  test('while it saves is in the workspace completely or not at all', async () => {
    const file = bigFile();
    const nothing = { sources: 0, readings: 0, spans: 0 };
    const everything = { sources: 1, readings: rows, spans: rows };
    for (const delay of [0, 20, 60, 120, 250]) {
      const workspace = await newWorkspace();
      const child = startImport(workspace, file);
      const said = await lines(child, (line) => {
        if (line === 'import-saving') setTimeout(() => child.kill('SIGKILL'), delay);
      });
      expect(said).toContain('import-saving');
      expect([nothing, everything]).toContainEqual(await holds(workspace));
    }
  });
});

describe('an import on a full disk', () => {
  test.skipIf(process.platform === 'win32')(
    'says so, leaves nothing, and works once there is space',
    async () => {
      const workspace = await newWorkspace();
      const said = await lines(startImport(workspace, bigFile(), { mebibytes: 2 }));
      expect(said.at(-2)).toMatch(/^refused disk-full/);
      expect(said.at(-1)).toBe('sources 0');
      expect(await holds(workspace)).toEqual({ sources: 0, readings: 0, spans: 0 });

      const store = await WorkspaceStore.open(workspace, { migrations });
      const importer = new Importer(store);
      const small = written('small.csv', 'sensor,time,speed\na,2024-01-01 00:00,50\n');
      const { mapping } = await importer.preview(small, speeds);
      await importer.importFile(small, mapping, { actor: 'test' });
      await store.close();
      expect((await holds(workspace)).readings).toBe(1);
    },
  );
});

describe('a large import', () => {
  test('holds no row as an object: memory stays small beside the file', async () => {
    const said = await lines(startImport(await newWorkspace(), bigFile()));
    const [, peak] = /^done (\d+)$/.exec(said.at(-2) ?? '') ?? [];
    expect(Number(peak)).toBeGreaterThan(50);
    expect(Number(peak)).toBeLessThan(700);
  });
});
