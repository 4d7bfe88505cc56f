import { refuseOldNode } from './setup/node-version.mjs';

refuseOldNode();
import('./run-tool.mjs').then(({ runTool }) =>
  runTool(async () => (await import('./packaging/package.mjs')).packageConsole(process.argv.slice(2))),
);
