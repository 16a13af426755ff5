import type { CaseView, ChecklistEntry } from '../../views.js';

export type SectionName = 'letter' | 'needs' | 'people' | 'documents' | 'file';

/** The parts of a draft, each with what of the checklist belongs to it. */
export function sectionEntries(view: CaseView, section: SectionName): readonly ChecklistEntry[] {
  return view.checklist.filter((entry) => sectionOf(entry) === section);
}

export function sectionOf(entry: ChecklistEntry): SectionName {
  if (entry.of === 'institution') return 'file';
  switch (entry.code) {
    case 'letter':
      return 'letter';
    case 'RAB':
      return 'needs';
    case 'BNBA':
      return 'people';
    default:
      return 'documents';
  }
}

export function isComplete(view: CaseView, section: SectionName): boolean {
  return sectionEntries(view, section).every((entry) => entry.done);
}
export function missingOf(view: CaseView): readonly ChecklistEntry[] {
  return view.checklist.filter((entry) => !entry.done);
}
