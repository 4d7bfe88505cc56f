import type { CallContext } from '../common/contract/server.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';

/** Writes into the audit trail who did what. */
export type Audit = (
  context: Pick<CallContext, 'actor' | 'clientId'>,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
) => Promise<void>;

/** The audit trail of a workspace. */
export function auditIn({ audit }: Pick<WorkspaceStore, 'audit'>): Audit {
  return async ({ actor, clientId }, action, parameters) => {
    await audit.append({ at: Date.now(), actor, clientId, action, parameters });
  };
}
