import type { StepTable } from '../step.js';
import { amend, draftAmendment } from './amendments.js';
import { confirmIntake, recordPaper } from './assisted.js';
import { appeal, closeAppeal, deny, grant, nameReviewer } from './appeals.js';
import { consider, cut, linkBudget, waitlist } from './budget.js';
import { correctRecord } from './corrections.js';
import { auditOff, auditOn, expire, hold, logContact, resume } from './besides.js';
import { decreeProposal, exclude, include, setList, signPact } from './decree.js';
import { closeDefault, defaultReport } from './default.js';
import { allowGoodsException, confirmReceipt, finaliseLines, startDelivery } from './delivery.js';
import { reject, withdraw } from './endings.js';
import { closeWindow, register, resubmit, submit } from './intake.js';
import { assign, extend, kabkotaRecommend, reassign, revisit, sendBack } from './people.js';
import { holdLines, resumeLines } from './held-lines.js';
import { updateList } from './list-updates.js';
import { judgeReceipt } from './quarantine.js';
import { recall } from './recall.js';
import { endorse, recommend, score } from './recommendation.js';
import { acceptReport, returnReport, submitReport } from './report.js';
import { approveUrgent, completePapers, passUrgent } from './urgent.js';
import { assignField, passAdmin, returnForRepair, startAdmin, submitField } from './verification.js';
import { closeYear, lapseMoney } from './stock-year.js';
import { allowLate, carryOver } from './year-end.js';

/** One step per command of the transition table; the compiler refuses a missing one. */
export const steps: StepTable = {
  submit,
  close_window: closeWindow,
  record_paper: recordPaper,
  confirm_intake: confirmIntake,
  register,
  start_admin: startAdmin,
  pass_admin: passAdmin,
  return: returnForRepair,
  resubmit,
  assign_field: assignField,
  submit_field: submitField,
  score,
  endorse,
  recommend,
  consider,
  waitlist,
  cut,
  link_budget: linkBudget,
  include,
  exclude,
  decree: decreeProposal,
  set_list: setList,
  sign_pact: signPact,
  allow_goods_exception: allowGoodsException,
  start_delivery: startDelivery,
  confirm_receipt: confirmReceipt,
  judge_receipt: judgeReceipt,
  update_list: updateList,
  hold_lines: holdLines,
  resume_lines: resumeLines,
  finalise_lines: finaliseLines,
  submit_report: submitReport,
  return_report: returnReport,
  accept_report: acceptReport,
  reject,
  withdraw,
  log_contact: logContact,
  hold,
  resume,
  audit_on: auditOn,
  audit_off: auditOff,
  expire,
  appeal,
  close_appeal: closeAppeal,
  name_reviewer: nameReviewer,
  grant,
  deny,
  default_report: defaultReport,
  close_default: closeDefault,
  recall,
  correct_record: correctRecord,
  assign,
  reassign,
  extend,
  send_back: sendBack,
  revisit,
  kabkota_recommend: kabkotaRecommend,
  carry_over: carryOver,
  allow_late: allowLate,
  draft_amendment: draftAmendment,
  amend,
  close_year: closeYear,
  lapse_money: lapseMoney,
  pass_urgent: passUrgent,
  approve_urgent: approveUrgent,
  complete_papers: completePapers,
};
