import type { BackendId } from '../../common/backends.ts';

/** What a backend tells of itself before it computes. */
export interface Detected {
  /** Processor or graphics card, as its maker names it. */
  readonly device: string;
  /** Driver or library with its version. */
  readonly driver: string;
  /** A graphics card imitated by the processor: never chosen by itself. */
  readonly isSoftware: boolean;
}

/** Something TensorFlow.js can compute on. */
export interface Backend {
  readonly id: BackendId;
  /** Looks whether it is here. @throws MetropoleError `backend-unavailable` with the reason why not */
  detect(): Promise<Detected>;
  /** Registers it and makes it the one that computes. @throws MetropoleError `backend-unavailable` */
  start(): Promise<void>;
  /** Makes it compute again after it ran out of memory, where that takes anything. No tensor of it may be needed any more. */
  recover?(): Promise<void>;
}

/** Where the backends of a process find their files. */
export interface BackendFiles {
  /** Folder with the `.wasm` files of @tensorflow/tfjs-backend-wasm, ending in a separator. */
  readonly wasmFolder: string;
  /** Folder of native TensorFlow; it need not exist. */
  readonly tensorflowFolder: string;
}

export type BackendFactory = (files: BackendFiles) => Backend;
