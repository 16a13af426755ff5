import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { saveCostPlan, type SaveCostPlan } from '../../app/drafts/save-cost-plan.js';
import type { CaseView } from '../../app/queries/case-view.js';
import { formatRupiah, parseRupiah } from '../../domain/rupiah.js';
import { NeedsPage } from '../../ui/pages/draft/needs.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import type { FormValues } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { wholeNumber } from '../forms/whole-number.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { editable, loadCase, type CaseParams } from './load-case.js';

/** Empty lines to fill in beyond those that are stored. */
const SPARE_LINES = 2;
const MOST_LINES = 200;

/** Needs and cost plan: what the institution pays itself; goods follow from the persons. */
export function needsRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<{ Params: CaseParams }>('/cases/:id/needs', async (request, reply) => {
    const view = await editable(deps, request);
    return needsPage(request, reply, view, freshForm(storedValues(view)));
  });
  app.post<{ Params: CaseParams }>('/cases/:id/needs', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const proposalId = request.params.id;
    const plan = readPlan(form, words.institution);
    if (plan.lines === null) {
      return needsPage(request, reply, await loadCase(deps, request), wrongForm(form, plan.errors), 422);
    }
    try {
      const ownShare = form.text('ownShare') === '' ? '0' : form.text('ownShare');
      await saveCostPlan(deps.ctx, actorOf(request), {
        proposalId,
        ownShare,
        ownLines: plan.lines.map((line) => line.line),
      });
    } catch (error) {
      const positions = plan.lines.map((line) => line.index);
      const rename = (field: string): string =>
        field.replace(/^ownLines\.(\d+)/, (_all, number: string) => `own.${positions[Number(number)] ?? number}`);
      const state = refusedForm(form, refusalOf(error), words, rename);
      return needsPage(request, reply, await loadCase(deps, request), state, statusOf(error));
    }
    return reply.doneTo(`/cases/${proposalId}/edit`, words.institution.saved);
  });
}

async function needsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  view: CaseView,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const own = view.costLines.filter((line) => line.itemId === null).length;
  return reply.page(
    pageWords(request).institution.needsTitle,
    <NeedsPage view={view} state={state} ownLines={Math.min(own + SPARE_LINES, MOST_LINES)} />,
    status,
  );
}

function storedValues(view: CaseView): Record<string, string> {
  const own = view.costLines.filter((line) => line.itemId === null);
  const values: Record<string, string> = {
    ownShare: view.proposal.ownShare === '0' ? '' : plainRupiah(view.proposal.ownShare),
  };
  for (const [index, line] of own.entries()) {
    values[`own.${index}.description`] = line.description;
    values[`own.${index}.volume`] = String(line.volume);
    values[`own.${index}.unit`] = line.unit;
    values[`own.${index}.unitPrice`] = plainRupiah(line.unitPrice);
  }
  return values;
}

/** As people type it, with points and without the sign. */
function plainRupiah(amount: string): string {
  return formatRupiah(BigInt(amount)).replace('Rp', '');
}

interface ReadLine {
  /** Where it stood in the form. */
  readonly index: number;
  readonly line: SaveCostPlan['ownLines'][number];
}
type ReadPlan =
  | { readonly lines: readonly ReadLine[]; readonly errors: null }
  | { readonly lines: null; readonly errors: Readonly<Record<string, string>> };

function readPlan(
  form: FormValues,
  words: { readonly notNumber: string; readonly notRupiah: string; readonly lineIncomplete: string },
): ReadPlan {
  const errors: Record<string, string> = {};
  const lines: ReadLine[] = [];
  if (form.text('ownShare') !== '' && !parseRupiah(form.text('ownShare')).ok) errors['ownShare'] = words.notRupiah;
  for (let index = 0; form.has(`own.${index}.description`); index += 1) {
    const typed = (name: string): string => form.text(`own.${index}.${name}`);
    const parts = ['description', 'volume', 'unit', 'unitPrice'];
    const empty = parts.filter((name) => typed(name) === '');
    if (empty.length === parts.length) continue;
    for (const name of empty) errors[`own.${index}.${name}`] = words.lineIncomplete;
    const volume = wholeNumber(typed('volume'));
    if (typed('volume') !== '' && volume === null) errors[`own.${index}.volume`] = words.notNumber;
    if (typed('unitPrice') !== '' && !parseRupiah(typed('unitPrice')).ok)
      errors[`own.${index}.unitPrice`] = words.notRupiah;
    lines.push({
      index,
      line: {
        description: typed('description'),
        volume: volume ?? 0,
        unit: typed('unit'),
        unitPrice: typed('unitPrice'),
      },
    });
  }
  return Object.keys(errors).length > 0 ? { lines: null, errors } : { lines, errors: null };
}
