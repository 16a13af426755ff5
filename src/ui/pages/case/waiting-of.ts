import type { CaseView, WaitingView } from '../../views.js';

export function waitingOf(view: CaseView): WaitingView {
  const { proposal, pending } = view;
  return { ...proposal, pendingCommand: pending?.command ?? null };
}
