import { Context } from '@temporalio/activity';
import type { FollowUp } from '../workflows/messages.js';
import { prepareForm, type FormContext } from '../src/app/documents/prepare-form.js';

const BEAT_MS = 2_000;

export function documentActivities(ctx: FormContext) {
  return {
    /** Says while it renders that it lives: a killed worker is noticed by its silence, not by the longest render's limit. */
    async prepareForm(followUp: FollowUp): Promise<void> {
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), BEAT_MS);
      try {
        await prepareForm(ctx, followUp);
      } finally {
        clearInterval(beat);
      }
    },
  };
}
