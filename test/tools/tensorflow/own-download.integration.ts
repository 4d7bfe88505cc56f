import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownDownload } from '../../../tools/tensorflow/own-download.mjs';
import { nativeFolder, readyTensorflow } from '../../../tools/tensorflow/places.mjs';
import { temporaryFolder, writeTree } from '../shims.ts';

/** Runs the package's own download, whose script is given, and tells what was said. */
async function download(script: string) {
  const [root, scratch] = [temporaryFolder(), temporaryFolder()];
  const home = 'node_modules/@tensorflow/tfjs-node';
  writeTree(root, {
    [`${home}/package.json`]: '{}',
    [`${home}/binding.gyp`]: '{}',
    [`${home}/binding/binding.cc`]: '',
    [`${home}/scripts/install.js`]: script,
    'node_modules/a-dependency/index.js': '',
  });
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const made = await ownDownload({ root, scratch, deadline: Date.now() + 60_000, say, stallMs: 1000 });
  return { made, said, installed: readdirSync(join(root, home)) };
}

test('a host that cannot be reached is given up', async () => {
  const { made, said } = await download("require('a-dependency'); process.exit(1);");
  expect([made, said.at(-1)]).toEqual([undefined, 'It cannot be had from here']);
});

test('so is one that brings nothing', async () => {
  const { made } = await download('setInterval(() => {}, 1000);');
  expect(made).toBeUndefined();
});

test('what it brings is not taken where it does not compute, and the installed package stays as it is', async () => {
  const { made, said, installed } = await download(`
    const { mkdirSync, writeFileSync } = require('node:fs');
    mkdirSync('lib/napi-v8', { recursive: true });
    mkdirSync('deps/lib', { recursive: true });
    writeFileSync('lib/napi-v8/tfjs_binding.node', 'no addon');`);
  expect([made, said.at(-1)]).toEqual([undefined, 'What it brought does not work here']);
  expect(installed).not.toContain('lib');
});

test.skipIf(readyTensorflow() === undefined)('what it brings is taken where it computes', async () => {
  const { made } = await download(`
    const { cpSync, mkdirSync, readdirSync } = require('node:fs');
    for (const part of ['lib/napi-v8', 'deps/lib', 'deps/include']) mkdirSync(part, { recursive: true });
    for (const part of ['lib/napi-v8', 'deps/lib'])
      for (const name of readdirSync(${JSON.stringify(nativeFolder())} + '/' + part))
        cpSync(${JSON.stringify(nativeFolder())} + '/' + part + '/' + name, part + '/' + name);`);
  expect(made?.about).toEqual({ tensorflow: readyTensorflow()?.tensorflow, origin: 'package' });
  expect(existsSync(join(made?.folder ?? '', 'deps', 'include'))).toBe(false);
});
