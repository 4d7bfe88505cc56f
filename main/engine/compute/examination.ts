import {
  backendIds,
  backendPlaces,
  type BackendId,
  type ComputePlace,
  type RefusalReason,
} from '../../common/backends.ts';
import type { BackendRow, DetectionRecord } from '../../common/contract/backend-records.ts';
import type { Progress } from '../../common/contract/envelope.ts';
import type { RunRequestRecord } from '../../common/contract/compute-contract.ts';
import { MetropoleError, throwIfAborted } from '../../common/errors.ts';
import type { Host } from '../../common/host.ts';
import { ComputeHost } from './compute-host.ts';

export interface ExaminationOptions {
  readonly places: readonly ComputePlace[];
  /** Gives one forecast of each model that is served, to be timed; none before the first fit. */
  readonly models: (compute: ComputeHost) => Promise<readonly RunRequestRecord[]>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Looks for the backends of some places and measures each that is here, in hosts of their own: a backend that takes its
 * process with it takes nothing else.
 * @throws MetropoleError `aborted`
 */
export async function examine(host: Host, options: ExaminationOptions): Promise<BackendRow[]> {
  const rows: BackendRow[] = [];
  let models: readonly RunRequestRecord[] = [];
  for (const place of options.places) {
    const detections = await at(host, place, async (compute) => {
      if (place === 'process') models = await options.models(compute);
      return (await compute.call('compute.detect', {})).backends;
    }).catch((thrown: unknown) => refusedAt(place, MetropoleError.from(thrown)));
    for (const detection of detections.filter(({ backend }) => backendPlaces[backend] === place)) {
      throwIfAborted(options.signal);
      const fraction = rows.length / backendIds.length;
      options.onProgress?.({ fraction, stage: 'examining', parameters: { backend: detection.backend } });
      rows.push(await measured(host, detection, models));
    }
  }
  return rows;
}

/** Does something with a host of its own. */
async function at<T>(
  host: Host,
  place: ComputePlace,
  work: (compute: ComputeHost) => Promise<T>,
): Promise<T> {
  const compute = await ComputeHost.start(host, 'probe', place);
  try {
    return await work(compute);
  } finally {
    compute.close();
  }
}

function refusedAt(place: ComputePlace, error: MetropoleError): DetectionRecord[] {
  return backendIds
    .filter((backend) => backendPlaces[backend] === place)
    .map((backend) => {
      const refusal = refusalOf(backend, error).toRecord();
      return { backend, device: '', driver: '', isSoftware: false, refusal };
    });
}

/** The one place that is not available everywhere is a window. */
function refusalOf(backend: BackendId, error: MetropoleError): MetropoleError {
  if (error.code !== 'not-available') return error;
  const reason: RefusalReason = 'windowless';
  return new MetropoleError('backend-unavailable', { backend, reason }, error.detail, error);
}

async function measured(
  host: Host,
  detection: DetectionRecord,
  models: readonly RunRequestRecord[],
): Promise<BackendRow> {
  const { backend, refusal } = detection;
  if (refusal !== null) return { detection, measurement: null, fault: null };
  try {
    const measurement = await at(host, backendPlaces[backend], (compute) =>
      compute.call('compute.probe', { backend, models: [...models] }),
    );
    return { detection, measurement, fault: null };
  } catch (thrown) {
    return { detection, measurement: null, fault: MetropoleError.from(thrown).toRecord() };
  }
}
