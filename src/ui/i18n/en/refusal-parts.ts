import { detailList, type Details } from '../details.js';

/** Lines that are not what the list says, by kind and number in the list. */
const differences: Readonly<Record<string, string>> = {
  added: 'added',
  raised: 'raised',
  exchanged: 'exchanged',
  lowered: 'lowered or gone',
};
export function differingLines(details: Details): string {
  return Object.entries(differences)
    .map(([kind, words]) => [words, detailList(details, kind)] as const)
    .filter(([, numbers]) => numbers.length > 0)
    .map(([words, numbers]) => `${words} No. ${numbers.join(', ')}`)
    .join('; ');
}

/** How an amount is changed on which later steps rest. */
export const ways: Readonly<Record<string, string>> = {
  cut: 'Lower it by “Cut for lack of money”.',
  draft_amendment: 'Ask the head of the social office to draft an amendment of the decree.',
};
