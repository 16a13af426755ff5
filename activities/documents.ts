import type { FollowUp } from '../workflows/messages.js';
import { prepareForm, type FormContext } from '../src/app/documents/prepare-form.js';

export function documentActivities(ctx: FormContext) {
  return {
    prepareForm: (followUp: FollowUp): Promise<void> => prepareForm(ctx, followUp),
  };
}
