import type { CaseView } from '../../app/queries/case-view.js';
import type { FastifyRequest } from 'fastify';
import type { WebDeps } from '../web-deps.js';
import { proofFile } from './read-seen.js';
import { storeUploads, type KeptFile } from './uploads.js';

type Files = Readonly<Record<string, readonly KeptFile[]>>;
/** Belongs to one drawing of the form, not to what is typed into it. */
const passing: ReadonlySet<string> = new Set(['version', 'seen']);

/** Every file of the form of a visit, stored. */
export async function storeVisitFiles(deps: WebDeps, request: FastifyRequest, view: CaseView): Promise<Files> {
  const { form } = request;
  const fields = ['photos', 'minutes', ...view.persons.entries.map(({ beneficiaryId }) => proofFile(beneficiaryId))];
  const files: Record<string, readonly KeptFile[]> = {};
  for (const field of fields) {
    if (form.files(field).length === 0 && !form.has(`kept.${field}`)) continue;
    files[field] = await storeUploads(deps, request, field, null);
  }
  return files;
}

/** The form as the record keeps it on the way: texts by their names, files by what they were stored as. */
export function copyOf(request: FastifyRequest, files: Files): Record<string, string> {
  const typed = Object.entries(request.form.values).filter(
    ([name, value]) => value !== '' && !passing.has(name) && !name.startsWith('kept.'),
  );
  const kept = Object.entries(files).map(([field, list]) => [
    `kept.${field}`,
    list.map(({ blobId, name }) => `${blobId} ${name}`).join('\n'),
  ]);
  return Object.fromEntries([...typed, ...kept]) as Record<string, string>;
}

/** The files of a saved copy, as a form that came back has them. */
export function keptOf(values: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => name.startsWith('kept.') && value !== '')
      .map(([name, value]) => [
        name.slice('kept.'.length),
        value.split('\n').map((line) => ({ blobId: line.slice(0, 36), name: line.slice(37) })),
      ]),
  );
}
