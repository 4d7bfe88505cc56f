import { refuseOldNode } from './setup/node-version.mjs';

refuseOldNode();
import('./run-tool.mjs').then(({ runTool }) =>
  runTool(async () => {
    const parameters = process.argv.slice(2);
    const { runGenerator } = await import('./build/generator.mjs');
    if (parameters.includes('--fit') || parameters.includes('--live')) {
      const { buildIfStale } = await import('./build/build.mjs');
      await buildIfStale({ say: console.error });
    }
    return runGenerator(parameters);
  }),
);
