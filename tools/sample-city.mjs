import { refuseOldNode } from './setup/node-version.mjs';

refuseOldNode();
import('./run-tool.mjs').then(({ runTool }) =>
  runTool(async () => (await import('./build/generator.mjs')).runGenerator(process.argv.slice(2))),
);
