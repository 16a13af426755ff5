import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { confirmSignUp, readSignUp } from '../../app/institutions/confirm-sign-up.js';
import { signUp } from '../../app/institutions/sign-up.js';
import { listRegencies } from '../../app/queries/list-regencies.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { signUpKinds } from '../../domain/institution/file.js';
import { targetGroups } from '../../domain/target-groups.js';
import { SignUpPage, SignUpPasswordPage, SignUpSentPage } from '../../ui/pages/sign-up.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import type { WebDeps } from '../web-deps.js';

const REQUESTS_PER_HOUR = 10;
const ATTEMPTS_PER_MINUTE = 10;

interface OneLink {
  Params: { readonly token: string };
}

/** Open to people without an account: an institution registers itself. */
export function signUpRoutes(app: FastifyInstance, deps: WebDeps): void {
  const requests = app.createRateLimit({
    max: REQUESTS_PER_HOUR,
    timeWindow: '1 hour',
    keyGenerator: (request) => `sign-up ${request.ip}`,
  });
  const attempts = app.createRateLimit({
    max: ATTEMPTS_PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => `sign-up link ${request.ip}`,
  });
  const open = { config: { open: true } };
  app.get('/sign-up', open, async (request, reply) => signUpPage(deps, request, reply, freshForm()));
  app.post('/sign-up', open, async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const limit = await requests(request);
    if (!limit.isAllowed && limit.isExceeded)
      return signUpPage(deps, request, reply, tooMany(form.values, words.signIn.tooMany), 429);
    try {
      await signUp(deps.ctx, {
        institutionName: form.text('institutionName'),
        kind: signUpKinds.find((one) => one === form.text('kind')) ?? ('' as 'LKSA'),
        targetGroup: targetGroups.find((one) => one === form.text('targetGroup')) ?? ('' as 'CHILD'),
        regencyCode: form.text('regencyCode'),
        personName: form.text('personName'),
        email: form.text('email'),
        locale: request.locale,
      });
    } catch (error) {
      return signUpPage(deps, request, reply, refusedForm(form, refusalOf(error), words), statusOf(error));
    }
    return reply.page(words.life.signUp.sentTitle, <SignUpSentPage email={form.text('email')} />);
  });
  app.get<OneLink>('/sign-up/:token', open, async (request, reply) => passwordPage(deps, request, reply, freshForm()));
  app.post<OneLink>('/sign-up/:token', open, async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const limit = await attempts(request);
    if (!limit.isAllowed && limit.isExceeded)
      return passwordPage(deps, request, reply, tooMany({}, words.signIn.tooMany), 429);
    // passwords are taken as typed: spaces may belong to them
    const typed = (name: string): string => form.all(name).at(-1) ?? '';
    const password = typed('newPassword');
    if (password !== typed('againPassword'))
      return passwordPage(deps, request, reply, wrongForm(form, { againPassword: words.ownPassword.differ }), 422);
    try {
      await confirmSignUp(deps.ctx, { token: request.params.token, password }, deps.accounts);
    } catch (error) {
      const rename = (field: string): string => (field === 'password' ? 'newPassword' : field);
      return passwordPage(deps, request, reply, refusedForm(form, refusalOf(error), words, rename), statusOf(error));
    }
    return reply.doneTo('/sign-in', words.life.signUp.done);
  });
}

function tooMany(values: FormState['values'], what: string): FormState {
  return { ...freshForm(values), problem: { what, todo: '' } };
}

async function signUpPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const regencies = await listRegencies(deps.ctx, { kind: 'public' });
  const options = regencies.map(({ code, name }) => ({ value: code, label: name }));
  return reply.page(pageWords(request).life.signUp.title, <SignUpPage state={state} regencies={options} />, status);
}

async function passwordPage(
  deps: WebDeps,
  request: FastifyRequest<OneLink>,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const { token } = request.params;
  const asked = await readSignUp(deps.ctx, token);
  if (asked === null) throw new Refusal(refuse('SIGN_UP_ENDED'));
  const body = <SignUpPasswordPage token={token} institutionName={asked.institutionName} state={state} />;
  return reply.page(pageWords(request).life.signUp.passwordTitle, body, status);
}
