#!/usr/bin/env node
import { refuseOldNode } from './setup/node-version.mjs';

refuseOldNode();
import('./run-tool.mjs').then(({ runTool }) =>
  runTool(async () => (await import('./start/command-line.mjs')).commandLine(process.argv.slice(2))),
);
