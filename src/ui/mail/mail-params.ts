import { z } from 'zod';
import { substitutionKinds } from '../../domain/substitution.js';

export const mailTemplates = [
  'task_assigned',
  'proposal_submitted',
  'proposal_returned',
  'proposal_waitlisted',
  'proposal_cut',
  'proposal_rejected',
  'appeal_granted',
  'rejection_final',
  'proposal_carried',
  'year_ended',
  'late_window',
  'late_allowed',
  'pact_overdue',
  'decree_amended',
  'urgent_approved',
  'completeness_due',
  'completeness_overdue',
  'completeness_missing',
  'list_updated',
  'receipt_quarantined',
  'receipt_accepted_in_freeze',
  'receipt_accepted',
  'receipt_refused',
  'held_lines_changed',
  'case_cancelled',
  'proposal_withdrawn',
  'draft_by_letter',
  'draft_ended',
  'second_person_needed',
  'decree_issued',
  'pact_due',
  'delivery_started',
  'receipt_due',
  'report_due',
  'report_returned',
  'case_closed',
  'deadline_reminder',
  'escalation',
  'case_held',
  'case_resumed',
  'audit_started',
  'audit_ended',
  'held_long',
  'contact_needed',
  'intake_to_confirm',
  'intake_overdue',
  'deadline_extended',
  'decision_recalled',
  'report_late',
  'letter_drafted',
  'report_defaulted',
  'inform_inspectorate',
  'default_closed',
  'entry_refused',
  'clawback_overdue',
  'proposal_expired',
  'substitution_set',
  'substitution_ended',
  'emergency_requested',
  'emergency_opened',
  'breach_opened',
  'breach_reminder',
  'breach_overdue',
  'calendar_missing',
  'digest',
  'password_reset',
  'institution_step_waits',
  'institution_status_changed',
  'institution_file_sent',
  'institution_document_invalid',
  'institution_expiring',
  'institution_account_waits',
  'institution_account_in_force',
  'institution_account_refused',
  'sign_up',
  'sign_up_known',
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

export function isMailTemplate(text: string): text is MailTemplate {
  return mailTemplates.some((template) => template === text);
}

const text = z.string().max(20_000);
const optional = text.nullish().transform((value) => value ?? null);

/** What a notification row carries: names of institutions and programmes, never a person who receives aid. */
export const mailParamsSchema = z.object({
  /** The case is the proposal, else the decree, else the batch named here. */
  proposalId: optional,
  decreeId: optional,
  batchId: optional,
  breachId: optional,
  institutionName: text,
  programmeName: text,
  registrationNumber: optional,
  state: optional,
  track: optional,
  /** UTC instant, ISO 8601. */
  dueAt: z.iso
    .datetime({ offset: true })
    .nullish()
    .transform((value) => value ?? null),
  remarks: z.array(text).default([]),
  reason: optional,
  passwordReset: z
    .object({ person: text, reason: text, requestedBy: text, confirmedBy: text })
    .nullish()
    .transform((value) => value ?? null),
  /** What a notice about an institution itself names; `id` for officials, whose page of it is another. */
  institution: z
    .object({ id: optional, status: optional, document: optional, number: optional, day: optional })
    .nullish()
    .transform((value) => value ?? null),
  /** The secret of the link by which a registration is confirmed. */
  signUpToken: optional,
  /** The year that has no holidays. */
  calendarYear: z
    .int()
    .nullish()
    .transform((value) => value ?? null),
  decreeNumber: optional,
  bastNumber: optional,
  /** What a notice about an office names instead of a case. */
  substitution: z
    .object({
      kind: z.enum(substitutionKinds),
      role: text,
      holder: text,
      substitute: text,
      letterNumber: text,
      /** Dates in WITA. */
      from: text,
      until: text,
    })
    .nullish()
    .transform((value) => value ?? null),
  emergency: z
    .object({ role: text, person: text, hours: z.int(), reason: text, requestedBy: text, confirmedBy: text.nullable() })
    .nullish()
    .transform((value) => value ?? null),
  /** What waits for the reader this morning. */
  digest: z
    .object({
      total: z.int(),
      overdue: z.int(),
      items: z.array(
        z.object({
          institutionName: text,
          registrationNumber: text.nullable(),
          state: text,
          /** UTC instants. */
          since: text,
          dueAt: text.nullable(),
          overdue: z.boolean(),
        }),
      ),
    })
    .nullish()
    .transform((value) => value ?? null),
});
export type MailParams = z.infer<typeof mailParamsSchema>;
