const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * @typedef {object} Platform
 * @property {string[]} os
 * @property {string[]} cpu
 * @property {string[]} [libc]
 */

/**
 * The platform that a package with native code is for, read from its name (`…-linux-arm64-musl`), or undefined
 * where the name tells none.
 *
 * @param {string} name
 * @returns {Platform | undefined}
 */
export function platformOf(name) {
  const words = name.split('/').at(-1)?.split(/[-.]/) ?? [];
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  if (os !== 'linux') return { os: [os], cpu: [cpu] };
  const musl = words.some((word) => word.startsWith('musl'));
  return { os: [os], cpu: [cpu], libc: [musl ? 'musl' : 'glibc'] };
}
