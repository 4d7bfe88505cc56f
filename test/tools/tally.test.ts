import { expect, test } from 'vitest';
import { chosenFrom } from '../../tools/checks/choice.mjs';
import { one, sum, summaryLine } from '../../tools/checks/tally.mjs';
import { vitestCounts } from '../../tools/checks/vitest-counts.mjs';

const file = (status: string, ...states: string[]) => ({
  status,
  assertionResults: states.map((state) => ({ status: state })),
});

test('adds up checks and suites into one line, naming skipped ones only where there are some', () => {
  const suite = vitestCounts({ success: true, testResults: [file('passed', 'passed', 'passed')] }, 0);
  expect(summaryLine(sum([one(true), one(false), suite]))).toBe('3 passed, 1 failed');
  expect(summaryLine(sum([suite, { passed: 0, failed: 0, skipped: 2 }]))).toBe(
    '2 passed, 0 failed, 2 skipped',
  );
});

test('counts skipped and planned tests as skipped', () => {
  const report = { success: true, testResults: [file('passed', 'passed', 'skipped', 'pending', 'todo')] };
  expect(vitestCounts(report, 0)).toEqual({ passed: 1, failed: 0, skipped: 3 });
});

test('a file that cannot be loaded is a failure although it has no tests', () => {
  const report = { success: false, testResults: [file('failed'), file('failed', 'passed', 'failed')] };
  expect(vitestCounts(report, 1)).toEqual({ passed: 1, failed: 2, skipped: 0 });
});

test('a run that fails outside every test, or leaves no report, is a failure', () => {
  expect(vitestCounts({ success: true, testResults: [file('passed', 'passed')] }, 1).failed).toBe(1);
  expect(vitestCounts(undefined, 0).failed).toBe(1);
});

test('names of checks come first and choose; the rest is handed on', () => {
  const names = ['lint', 'unit', 'e2e'];
  expect(chosenFrom([], names)).toEqual({ chosen: new Set(names), rest: [] });
  expect(chosenFrom(['e2e', 'window', 'lint'], names)).toEqual({
    chosen: new Set(['e2e']),
    rest: ['window', 'lint'],
  });
});
