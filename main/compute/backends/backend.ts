/** Something TensorFlow.js can compute on. */
export interface Backend {
  readonly id: string;
  /** Registers and starts it. Throws when it is not there. */
  start(): Promise<void>;
}

/** Where a backend finds its files. */
export interface BackendFiles {
  /** Folder with the `.wasm` files of @tensorflow/tfjs-backend-wasm, ending in a separator. */
  readonly wasmFolder: string;
  /** Folder of native TensorFlow; it need not exist. */
  readonly tensorflowFolder: string;
}

export type BackendFactory = (files: BackendFiles) => Backend;
