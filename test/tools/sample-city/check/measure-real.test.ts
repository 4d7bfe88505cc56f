import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judged } from '../../../../tools/sample-city/check/check.ts';
import { measureReal } from '../../../../tools/sample-city/check/measure-real.ts';
import { checkNames, thresholds } from '../../../../tools/sample-city/check/thresholds.ts';

const folder = process.env['METROPOLE_DATA'] ?? resolve(import.meta.dirname, '../../../../../shared/data');
const haveData = ['los-loop', 'tetouan', 'nyc-crime'].every((name) => existsSync(join(folder, name)));
if (!haveData)
  console.warn(`NOTICE: no real cities at ${folder}; their figures are not compared (set METROPOLE_DATA)`);

describe.skipIf(!haveData)('the thresholds', () => {
  const measured = haveData ? measureReal(folder) : {};

  it.each(checkNames.filter((name) => measured[name] !== undefined))('let the real city pass: %s', (name) => {
    expect(judged(name, { figure: measured[name] ?? Number.NaN, detail: '' })).toMatchObject({
      passed: true,
    });
  });

  it.each(checkNames.filter((name) => /measured [\d.]/.test(thresholds[name].source)))(
    'say what was measured: %s',
    (name) => {
      const said = Number(/measured ([\d.]*\d)/.exec(thresholds[name].source)?.[1]);
      expect(Math.abs((measured[name] ?? Number.NaN) / said - 1)).toBeLessThan(0.02);
    },
  );
});
