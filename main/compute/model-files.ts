import type { StoredModel } from '../../models/model.ts';

/** Where trained models are kept between calls. */
export interface ModelFiles {
  /** @throws MetropoleError `forecast-no-model` when it is not there or is not a model's state */
  read(stateFile: string): Promise<StoredModel>;
  /** A crash leaves the old state or the new one, never half of it. */
  write(stateFile: string, stored: StoredModel): Promise<void>;
}
