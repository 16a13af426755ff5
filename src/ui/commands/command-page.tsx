import type { JSX } from 'preact';
import type { StepCommand, Transition } from '../../domain/proposal/transitions.js';
import { useFrame } from '../frame.js';
import { Actions } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';
import { WaitingLine } from '../parts/waiting.js';
import { History } from '../parts/history.js';
import { waitingOf } from '../pages/case/waiting-of.js';
import type { CaseView, HistoryView } from '../views.js';
import {
  AcceptReportFields,
  ConsiderFields,
  EndorseFields,
  LinkBudgetFields,
  RecommendFields,
  RegisterFields,
  RejectFields,
  ReturnReportFields,
  SetListFields,
} from './decision-fields.js';
import { LogContactFields, ReasonFields } from './besides-fields.js';
import { AmendFields, DraftAmendmentFields } from './amendment-fields.js';
import { ConfirmIntakeFields, RecordPaperFields } from './assisted-fields.js';
import { AppealFields, NameReviewerFields } from './appeal-fields.js';
import { ExtendFields, RegencyOpinionFields, RevisitFields, StaffFields } from './people-fields.js';
import { JudgeReceiptFields } from './quarantine-fields.js';
import { CorrectRecordFields } from './correction-fields.js';
import { CloseDefaultFields } from './default-fields.js';
import { fieldLabel } from './field-label.js';
import type { CommandExtras } from './extras.js';
import { ScoreFields } from './score-fields.js';
import { CloseYearFields } from './stock-year-fields.js';
import { ConfirmReceiptFields, SignPactFields } from './institution-fields.js';
import { CutFields, PaperFields, WaitlistFields } from './waiting-list-fields.js';
import { HoldLinesFields, ResumeLinesFields } from './held-lines-fields.js';
import { SubmitFieldFields } from './visit-fields.js';
import { UpdateListFields } from './list-update-fields.js';
import { AssignFieldFields, PassAdminFields, ReturnFields, type FieldsProps } from './verification-fields.js';
import { isolate } from '../isolate.js';

/** Commands with a form on a page of their own; sending a draft or a report belongs to its own page. */
export const formCommands = {
  register: RegisterFields,
  record_paper: RecordPaperFields,
  confirm_intake: ConfirmIntakeFields,
  start_admin: null,
  pass_admin: PassAdminFields,
  return: ReturnFields,
  assign_field: AssignFieldFields,
  submit_field: SubmitFieldFields,
  score: ScoreFields,
  endorse: EndorseFields,
  recommend: RecommendFields,
  consider: ConsiderFields,
  waitlist: WaitlistFields,
  cut: CutFields,
  link_budget: LinkBudgetFields,
  set_list: SetListFields,
  sign_pact: SignPactFields,
  confirm_receipt: ConfirmReceiptFields,
  judge_receipt: JudgeReceiptFields,
  update_list: UpdateListFields,
  hold_lines: HoldLinesFields,
  resume_lines: ResumeLinesFields,
  return_report: ReturnReportFields,
  accept_report: AcceptReportFields,
  reject: RejectFields,
  withdraw: ReasonFields,
  log_contact: LogContactFields,
  hold: ReasonFields,
  resume: ReasonFields,
  audit_on: ReasonFields,
  audit_off: ReasonFields,
  allow_goods_exception: ReasonFields,
  expire: ReasonFields,
  appeal: AppealFields,
  name_reviewer: NameReviewerFields,
  grant: ReasonFields,
  deny: ReasonFields,
  close_default: CloseDefaultFields,
  recall: ReasonFields,
  correct_record: CorrectRecordFields,
  assign: StaffFields,
  reassign: StaffFields,
  extend: ExtendFields,
  send_back: ReasonFields,
  revisit: RevisitFields,
  kabkota_recommend: RegencyOpinionFields,
  carry_over: ReasonFields,
  allow_late: PaperFields,
  draft_amendment: DraftAmendmentFields,
  amend: AmendFields,
  close_year: CloseYearFields,
  lapse_money: ReasonFields,
  pass_urgent: ReasonFields,
  approve_urgent: PaperFields,
  complete_papers: null,
} as const satisfies Partial<Record<StepCommand, ((props: FieldsProps) => JSX.Element) | null>>;
export type FormCommand = keyof typeof formCommands;

export function isFormCommand(text: string): text is FormCommand {
  return Object.hasOwn(formCommands, text);
}
/** Forms that carry files are sent in parts. */
const withFiles: ReadonlySet<FormCommand> = new Set([
  'submit_field',
  'consider',
  'waitlist',
  'reject',
  'allow_late',
  'sign_pact',
  'amend',
  'approve_urgent',
  'update_list',
  'correct_record',
  'record_paper',
]);

export interface CommandPageProps {
  readonly view: CaseView;
  readonly command: FormCommand;
  readonly transition: Transition;
  readonly state: FormState;
  readonly extras: CommandExtras;
  /** What happened since the page was opened; only where the form was refused for it. */
  readonly since: readonly HistoryView[];
}

/** One decision: what it means, its fields, and a summary of what is wrong. */
export function CommandPage({ view, command, transition, state, extras, since }: CommandPageProps): JSX.Element {
  const { words, locale } = useFrame();
  const Fields: ((props: FieldsProps) => JSX.Element) | null = formCommands[command];
  const label = locale === 'id' ? transition.labelId : transition.labelEn;
  const back = `/cases/${view.proposal.id}`;
  const intro = words.commandIntro[command];
  return (
    <div class="reading">
      <p>
        <a href={back}>{words.cases.proposalOf(isolate(view.institution.name))}</a>
      </p>
      <h1>{label}</h1>
      <WaitingLine view={waitingOf(view)} />
      {intro === undefined ? null : <p>{intro}</p>}
      <ErrorSummary state={state} label={(name) => fieldLabel(name, view, words, locale)} />
      {since.length === 0 ? null : (
        <section class="notice">
          <h2>{words.cases.whatHappened}</h2>
          <History entries={since} />
        </section>
      )}
      <Form
        action={`${back}/do/${command}`}
        state={state}
        version={view.proposal.version}
        files={withFiles.has(command)}
      >
        <input type="hidden" name="seen" value={String(view.timeline.at(-1)?.seq ?? 0)} />
        {Fields === null ? null : <Fields view={view} extras={extras} />}
        <Actions submit={label} tone={transition.tone === 'side' ? 'go' : transition.tone} cancel={back} />
      </Form>
    </div>
  );
}
