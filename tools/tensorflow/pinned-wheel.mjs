import { cudaOfWheels, nvidiaWheels } from './nvidia-wheels.mjs';

/**
 * @typedef {object} PinnedWheel
 * @property {string} package its name in the Python package index
 * @property {string} version
 * @property {string} python the version whose build is taken; any Python can fetch it, none ever runs it
 * @property {string} platform Python's name for the platform
 * @property {string} sha256 hexadecimal
 * @property {number} megabytes to fetch
 */

/**
 * What native TensorFlow computes on: the processor alone, or NVIDIA's cards too.
 *
 * @typedef {'processor' | 'nvidia'} Kind
 */

/**
 * @typedef {object} Cuda
 * @property {string} version
 * @property {number} leastDriver NVIDIA's first driver that can carry it
 */

/**
 * @typedef {object} PinnedBuild
 * @property {PinnedWheel} tensorflow
 * @property {readonly PinnedWheel[]} libraries NVIDIA's, which TensorFlow loads where it finds a card
 * @property {Cuda} [cuda] there where it computes on NVIDIA's cards
 * @property {number} megabytes of everything that the wheels hold and is kept, with the headers to compile with
 */

/** Python's name of an ordinary Linux of this architecture. */
const [x64, arm64] = ['manylinux_2_27_x86_64', 'manylinux_2_27_aarch64'];
const python = '3.12';
const version = '2.21.0';

/** TensorFlow as the Python package index ships it, by kind, platform and architecture of Node. @type {Readonly<Record<string, PinnedBuild>>} */
const pinnedBuilds = {
  'processor-linux-x64': {
    tensorflow: {
      ...{ package: 'tensorflow-cpu', version, python, platform: x64, megabytes: 274 },
      sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
    },
    libraries: [],
    megabytes: 1000,
  },
  'processor-linux-arm64': {
    tensorflow: {
      ...{ package: 'tensorflow', version, python, platform: arm64, megabytes: 282 },
      sha256: 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
    },
    libraries: [],
    megabytes: 1000,
  },
  'nvidia-linux-x64': {
    tensorflow: {
      ...{ package: 'tensorflow', version, python, platform: x64, megabytes: 573 },
      sha256: 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
    },
    libraries: nvidiaWheels,
    cuda: cudaOfWheels,
    megabytes: 5700,
  },
};

/**
 * What native TensorFlow is built from on this machine, or undefined where nothing is pinned.
 *
 * @param {Kind} kind
 * @param {string} [platform] platform and architecture as Node names them
 */
export function pinnedBuild(kind, platform = `${process.platform}-${process.arch}`) {
  return pinnedBuilds[`${kind}-${platform}`];
}

/**
 * The wheels of a build in the order in which they are fetched.
 *
 * @param {PinnedBuild} build
 */
export function wheelsOf({ tensorflow, libraries }) {
  return [tensorflow, ...libraries];
}
