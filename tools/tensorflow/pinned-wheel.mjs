/**
 * @typedef {object} PinnedWheel
 * @property {string} package its name in the Python package index
 * @property {string} version of TensorFlow
 * @property {string} python the version whose build is taken; any Python can fetch it, none ever runs it
 * @property {string} platform Python's name for the platform
 * @property {string} sha256 hexadecimal
 * @property {number} megabytes to fetch
 */

/** TensorFlow as the Python package index ships it, by platform and architecture of Node. @type {Readonly<Record<string, PinnedWheel>>} */
const pinnedWheels = {
  'linux-x64': {
    package: 'tensorflow-cpu',
    version: '2.21.0',
    python: '3.12',
    platform: 'manylinux_2_27_x86_64',
    sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
    megabytes: 274,
  },
  'linux-arm64': {
    package: 'tensorflow',
    version: '2.21.0',
    python: '3.12',
    platform: 'manylinux_2_27_aarch64',
    sha256: 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
    megabytes: 282,
  },
};

/**
 * The wheel for this machine, or undefined where none is pinned.
 *
 * @param {string} [platform] platform and architecture as Node names them
 */
export function pinnedWheel(platform = `${process.platform}-${process.arch}`) {
  return pinnedWheels[platform];
}
