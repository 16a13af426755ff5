import type { FollowUp } from '../../../workflows/messages.js';
import type { AppContext } from '../ports.js';
import { prepareDecreeForm } from './prepare-decree-form.js';
import { prepareListForm } from './prepare-list-form.js';
import { preparePaper } from './prepare-paper.js';
import { preparePactForm } from './prepare-pact-form.js';

export type FormContext = Pick<AppContext, 'db' | 'vault' | 'documents' | 'publicUrl'>;

/**
 * Renders the paper of something that was frozen and stores it with its hash in the chain. It reads only what is frozen,
 * renders outside every transaction, and does nothing where the paper is there already: begun twice, it is one paper.
 */
export async function prepareForm(ctx: FormContext, followUp: FollowUp): Promise<void> {
  switch (followUp.kind) {
    case 'render_decree':
      return prepareDecreeForm(ctx, followUp.subjectId);
    case 'render_list':
      return prepareListForm(ctx, followUp.subjectId);
    case 'render_pact':
      return preparePactForm(ctx, followUp.subjectId);
    case 'render_paper':
      return preparePaper(ctx, followUp.subjectId);
  }
}
