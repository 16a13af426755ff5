import { z } from 'zod';
import { Refusal, refuse } from '../domain/errors.js';

const uuid = z.uuid();

export function isId(value: unknown): value is string {
  return uuid.safeParse(value).success;
}

/** One id, refused under the name it has in the input. Errors: INVALID_INPUT. */
export function parseId(name: string, value: unknown): string {
  const parsed = uuid.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(refuse('INVALID_INPUT', { fields: [name] }));
}

/** What a caller sent as what the use-case works with; a refusal names the fields, TOO_LARGE where one is only too long. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const tooLong = issues.some((issue) => issue.code === 'too_big' && issue.origin !== 'bigint');
  throw new Refusal(
    refuse(tooLong ? 'TOO_LARGE' : 'INVALID_INPUT', {
      fields: [...new Set(issues.map((issue) => issue.path.join('.')))].slice(0, 50),
    }),
  );
}
