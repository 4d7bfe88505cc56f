import { expect, test } from 'vitest';
import { readStart } from '../../../main/app/command-line.ts';

test('no parameters open windows on the last workspace', () => {
  expect(readStart(['--no-zygote', '.'], '/w')).toEqual({
    kind: 'windows',
    workspace: undefined,
    userData: undefined,
  });
});

test('a workspace may be named', () => {
  expect(readStart(['--workspace', '/city'], '/w')).toMatchObject({ kind: 'windows', workspace: '/city' });
});

test('a command runs without a window and keeps its own parameters', () => {
  expect(readStart(['--inspect=0', 'report', '--workspace', '/city', '--out', '/x'], '/w')).toEqual({
    kind: 'command',
    workspace: '/city',
    creation: 'practice',
    parameters: ['report', '--workspace', '/city', '--out', '/x'],
  });
  expect(readStart(['sources'], '/w')).toMatchObject({ workspace: '/w', parameters: ['sources'] });
});

test('an import makes the workspace it names, a listing refuses one that is missing', () => {
  expect(readStart(['import', 'x.csv'], '/w')).toMatchObject({ creation: 'empty' });
  expect(readStart(['sources'], '/w')).toMatchObject({ creation: 'refused' });
});
