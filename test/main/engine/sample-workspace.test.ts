import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copySampleWorkspace } from '../../../main/engine/sample-workspace.ts';
import { scratchFolder } from '../store/store.ts';

function prepared(): string {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'models'));
  writeFileSync(join(folder, 'models', 'a.model'), 'state');
  writeFileSync(join(folder, 'city.duckdb'), 'data');
  writeFileSync(join(folder, 'settings.json'), '{}');
  return folder;
}

test('a prepared workspace is copied whole, also into an empty folder and over what a copy left that was cut short', () => {
  const folder = join(scratchFolder(), 'city');
  mkdirSync(folder);
  mkdirSync(`${folder}.unfinished`);
  writeFileSync(join(`${folder}.unfinished`, 'city.duckdb'), 'ha');
  expect(copySampleWorkspace(prepared(), folder)).toBe(true);
  expect(readFileSync(join(folder, 'city.duckdb'), 'utf8')).toBe('data');
  expect(readFileSync(join(folder, 'models', 'a.model'), 'utf8')).toBe('state');
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
});

test('nothing is copied where none is prepared, and nothing over what somebody has', () => {
  const folder = join(scratchFolder(), 'city');
  expect(copySampleWorkspace(join(scratchFolder(), 'none'), folder)).toBe(false);
  expect(existsSync(folder)).toBe(false);
  mkdirSync(folder);
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  expect(copySampleWorkspace(prepared(), folder)).toBe(false);
  expect(readdirSync(folder)).toEqual(['mine.txt']);
});

test('a copy that fails leaves nothing', () => {
  const folder = join(scratchFolder(), 'city');
  const half = prepared();
  mkdirSync(join(half, 'models', 'no-file'));
  expect(() => copySampleWorkspace(half, folder)).toThrow();
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
});
