import type { FastifyInstance, FastifyRequest } from 'fastify';
import { rankedList, type RankedList } from '../../app/queries/ranked-list.js';
import { rankingCsv, rankingXlsx } from '../../app/ranking/ranking-sheet.js';
import { parseRupiah } from '../../domain/rupiah.js';
import { RankingPage } from '../../ui/pages/ranking.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { askedText } from './lists.js';

interface Programme {
  Params: { readonly id: string };
}

/** Recommended cases of a programme by rank, as a page and as sheets for the meeting. */
export function rankingRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Programme>('/programmes/:id/ranking', async (request, reply) => {
    const { list, typed } = await read(deps, request);
    return reply.page(pageWords(request).ranking.title, <RankingPage list={list} typed={typed} />);
  });
  app.get<Programme>('/programmes/:id/ranking.csv', async (request, reply) => {
    const { list } = await read(deps, request);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${list.code}.csv"`)
      .send(rankingCsv(list, pageWords(request).ranking));
  });
  app.get<Programme>('/programmes/:id/ranking.xlsx', async (request, reply) => {
    const { list } = await read(deps, request);
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="${list.code}.xlsx"`)
      .send(Buffer.from(rankingXlsx(list, pageWords(request).ranking)));
  });
}

/** A limit that is no amount is none. */
async function read(
  deps: WebDeps,
  request: FastifyRequest<Programme>,
): Promise<{ readonly list: RankedList; readonly typed: string }> {
  const typed = askedText(request, 'limit');
  const limit = parseRupiah(typed);
  const list = await rankedList(deps.ctx, actorOf(request), {
    programmeId: request.params.id,
    limit: limit.ok ? limit.rupiah.toString() : null,
  });
  return { list, typed: limit.ok ? typed : '' };
}
