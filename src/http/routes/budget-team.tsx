import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { considerationColumns, readConsiderationRows, type SheetEntry } from '../../app/budget/consideration-rows.js';
import { checkConsiderations, enterConsiderations, listConsiderable } from '../../app/budget/consideration-sheet.js';
import { listProgrammes } from '../../app/queries/list-programmes.js';
import { listReserve, listUnlinked } from '../../app/queries/list-reserve.js';
import { xlsxFile } from '../../app/ranking/xlsx-file.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { ReservePage, SheetPage, UnlinkedPage, type SheetPageProps } from '../../ui/pages/budget-team.js';
import { freshForm } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { askedText } from './lists.js';

interface Programme {
  Params: { readonly id: string };
}
type Rows = Parameters<typeof checkConsiderations>[2]['rows'];

/** The sheet that goes to the budget team and comes back, who comes next, and what is not in SIPD yet. */
export function budgetTeamRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Programme>('/programmes/:id/consideration', async (request, reply) =>
    sheetPage(deps, request, reply, { answer: null, state: freshForm() }),
  );
  app.get<Programme>('/programmes/:id/consideration.xlsx', async (request, reply) => {
    const { columns, title } = pageWords(request).budgetTeam;
    const open = await listConsiderable(deps.ctx, actorOf(request), { programmeId: request.params.id });
    const rows = open.map((one) => [
      one.registrationNumber,
      one.institution,
      one.regency,
      one.persons,
      Number(one.amount),
      null,
      null,
      null,
      null,
    ]);
    return sendSheet(
      reply,
      'tapd',
      xlsxFile(
        title,
        considerationColumns.map((name) => columns[name]),
        rows,
      ),
    );
  });
  app.post<Programme>('/programmes/:id/consideration', async (request, reply) => {
    const { form } = request;
    try {
      const [file] = form.files('sheet');
      if (file === undefined) throw new Refusal(refuse('INCOMPLETE', { fields: ['sheet'] }));
      const entries = await readConsiderationRows(file.bytes);
      const rows = entries.flatMap((entry) => ('row' in entry ? [entry] : []));
      const results = await checkConsiderations(deps.ctx, actorOf(request), { programmeId: request.params.id, rows });
      const fits = new Set(results.filter(({ error }) => error === null).map(({ line }) => line));
      const carried = JSON.stringify(rows.filter(({ line }) => fits.has(line)));
      const answer = { results, rows: carried, unreadable: entries.flatMap(unreadable) };
      return await sheetPage(deps, request, reply, { answer, state: freshForm() });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), pageWords(request));
      return sheetPage(deps, request, reply, { answer: null, state }, statusOf(error));
    }
  });
  app.post<Programme>('/programmes/:id/consideration/enter', async (request, reply) => {
    const { form } = request;
    const programmeId = request.params.id;
    const rows = rowsFrom(form.text('rows'));
    try {
      const results = await enterConsiderations(deps.ctx, actorOf(request), {
        programmeId,
        rows,
        paper: {
          documentNumber: form.text('documentNumber'),
          documentDate: form.text('documentDate'),
          signatory: form.text('signatory'),
        },
        overReason: form.text('overReason'),
        key: form.text('key'),
      });
      return await sheetPage(deps, request, reply, {
        answer: { results, rows: null, unreadable: [] },
        state: freshForm(),
      });
    } catch (error) {
      const refusal = refusalOf(error);
      const state = refusedForm(form, refusal, pageWords(request), (field) => field.replace(/^paper\./, ''));
      const results = await checkConsiderations(deps.ctx, actorOf(request), { programmeId, rows });
      const answer = { results, rows: JSON.stringify(rows), unreadable: [] };
      return sheetPage(deps, request, reply, { answer, state }, statusOf(error));
    }
  });
  app.get<Programme>('/programmes/:id/reserve', async (request, reply) => {
    const area = askedText(request, 'area');
    const reserve = await listReserve(deps.ctx, actorOf(request), {
      programmeId: request.params.id,
      regencyCode: area === '' ? null : area,
    });
    return reply.page(pageWords(request).budgetTeam.reserveTitle, <ReservePage reserve={reserve} area={area} />);
  });
  app.get<Programme>('/programmes/:id/unlinked', async (request, reply) => {
    const view = await listUnlinked(deps.ctx, actorOf(request), { programmeId: request.params.id });
    return reply.page(pageWords(request).budgetTeam.unlinkedTitle, <UnlinkedPage view={view} />);
  });
  app.get<Programme>('/programmes/:id/unlinked.xlsx', async (request, reply) => {
    const { unlinkedHead: head, unlinkedTitle } = pageWords(request).budgetTeam;
    const view = await listUnlinked(deps.ctx, actorOf(request), { programmeId: request.params.id });
    const rows = view.cases.map((one) => [
      one.registrationNumber,
      one.institution,
      one.regency,
      one.persons,
      Number(one.considered),
      one.budgetLine,
      one.sipdId,
    ]);
    const heads = [
      head.registrationNumber,
      head.institution,
      head.regency,
      head.persons,
      head.considered,
      head.budgetLine,
      head.sipdId,
    ];
    return sendSheet(reply, `sipd-${view.code}`, xlsxFile(unlinkedTitle, heads, rows));
  });
}

function unreadable(entry: SheetEntry): NonNullable<SheetPageProps['answer']>['unreadable'] {
  return 'row' in entry ? [] : [{ line: entry.line, number: entry.registrationNumber, column: entry.wrong }];
}

/** The rows that the page carried, each read again by the use-case; a field that was tampered with carries none. */
function rowsFrom(text: string): Rows {
  try {
    return JSON.parse(text) as Rows;
  } catch {
    throw new Refusal(refuse('INVALID_INPUT', { fields: ['rows'] }));
  }
}

function sendSheet(reply: FastifyReply, name: string, bytes: Uint8Array): FastifyReply {
  return reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename="${name}.xlsx"`)
    .send(Buffer.from(bytes));
}

async function sheetPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Pick<SheetPageProps, 'answer' | 'state'>,
  status = 200,
): Promise<FastifyReply> {
  const { id: programmeId } = request.params as Programme['Params'];
  const actor = actorOf(request);
  const open = await listConsiderable(deps.ctx, actor, { programmeId });
  const programme = (await listProgrammes(deps.ctx, actor)).find(({ id }) => id === programmeId);
  if (programme === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'programme' }));
  return reply.page(
    pageWords(request).budgetTeam.title,
    <SheetPage programme={programme} open={open.length} {...shown} />,
    status,
  );
}
