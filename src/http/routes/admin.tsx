import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { retryWaiting } from '../../app/doctor/retry-waiting.js';
import { resendMails } from '../../app/mail/resend-mails.js';
import { listDeliveryUnits } from '../../app/queries/list-delivery-units.js';
import { listInstitutions } from '../../app/queries/list-institutions.js';
import { listMails } from '../../app/queries/list-mails.js';
import { listRegencies } from '../../app/queries/list-regencies.js';
import { listUsers } from '../../app/queries/list-users.js';
import { processOverview } from '../../app/queries/process-overview.js';
import { createUser } from '../../app/users/create-user.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { isLocale } from '../../domain/locale.js';
import { LocalInboxPage, LocalMailPage, MailsPage } from '../../ui/pages/admin/mails.js';
import { ProcessesPage, type TechnicalView } from '../../ui/pages/admin/processes.js';
import { NewUserPage, UsersPage } from '../../ui/pages/admin/users.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { Inbox, WebDeps } from '../web-deps.js';
import { personRoutes } from './admin-person.js';
import { waitingWorkRoutes } from './admin-waiting.js';
import { askedFilters, askedPage, askedText, toQuery } from './lists.js';

const PROCESSES_PER_PAGE = 25;

/** The administrator keeps the system going and has no business power. */
export function adminRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/admin/processes', async (request, reply) => {
    const actor = actorOf(request);
    requireAdmin(request);
    const filters = askedFilters(request);
    const [overview, regencies] = await Promise.all([
      processOverview(deps.ctx, actor, { ...toQuery(filters), page: askedPage(request), pageSize: PROCESSES_PER_PAGE }),
      listRegencies(deps.ctx, actor),
    ]);
    const items = await Promise.all(
      overview.items.map(async (item) => ({ ...item, technical: await technicalOf(deps, item.proposalId) })),
    );
    return reply.page(
      pageWords(request).admin.processesTitle,
      <ProcessesPage
        page={{ ...overview, items }}
        filters={filters}
        regencies={regencies}
        byState={overview.byState}
      />,
    );
  });
  app.post<{ Params: { readonly id: string } }>('/admin/processes/:id/retry', async (request, reply) => {
    await retryWaiting(deps.ctx, actorOf(request), { kind: 'proposal', id: request.params.id }, (kind, id) =>
      deps.workflowAdmin.retryNow(kind, id),
    );
    return reply.doneTo('/admin/processes', pageWords(request).admin.retried);
  });
  app.get('/admin/mails', async (request, reply) => {
    const page = await listMails(deps.ctx, actorOf(request), { page: askedPage(request), pageSize: 50 });
    return reply.page(pageWords(request).admin.mailsTitle, <MailsPage page={page} />);
  });
  app.post<{ Params: { readonly id: string } }>('/admin/mails/:id/resend', async (request, reply) => {
    await resendMails(deps.ctx, actorOf(request), { mailIds: [request.params.id] });
    return reply.doneTo('/admin/mails', pageWords(request).admin.resent);
  });
  if (deps.inbox !== null) localInboxRoutes(app, deps.inbox);
  waitingWorkRoutes(app, deps);
  userRoutes(app, deps);
  personRoutes(app, deps);
}

/** Only an embedded stack has one; it shows every mail, so only to the administrator. */
function localInboxRoutes(app: FastifyInstance, inbox: Inbox): void {
  app.get('/admin/inbox', async (request, reply) => {
    requireAdmin(request);
    return reply.page(
      pageWords(request).admin.inboxTitle,
      <LocalInboxPage mails={inbox.list().toReversed().slice(0, 200)} />,
    );
  });
  app.get<{ Params: { readonly id: string } }>('/admin/inbox/:id', async (request, reply) => {
    requireAdmin(request);
    const mail = /^\d{8}$/.test(request.params.id) ? await inbox.read(request.params.id) : undefined;
    if (mail === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'document' }));
    return reply.page(mail.subject, <LocalMailPage mail={mail} />);
  });
}

function userRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/admin/users', async (request, reply) => {
    const q = askedText(request, 'q');
    const page = await listUsers(deps.ctx, actorOf(request), { q, page: askedPage(request), pageSize: 50 });
    return reply.page(pageWords(request).admin.usersTitle, <UsersPage page={page} q={q} />);
  });
  app.get('/admin/users/new', async (request, reply) => newUserPage(deps, request, reply, freshForm({ locale: 'id' })));
  app.post('/admin/users/new', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const orNull = (name: string): string | null => (form.text(name) === '' ? null : form.text(name));
    const locale = form.text('locale');
    try {
      await createUser(
        deps.ctx,
        actorOf(request),
        {
          name: form.text('name'),
          email: form.text('email'),
          password: form.all('password').at(-1) ?? '',
          roles: [...namesBelow(form, 'role')],
          institutionId: orNull('institutionId'),
          regencyCode: orNull('regencyCode'),
          orgUnitId: orNull('orgUnitId'),
          locale: isLocale(locale) ? locale : 'id',
        },
        deps.accounts,
      );
    } catch (error) {
      const refusal = refusalOf(error);
      const state = refusedForm(form, refusal, words, (field) => field.replace(/^roles\..*/, 'roles'));
      const taken = refusal.details['reason'] === 'taken';
      const shown = taken ? { ...state, errors: { email: words.admin.emailTaken } } : state;
      return newUserPage(deps, request, reply, shown, statusOf(error));
    }
    return reply.doneTo('/admin/users', words.admin.userCreated(form.text('name')));
  });
}

async function newUserPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [institutions, regencies, units] = await Promise.all([
    listInstitutions(deps.ctx, actor),
    listRegencies(deps.ctx, actor),
    listDeliveryUnits(deps.ctx, actor),
  ]);
  const body = (
    <NewUserPage
      state={state}
      institutions={institutions.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
      regencies={regencies.map(({ code, name }) => ({ value: code, label: name }))}
      units={units.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
  return reply.page(pageWords(request).admin.newUser, body, status);
}

function requireAdmin(request: FastifyRequest): void {
  if (!personOf(request).roles.includes('ADMIN')) throw new Refusal(refuse('WRONG_ROLE', { needed: ['ADMIN'] }));
}

/** A monitor that cannot reach Temporal says so in its table and still shows the record. */
async function technicalOf(deps: WebDeps, proposalId: string): Promise<TechnicalView> {
  try {
    return await deps.workflowAdmin.describe('proposal', proposalId);
  } catch (error) {
    deps.ctx.log.warn({ part: 'temporal', error: String(error) }, 'technical state not known');
    return { status: 'UNKNOWN', pendingActivities: [], workflowTaskFailure: null };
  }
}
