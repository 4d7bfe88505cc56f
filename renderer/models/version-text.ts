import type { ModelVersion } from '../../main/common/contract/messages/models.ts';
import { versionName } from '../../main/common/model-names.ts';
import { day } from '../state/formatting.svelte.ts';
import { t, words } from '../state/wording.svelte.ts';

/** `small network 1-mwrl6t1k`. */
export function versionText(version: Pick<ModelVersion, 'model' | 'version' | 'begunWith'>): string {
  return `${versionName(version, words())} ${version.version}`;
}

/** Who approved a version and when; a dash where nobody did. @param instantText how the time is written */
export function approvalText(
  { approval }: ModelVersion,
  instantText: (instant: number) => string = day,
): string {
  if (approval === null) return t('models.not-approved');
  const { by, at } = approval;
  return t('models.approved-by', { by: by ?? t('models.by-console'), at: instantText(at) });
}

/** What the training of a version began with. */
export function begunText({ begunWith }: ModelVersion): string {
  if (begunWith === null) return t('models.card.begun-nothing');
  const { from: begun, epochs } = begunWith;
  const from =
    begun === 'sample-cities'
      ? t('models.card.begun-sample-cities')
      : t('models.card.begun-version', { version: begun });
  return epochs === 0
    ? t('models.card.begun-as-it-is', { from })
    : t('models.card.begun-text', { from, epochs });
}

/** What a version that expects counts has learned of. */
export function categoriesText({ counts }: ModelVersion): string {
  return (counts?.categories ?? []).map((category) => t(`incident-kind.${category}`)).join(', ');
}
