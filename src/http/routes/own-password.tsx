import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { changePassword } from '../../app/users/change-password.js';
import { OwnPasswordPage } from '../../ui/pages/own-password.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, addCookies, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

const ATTEMPTS_PER_MINUTE = 10;

/** Everybody changes the own password, who knows the present one. */
export function ownPasswordRoutes(app: FastifyInstance, deps: WebDeps): void {
  const attempts = app.createRateLimit({
    max: ATTEMPTS_PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => `password ${personOf(request).userId}`,
  });
  app.get('/password', async (request, reply) => passwordPage(request, reply, freshForm()));
  app.post('/password', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const limit = await attempts(request);
    if (!limit.isAllowed && limit.isExceeded) {
      const problem = { what: words.signIn.tooMany, todo: '' };
      return passwordPage(request, reply, { ...freshForm(), problem }, 429);
    }
    // passwords are taken as typed: spaces may belong to them
    const typed = (name: string): string => form.all(name).at(-1) ?? '';
    const password = typed('newPassword');
    if (password !== typed('againPassword'))
      return passwordPage(request, reply, wrongForm(form, { againPassword: words.ownPassword.differ }), 422);
    const agent = request.headers['user-agent'] ?? '';
    const signIn = (email: string, secret: string) => deps.sessions.signIn({ email, password: secret, agent });
    try {
      const input = { currentPassword: typed('currentPassword'), password };
      const prove = async (email: string, secret: string): Promise<boolean> =>
        secret !== '' && (await signIn(email, secret)) !== null;
      const { email } = await changePassword(deps.ctx, actorOf(request), input, deps.accounts, prove);
      addCookies(reply, (await signIn(email, password))?.cookies ?? []);
      return await reply.doneTo('/', words.ownPassword.done);
    } catch (error) {
      const rename = (field: string): string => (field === 'password' ? 'newPassword' : field);
      return passwordPage(request, reply, refusedForm(form, refusalOf(error), words, rename), statusOf(error));
    }
  });
}

async function passwordPage(
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  return reply.page(pageWords(request).ownPassword.title, <OwnPasswordPage state={state} />, status);
}
