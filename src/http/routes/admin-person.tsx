import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listDeliveryUnits } from '../../app/queries/list-delivery-units.js';
import { getUser, type UserDetail } from '../../app/queries/get-user.js';
import { giveRole } from '../../app/users/give-role.js';
import { endRole } from '../../app/users/end-role.js';
import { openAccount } from '../../app/users/open-account.js';
import { UserPage } from '../../ui/pages/admin/user.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

interface Person {
  Params: { readonly id: string };
}

/** One person of the record, whose offices and account an administrator ends. */
export function personRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Person>('/admin/users/:id', async (request, reply) =>
    personPage(deps, request, reply, await userOf(deps, request), freshForm()),
  );
  app.post<Person>('/admin/users/:id', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const user = await userOf(deps, request);
    const change = form.text('change');
    if (change === '')
      return personPage(deps, request, reply, user, wrongForm(form, { change: words.fieldProblems.missing }), 422);
    const { email } = user;
    const reason = form.text('reason');
    try {
      if (change === 'OPEN' || change === 'CLOSE')
        await openAccount(deps.ctx, actorOf(request), { email, open: change === 'OPEN', reason });
      else await endRole(deps.ctx, actorOf(request), { email, role: change, reason });
    } catch (error) {
      return personPage(deps, request, reply, user, refusedForm(form, refusalOf(error), words), statusOf(error));
    }
    return reply.doneTo('/admin/users', words.admin.userChanged(user.name));
  });
  app.post<Person>('/admin/users/:id/role', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const user = await userOf(deps, request);
    const unit = form.text('orgUnitId');
    try {
      await giveRole(deps.ctx, actorOf(request), {
        email: user.email,
        role: form.text('newRole'),
        orgUnitId: unit === '' ? null : unit,
        reason: form.text('giveReason'),
      });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words, (field) => renamed[field] ?? field);
      return personPage(deps, request, reply, user, state, statusOf(error));
    }
    return reply.doneTo('/admin/users', words.admin.userChanged(user.name));
  });
}

/** Two forms of one page have no field of the same name. */
const renamed: Readonly<Record<string, string>> = { role: 'newRole', roles: 'newRole', reason: 'giveReason' };

async function userOf(deps: WebDeps, request: FastifyRequest<Person>): Promise<UserDetail> {
  return getUser(deps.ctx, actorOf(request), { userId: request.params.id });
}

async function personPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  user: UserDetail,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const units = await listDeliveryUnits(deps.ctx, actorOf(request));
  const options = units.map(({ id, name }) => ({ value: id, label: name }));
  return reply.page(user.name, <UserPage user={user} units={options} state={state} />, status);
}
