import type { FastifyInstance, FastifyRequest } from 'fastify';
import { listDecrees, type DecreeRow } from '../../app/decree/list-decrees.js';
import { listCases } from '../../app/queries/list-cases.js';
import { listInbox } from '../../app/queries/list-inbox.js';
import { listRegencies } from '../../app/queries/list-regencies.js';
import { isProposalState } from '../../domain/proposal/states.js';
import { CasesPage, caseSorts, type CaseFilters } from '../../ui/pages/cases.js';
import { InboxPage, inboxTabs } from '../../ui/pages/inbox.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** What waits for an official, and every case that he may see. */
export function listRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<{ Querystring: { readonly tab?: string } }>('/inbox', async (request, reply) => {
    const tab = inboxTabs.find((name) => name === request.query.tab) ?? 'mine';
    const page = await listInbox(deps.ctx, actorOf(request), { tab, page: askedPage(request) });
    const decrees = tab === 'mine' ? await decreesOf(deps, request) : [];
    return reply.page(pageWords(request).official.inboxTitle, <InboxPage page={page} tab={tab} decrees={decrees} />);
  });
  app.get('/cases', async (request, reply) => {
    const filters = askedFilters(request);
    const actor = actorOf(request);
    const [page, regencies] = await Promise.all([
      listCases(deps.ctx, actor, { ...toQuery(filters), page: askedPage(request) }),
      listRegencies(deps.ctx, actor),
    ]);
    return reply.page(
      pageWords(request).official.casesTitle,
      <CasesPage page={page} filters={filters} regencies={regencies} />,
    );
  });
}

/** Where the frozen decrees lie, for those who carry them on. */
async function decreesOf(deps: WebDeps, request: FastifyRequest): Promise<readonly DecreeRow[]> {
  const carriers = ['SECRETARIAT', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'];
  if (!personOf(request).roles.some((role) => carriers.includes(role))) return [];
  const decrees = await listDecrees(deps.ctx, actorOf(request), {});
  return decrees.filter((decree) => decree.state === 'FROZEN');
}

function asked(request: FastifyRequest, name: string): string {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
/** A page that is no number is the first. */
export function askedPage(request: FastifyRequest): number {
  const page = asked(request, 'page');
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1;
}
export function askedText(request: FastifyRequest, name: string): string {
  return asked(request, name);
}
/** Filters as the address has them; what it does not know is left out. */
export function askedFilters(request: FastifyRequest): CaseFilters {
  const state = asked(request, 'state');
  const regency = asked(request, 'regency');
  return {
    q: asked(request, 'q'),
    state: isProposalState(state) ? state : '',
    regencyCode: /^\d\d\.\d\d$/.test(regency) ? regency : '',
    overdue: asked(request, 'overdue') === '1',
    sort: caseSorts.find((sort) => sort === asked(request, 'sort')) ?? 'due',
  };
}
export function toQuery({ q, state, regencyCode, overdue, sort }: CaseFilters) {
  return { q, overdue, sort, state: state === '' ? null : state, regencyCode: regencyCode === '' ? null : regencyCode };
}
