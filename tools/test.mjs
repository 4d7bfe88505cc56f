import { refuseOldNode } from './setup/node-version.mjs';

refuseOldNode();
import('./run-tool.mjs').then(({ runTool }) =>
  runTool(async () => (await import('./checks/test.mjs')).test(process.argv.slice(2))),
);
