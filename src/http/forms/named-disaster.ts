import type { FastifyRequest } from 'fastify';
import type { NamedDisaster } from '../../app/drafts/disasters.js';
import { openProgrammes } from '../../app/queries/open-programmes.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** The disaster belongs to urgent aid alone: whoever filled it in and then chose another package is not blamed for it. */
export async function disasterOf(
  deps: WebDeps,
  request: FastifyRequest,
  programmeId: string,
): Promise<NamedDisaster | undefined> {
  const { form } = request;
  const programmes = await openProgrammes(deps.ctx, actorOf(request));
  if (programmes.find(({ id }) => id === programmeId)?.urgent !== true) return undefined;
  if (form.text('disaster') !== '') return { id: form.text('disaster') };
  const [name, happenedOn] = [form.text('disasterName'), form.text('disasterOn')];
  const unanswered = Object.entries({ disasterName: name, disasterOn: happenedOn }).filter(([, text]) => text === '');
  if (unanswered.length > 0) throw new Refusal(refuse('INCOMPLETE', { fields: unanswered.map(([field]) => field) }));
  return { name, happenedOn };
}
