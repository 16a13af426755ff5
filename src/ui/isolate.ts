const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * A name that people typed, as it may stand within a line: what is written from right to left is set apart (U+2068 … U+2069),
 * so that it cannot draw the number, bracket or role beside it to its other side. Other text stays as it is.
 */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
