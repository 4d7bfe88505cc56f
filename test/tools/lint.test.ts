import { ESLint } from 'eslint';
import { beforeAll, expect, test, vi } from 'vitest';

beforeAll(() => {
  // On build machines the parser would read the file on disk instead of the text that stands in for it.
  vi.stubEnv('TSESTREE_SINGLE_RUN', 'false');
});

/** The rules that a text breaks where it stands in for an existing file. */
async function brokenRules(text: string, filePath: string): Promise<(string | null)[]> {
  const [result] = await new ESLint().lintText(text, { filePath });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

test("Electron's raw message channel is banned, however it is reached", { timeout: 60_000 }, async () => {
  const named = "import { ipcMain } from 'electron';\nipcMain.removeAllListeners();\n";
  expect(await brokenRules(named, 'main/index.ts')).toEqual(['no-restricted-imports']);
  const whole = "import electron from 'electron';\nelectron.ipcMain.removeAllListeners();\n";
  expect(await brokenRules(whole, 'main/index.ts')).toContain('no-restricted-properties');
});

test('any is banned', { timeout: 60_000 }, async () => {
  const text = 'export function first(list: any): unknown {\n  return list;\n}\n';
  expect(await brokenRules(text, 'main/preload.ts')).toContain('@typescript-eslint/no-explicit-any');
});
