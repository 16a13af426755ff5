import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getUser, type UserDetail } from '../../app/queries/get-user.js';
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
    personPage(reply, await userOf(deps, request), freshForm()),
  );
  app.post<Person>('/admin/users/:id', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const user = await userOf(deps, request);
    const change = form.text('change');
    if (change === '') return personPage(reply, user, wrongForm(form, { change: words.fieldProblems.missing }), 422);
    const { email } = user;
    const reason = form.text('reason');
    try {
      if (change === 'OPEN' || change === 'CLOSE')
        await openAccount(deps.ctx, actorOf(request), { email, open: change === 'OPEN', reason });
      else await endRole(deps.ctx, actorOf(request), { email, role: change, reason });
    } catch (error) {
      return personPage(reply, user, refusedForm(form, refusalOf(error), words), statusOf(error));
    }
    return reply.doneTo('/admin/users', words.admin.userChanged(user.name));
  });
}

async function userOf(deps: WebDeps, request: FastifyRequest<Person>): Promise<UserDetail> {
  return getUser(deps.ctx, actorOf(request), { userId: request.params.id });
}

async function personPage(
  reply: FastifyReply,
  user: UserDetail,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  return reply.page(user.name, <UserPage user={user} state={state} />, status);
}
