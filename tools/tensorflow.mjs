import { refuseOldNode } from './setup/node-version.mjs';

refuseOldNode();
import('./run-tool.mjs').then(({ runTool }) =>
  runTool(async () => (await import('./tensorflow/command.mjs')).tensorflow(process.argv.slice(2))),
);
