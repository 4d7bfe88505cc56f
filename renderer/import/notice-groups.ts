import { severities, type Notice, type Severity } from '../../main/common/notices.ts';

export interface NoticeGroup {
  readonly severity: Severity;
  readonly notices: readonly Notice[];
}

/** Notices by severity, worst first; within one, those that concern most rows first. Empty groups are left out. */
export function noticeGroups(notices: readonly Notice[]): NoticeGroup[] {
  return severities
    .map((severity) => ({
      severity,
      notices: notices
        .filter((notice) => notice.severity === severity)
        .sort((first, second) => second.count - first.count),
    }))
    .filter((group) => group.notices.length > 0);
}
