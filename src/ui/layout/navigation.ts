import { flagResolvers } from '../../domain/institution/flags.js';
import { breachReaders } from '../../domain/breach.js';
import { calendarKeepers } from '../../domain/calendar.js';
import { tripReaders } from '../../domain/field/trip.js';
import { identityJudges } from '../../domain/identity-question.js';
import { hasBusiness, institutionRoles, type Role } from '../../domain/roles.js';
import { substitutableRoles } from '../../domain/substitution.js';
import type { Frame } from '../frame.js';

export interface NavigationItem {
  readonly href: string;
  readonly label: string;
}

function holds(frame: Frame, wanted: readonly Role[]): boolean {
  return frame.person?.roles.some((role) => wanted.includes(role)) ?? false;
}

/** The main menu of whoever is signed in: only what the roles can use. */
export function navigationOf(frame: Frame): readonly NavigationItem[] {
  const { words, person } = frame;
  if (person === null) return [];
  if (holds(frame, institutionRoles)) {
    return [
      { href: '/', label: words.nav.home },
      { href: '/institution', label: words.nav.institution },
      { href: '/clients', label: words.life.register.title },
      { href: '/privacy/log', label: words.nav.accessLog },
    ];
  }
  const official = hasBusiness(person.roles);
  return [
    ...(official ? [{ href: '/inbox', label: words.nav.inbox }] : []),
    ...(holds(frame, ['DPO'])
      ? [
          { href: '/privacy/log', label: words.nav.accessLog },
          { href: '/privacy/export', label: words.nav.personData },
        ]
      : []),
    ...(holds(frame, breachReaders) ? [{ href: '/privacy/breaches', label: words.nav.breaches }] : []),
    { href: '/cases', label: words.nav.cases },
    ...(holds(frame, identityJudges) ? [{ href: '/duplicates', label: words.duplicates.title }] : []),
    ...(official ? [{ href: '/institutions', label: words.life.title }] : []),
    ...(holds(frame, tripReaders) ? [{ href: '/trips', label: words.trip.title }] : []),
    ...(holds(frame, flagResolvers) ? [{ href: '/flags', label: words.life.flags.title }] : []),
    ...(official ? [{ href: '/decrees', label: words.nav.decrees }] : []),
    ...(official ? [{ href: '/deliveries', label: words.nav.deliveries }] : []),
    ...(official ? [{ href: '/freezes', label: words.freeze.title }] : []),
    ...(holds(frame, ['HEAD_DINSOS', 'SUBBAG_KEUANGAN', 'LPJ_REVIEWER', 'INSPECTORATE', 'BPK_AUDITOR'])
      ? [{ href: '/clawbacks', label: words.clawback.title }]
      : []),
    { href: '/programmes', label: words.nav.programmes },
    ...(holds(frame, [...substitutableRoles, 'ADMIN'])
      ? [{ href: '/substitutions', label: words.nav.substitutions }]
      : []),
    ...(holds(frame, calendarKeepers) ? [{ href: '/calendar', label: words.calendar.title }] : []),
    ...(holds(frame, ['ADMIN', 'SEKRETARIS_DINAS', 'HEAD_DINSOS', 'INSPECTORATE'])
      ? [{ href: '/emergency', label: words.nav.emergency }]
      : []),
    ...(holds(frame, ['ADMIN'])
      ? [
          { href: '/admin/processes', label: words.nav.processes },
          { href: '/admin/mails', label: words.nav.mails },
          ...(frame.localInbox ? [{ href: '/admin/inbox', label: words.nav.localInbox }] : []),
          { href: '/admin/users', label: words.nav.users },
        ]
      : []),
  ];
}
