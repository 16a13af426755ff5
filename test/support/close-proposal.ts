import { saveReport } from '../../src/app/drafts/save-report.js';
import { today } from './decree-steps.js';
import { deliveryAct, dispatch, dropOf, plan, provincialUnit, readyToDeliver, type Unit } from './delivery-steps.js';
import { act } from './walk-proposal.js';
import type { Draft, World } from './world.js';

export interface Ways {
  readonly decreeId: string;
  readonly batchId: string;
}

/** From the budget to a closed report: decree, list, pact, delivery, receipt and report. */
export async function closeProposal(world: World, draft: Draft): Promise<Ways> {
  const unit = await provincialUnit(world);
  const decreeId = await readyToDeliver(world, [draft]);
  const batchId = await plan(world, decreeId, unit, [draft]);
  await dispatch(world, batchId);
  await receive(world, unit, batchId, [draft]);
  await report(world, draft);
  return { decreeId, batchId };
}

/** What is on the way reaches each institution, and the batch is reconciled. */
export async function receive(world: World, unit: Unit, batchId: string, drafts: readonly Draft[]): Promise<void> {
  for (const draft of drafts) {
    const drop = await dropOf(world, batchId, draft);
    const minutes = { dropId: drop.id, bastNumber: `BAST/${drop.id}`, bastDate: today(), scanBlobId: null };
    await deliveryAct(world, unit.officer, batchId, 'hand_over', minutes);
    const receipt = { dropId: drop.id, receivedOn: today(), signedBy: 'Ketua Peraga', exceptions: [] };
    await act(world, draft.operator, draft.proposalId, 'confirm_receipt', receipt);
  }
  await deliveryAct(world, world.as('PENGURUS_BARANG'), batchId, 'reconcile');
}

/** The report of what was received, and its acceptance: the end of the case. */
export async function report(world: World, draft: Draft): Promise<void> {
  await act(world, draft.operator, draft.proposalId, 'submit_report', await writtenReport(world, draft));
  await act(world, world.as('LPJ_REVIEWER'), draft.proposalId, 'accept_report', { note: '' });
}

async function writtenReport(world: World, { proposalId, operator }: Draft): Promise<unknown> {
  for (const number of [1, 2, 3])
    await world.sql(
      `insert into proposal_document (id, proposal_id, institution_id, regency_code, code, blob_id, status, created_at)
       select gen_random_uuid(), proposal_id, institution_id, regency_code, $2, blob_id, status, created_at
         from proposal_document where proposal_id = $1 and code = 'VISIT_PHOTO'`,
      [proposalId, `REPORT_PHOTO_${number}`],
    );
  const lines = (await world.sql(
    `select item_id as "itemId", sum(delivered)::int as received, sum(delivered)::int as used, 0 as returned, 0 as lost, '' as note
       from entitlement_line where proposal_id = $1 group by item_id`,
    [proposalId],
  )) as unknown as Parameters<typeof saveReport>[2]['lines'];
  return saveReport(world.ctx, operator, { proposalId, narrative: 'Seluruhnya dipakai oleh penerima.', lines });
}
