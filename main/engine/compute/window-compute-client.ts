import { readFile } from 'node:fs/promises';
import { Client, type CallOptions } from '../../common/contract/client.ts';
import type { ComputeMessages, computeEvents } from '../../common/contract/compute-contract.ts';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import { MetropoleError } from '../../common/errors.ts';

/**
 * The line to a compute window, which reads no files: the states of the models that a call names are sent before it, each
 * once, and again when the window has let go of one.
 */
export class WindowComputeClient extends Client<ComputeMessages, typeof computeEvents> {
  readonly #sent = new Map<string, Promise<unknown>>();

  /** @throws MetropoleError as `Client.call`; `forecast-no-model` when a state cannot be read */
  override async call<N extends keyof ComputeMessages>(
    name: N,
    body: RequestOf<ComputeMessages, N>,
    options: CallOptions = {},
  ): Promise<ResponseOf<ComputeMessages, N>> {
    const stateFiles = stateFilesOf(name, body);
    try {
      await this.#send(stateFiles);
      return await super.call(name, body, options);
    } catch (thrown) {
      if (stateFiles.length === 0 || MetropoleError.from(thrown).code !== 'forecast-no-model') throw thrown;
      for (const stateFile of stateFiles) this.#sent.delete(stateFile);
      await this.#send(stateFiles);
      return await super.call(name, body, options);
    }
  }

  async #send(stateFiles: readonly string[]): Promise<void> {
    for (const stateFile of stateFiles) {
      const sending = this.#sent.get(stateFile) ?? this.#load(stateFile);
      this.#sent.set(stateFile, sending);
      await sending;
    }
  }

  async #load(stateFile: string): Promise<void> {
    const bytes = await readState(stateFile);
    await super.call('compute.load', { stateFile, bytes });
  }
}

async function readState(stateFile: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(stateFile));
  } catch (thrown) {
    throw new MetropoleError('forecast-no-model', { model: stateFile }, String(thrown), thrown);
  }
}

/** The messages that need the state in their `stateFile`; training writes it instead. */
const reading: ReadonlySet<string> = new Set<keyof ComputeMessages>([
  'compute.run',
  'compute.explain',
  'compute.validate',
]);

/** The files that a request names itself: never one that only the window asks for. */
function stateFilesOf(
  name: keyof ComputeMessages,
  body: RequestOf<ComputeMessages, keyof ComputeMessages>,
): readonly string[] {
  if ('models' in body && body.models !== null)
    return body.models.flatMap((model) => (typeof model === 'string' ? [] : [model.stateFile]));
  return 'stateFile' in body && reading.has(name) ? [body.stateFile] : [];
}
