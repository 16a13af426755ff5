import type { LocalDate } from '../../time/wita.js';

/** What the end of its year makes of decreed aid that was not handed over. */
export interface StockYearCommands {
  close_year: {
    payload: {
      readonly words: string;
      /** Items of the package that were never procured. */
      readonly lapsedItems: readonly string[];
    };
    facts: UndeliveredFacts;
  };
  lapse_money: { payload: { readonly words: string }; facts: UndeliveredFacts };
}

export interface UndeliveredFacts {
  /** The aid is money, not goods. */
  readonly money: boolean;
  /** Decreed lines of which nothing was received yet. */
  readonly openLines: readonly { readonly itemId: string }[];
  readonly receivedLines: number;
  /** Drops that have left the store and are not confirmed. */
  readonly goodsOnTheWay: number;
}

/** Goods of an ended year that lie in the store as stock. */
export interface CarriedStock {
  /** 31 December of the year that was closed. */
  readonly asOf: LocalDate;
  /** What is still there on this day lapses. */
  readonly until: LocalDate;
}
