import type { ScoringFacts, TypedScore } from '../../scoring.js';

/** What an official types where the record says nothing of a criterion, or says it wrongly (process.md 10). */
export interface ScoringCommands {
  score: { payload: { readonly typed: readonly TypedScore[] }; facts: { readonly scoring: ScoringFacts } };
}
