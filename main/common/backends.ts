/** What forecasts can be computed on. A new backend is one name here, one file and one line of a registry in `compute`. */
export const backendIds = ['tensorflow', 'webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendId = (typeof backendIds)[number];

/** Where a compute host runs: a process of its own, or a window nobody sees where a backend takes a browser. */
export const computePlaces = ['process', 'window'] as const;
export type ComputePlace = (typeof computePlaces)[number];

/** Where each backend lives. */
export const backendPlaces: Readonly<Record<BackendId, ComputePlace>> = {
  tensorflow: 'process',
  webgpu: 'window',
  webgl: 'window',
  wasm: 'process',
  cpu: 'process',
};

/** Why a backend cannot be used: the `reason` of `backend-unavailable`. */
export const refusalReasons = [
  'missing',
  'processor',
  'damaged',
  'unloadable',
  'unstartable',
  'elsewhere',
  'windowless',
  'unsupported',
  'adapter',
  'context',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];
