import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { answerOf } from '../../../tools/processes.mjs';
import { programs, runModule, temporaryFolder, writeTree, type Outcome } from '../shims.ts';

const provider = new URL('../../../tools/tensorflow/provide.mjs', import.meta.url).href;
const pins = new URL('../../../tools/tensorflow/pinned-wheel.mjs', import.meta.url).href;

/** The machine's own Python, if any: it unpacks wheels. */
export const python = answerOf('python3', ['-c', 'import sys; print(sys.executable)'])?.trim();

/** A wheel and the pin that fits it. */
export interface SmallWheel {
  readonly file: string;
  readonly sha256: string;
}

/** A wheel as small as can be, laid out like TensorFlow's. */
export function smallWheel(): SmallWheel {
  return wheelOf('tensorflow', {
    'tensorflow/libtensorflow_cc.so.2': 'the large library',
    'tensorflow/libtensorflow_framework.so.2': 'the small library',
    'tensorflow/THIRD_PARTY_NOTICES.txt': 'notices',
    'tensorflow/include/LICENSE': 'licence',
    'tensorflow/include/tensorflow/c/c_api.h': 'header',
    'tensorflow/python/large.so': 'not wanted',
  });
}

/** A wheel that holds these files. */
export function wheelOf(name: string, files: Readonly<Record<string, string>>): SmallWheel {
  const folder = temporaryFolder();
  writeTree(folder, files);
  const file = join(temporaryFolder(), `${name}.whl`);
  execFileSync(python ?? 'python3', ['-m', 'zipfile', '-c', file, ...readdirSync(folder)], { cwd: folder });
  return { file, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') };
}

/** What stands in for the machine's programs; each is the lines of a shell script. */
export interface Machine {
  /** In pip's place; the folder it downloads to is `$dest`. */
  readonly pip: string;
  /** In the compiler's place; left out, it leaves a file where the addon would be. */
  readonly compiler?: string;
}

const destination = 'for word; do [ "$last" = --dest ] && dest="$word"; last="$word"; done';
const compiled = 'for word; do [ "$last" = -o ] && touch "$word"; last="$word"; done';

/** Installs native TensorFlow from a wheel on such a machine, in a cache of its own. */
export function install(cache: string, sha256: string, { pip, compiler = compiled }: Machine): Outcome {
  const text = `import { provideTensorflow } from ${JSON.stringify(provider)};
    import { pinnedBuild } from ${JSON.stringify(pins)};
    const pinned = pinnedBuild('processor', 'linux-x64');
    const build = { ...pinned, tensorflow: { ...pinned.tensorflow, sha256: ${JSON.stringify(sha256)} } };
    await provideTensorflow({ root: process.cwd(), say: console.log, fromPackage: false, build }).then(
      ({ tensorflow }) => console.log('made ' + tensorflow),
      (problem) => { console.error(problem.message); process.exitCode = 1; },
    );`;
  const path = programs({
    python3: [
      `case "$2 $3" in`,
      `'pip download') ${destination}\n${pip};;`,
      `'pip install') exit 1;;`,
      `'pip --version') echo 'pip 25.3 from here';;`,
      `*) exec "${String(python)}" "$@";;`,
      'esac',
    ].join('\n'),
    'g++': compiler,
  });
  return runModule(text, { XDG_CACHE_HOME: cache, PATH: [path, process.env['PATH']].join(delimiter) });
}
