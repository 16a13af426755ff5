import type { ErrorCode } from '../../../domain/errors.js';
import { isolate } from '../../isolate.js';
import { detail, detailList, nameIn, type Details } from '../details.js';
import type { ErrorWords } from './errors.js';
import { institutionStatus } from './names.js';

/** Whom it is about, where the refusal names institutions. */
export function whose(details: Details): string {
  const names = [...new Set([...detailList(details, 'institutions'), ...detailList(details, 'institution')])];
  return names.length === 0 ? '' : `${names.map((name) => isolate(name)).join('; ')}: `;
}

/** Refusals about institutions themselves. */
export const institutionErrors = {
  ACCOUNT_MISSING: (d: Details): ErrorWords => ({
    what: `${whose(d)}belum ada rekening yang berlaku untuk bantuan uang.`,
    todo: 'LKS mengusulkan rekening di Profil LKS; Subbag Keuangan memeriksa dan orang lain mengesahkannya.',
  }),
  ACCOUNT_STAGE: (): ErrorWords => ({
    what: 'Rekening ini tidak pada tahap untuk langkah itu.',
    todo: 'Muat ulang halaman LKS. Usulan rekening sebelumnya harus diputuskan dahulu.',
  }),
  CLIENT_MOVEMENT: (): ErrorWords => ({
    what: 'Peristiwa ini tidak dapat menyusul yang terakhir dicatat bagi orang itu.',
    todo: 'Muat ulang buku induk; yang sudah keluar hanya dapat dicatat masuk lagi, yang meninggal tidak.',
  }),
  FILE_NOT_CHECKED: (): ErrorWords => ({
    what: 'Berkas LKS belum dikirim, atau masih ada dokumen yang belum dinyatakan sah.',
    todo: 'Periksa dokumen satu per satu; yang tidak sah diperbaiki LKS lalu dikirim lagi.',
  }),
  FILE_SENT: (): ErrorWords => ({
    what: 'Berkas sedang diperiksa Sekretariat dan tidak dapat diubah.',
    todo: 'Tunggu hasil pemeriksaan; bila ada dokumen yang tidak sah, berkas terbuka lagi.',
  }),
  SIGN_UP_ENDED: (): ErrorWords => ({
    what: 'Tautan ini tidak berlaku lagi.',
    todo: 'Masuk bila akun sudah dibuat, atau daftarkan LKS sekali lagi.',
  }),
  INSTITUTION_STAGE: (d: Details): ErrorWords => ({
    what:
      detail(d, 'status') === ''
        ? 'Masih ada perubahan status LKS yang menunggu orang kedua.'
        : `Status LKS: ${nameIn(institutionStatus, detail(d, 'status'))}; langkah ini tidak tersedia.`,
    todo: 'Muat ulang halaman LKS. Status hanya berubah menurut urutannya.',
  }),
} satisfies Partial<Record<ErrorCode, (details: Details) => ErrorWords>>;
