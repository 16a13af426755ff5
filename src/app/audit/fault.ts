/** What is broken, and where; the words for people are in src/ui/i18n/audit-words.ts. */
export type Fault =
  | {
      readonly code: 'EVENT_MISSING' | 'EVENT_DISCONNECTED' | 'EVENT_CHANGED';
      readonly stream: string;
      readonly seq: number;
    }
  | { readonly code: 'SEALS_WITHOUT_EVENT'; readonly seal: number; readonly table: string; readonly key: string }
  | {
      readonly code: 'SEALS_CHANGED' | 'SEALS_MISSING';
      readonly seal: number;
      readonly stream: string;
      readonly seq: number;
    }
  | { readonly code: 'ROW_CHANGED' | 'ROW_MISSING' | 'ROW_UNSEALED'; readonly table: string; readonly key: string }
  | { readonly code: 'STATE_DIFFERS'; readonly stream: string; readonly fields: readonly string[] }
  | { readonly code: 'SEALING_OFF'; readonly table: string }
  | { readonly code: 'CHECKPOINT_FORGED' | 'CHECKPOINT_MISSING'; readonly file: string }
  | {
      readonly code: 'CHECKPOINT_DISAGREES';
      readonly file: string;
      readonly stream: string;
      readonly seq: number;
    };
