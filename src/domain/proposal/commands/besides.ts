import type { Empty } from '../command-map.js';

export const contactChannels = ['WHATSAPP', 'PHONE', 'VISIT', 'LETTER', 'OTHER'] as const;
export type ContactChannel = (typeof contactChannels)[number];

interface WithReason {
  payload: { readonly words: string };
  facts: Empty;
}

/** What is said beside the main path. */
export interface BesidesCommands {
  log_contact: {
    payload: { readonly channel: ContactChannel; readonly reached: boolean; readonly words: string };
    facts: Empty;
  };
  hold: WithReason;
  resume: WithReason;
  audit_on: WithReason;
  audit_off: WithReason;
  expire: WithReason;
  allow_goods_exception: {
    payload: { readonly words: string };
    facts: { readonly money: boolean; readonly institutionStatus: string };
  };
}
