import type { DecreeCase } from '../../domain/decree/decree-case.js';
import type { SubjectSummary } from '../../../workflows/messages.js';

export function decreeSummary(d: DecreeCase): SubjectSummary {
  return { subjectId: d.id, state: d.state, version: d.version, ended: d.state === 'REGISTERED' };
}
