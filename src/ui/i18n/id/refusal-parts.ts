import { detailList, type Details } from '../details.js';

/** Lines that are not what the list says, by kind and number in the list. */
const differences: Readonly<Record<string, string>> = {
  added: 'bertambah',
  raised: 'jumlahnya naik',
  exchanged: 'orangnya diganti',
  lowered: 'berkurang atau hilang',
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
  cut: 'Kurangi lewat “Kurangi karena pagu turun”.',
  draft_amendment: 'Minta Kepala Dinas Sosial menyiapkan perubahan keputusan.',
};
