import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Resolves TensorFlow.js as plain Node does: one file for each package, with every gradient and kernel registered.
 * The modules a bundler would choose lose them to tree shaking, and the manifests deny that these files have side
 * effects. Native TensorFlow's kernels ask for the package of everything, of which they use the core alone: they get
 * that, so that all backends share one registry.
 *
 * @type {import('vite').Plugin}
 */
export const tensorflowAsInNode = {
  name: 'tensorflow-as-in-node',
  enforce: 'pre',
  resolveId: {
    filter: { id: /^@tensorflow\/tfjs(-(core|layers|backend-cpu|backend-wasm))?$/ },
    handler: (id) => ({
      id: require.resolve(id === '@tensorflow/tfjs' ? '@tensorflow/tfjs-core' : id),
      moduleSideEffects: true,
    }),
  },
};
