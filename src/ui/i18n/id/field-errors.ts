import { formatRupiah } from '../../../domain/rupiah.js';
import { longDate } from '../../../domain/time/long-date.js';
import { detail, nameIn, type Details } from '../details.js';

import { scopes } from './names.js';

function date(details: Details, name: string): string {
  return longDate(detail(details, name), 'id');
}
function rupiah(details: Details, name: string): string {
  return formatRupiah(BigInt(detail(details, name) || '0'));
}

/** Why an account does not fit. */
const accountWhy: Readonly<Record<string, string>> = {
  UPTD: ' Rekening bantuan sosial (5.1.06) tidak dipakai untuk UPTD; barangnya belanja barang dan jasa.',
  URGENT_ONLY: ' Belanja tidak terduga (5.3) hanya untuk bantuan mendesak.',
  NOT_URGENT: ' Bantuan mendesak dibayar dari belanja tidak terduga (5.3).',
  INSTITUTION: ' Keputusan menetapkan lembaga, jadi rekeningnya kelompok atau lembaga (5.1.06.03 atau 5.1.06.04).',
  PERSON: ' Keputusan menetapkan orang, jadi rekeningnya individu atau keluarga (5.1.06.01 atau 5.1.06.02).',
};

/** Refusals of field work and of money limits. */
export const fieldErrors = {
  NOT_IN_TEAM: (d: Details) => ({
    what: `Petugas itu tidak bersama-sama menjadi anggota satu tim verifikasi yang berlaku pada ${date(d, 'day')}.`,
    todo: 'Pilih petugas dari satu tim yang masa berlakunya mencakup tanggal kunjungan, atau catat tim menurut surat keputusannya.',
  }),
  SAMPLE_TOO_SMALL: (d: Details) => ({
    what: `Baru ${detail(d, 'sampled')} dari ${detail(d, 'of')} penerima perawatan di rumah yang dikunjungi; perlu ${detail(d, 'needed')}.`,
    todo: 'Kunjungi penerima lain di rumahnya sampai jumlah itu, lalu kirim kembali.',
  }),
  SAMPLE_FAILED: (d: Details) => ({
    what: `${detail(d, 'lost')} penerima perawatan di rumah tidak ditemukan, sehingga ${detail(d, 'unsampled')} yang tidak dikunjungi tidak ikut lolos.`,
    todo: 'Kunjungi mereka satu per satu, atau nyatakan tidak ditemukan.',
  }),
  CONFLICT_OF_INTEREST: (d: Details) => ({
    what: `Ada hubungan keluarga atau kepengurusan dengan LKS yang dinyatakan${detail(d, 'officers') === '' ? '' : `: ${detail(d, 'officers')}`}.`,
    todo: 'Tugaskan petugas lain. Pernyataan yang tidak berlaku lagi diakhiri oleh Kepala Bidang di halaman tim verifikasi.',
  }),
  SHEET_AMOUNT: (d: Details) => ({
    what: `Jumlah ${rupiah(d, 'amount')} tidak cocok dengan orangnya: seharusnya ${rupiah(d, 'expected')}.`,
    todo: 'Perbaiki jumlah atau kosongkan salah satu kolom, lalu unggah lagi.',
  }),
  LIMIT_NEEDS_REASON: (d: Details) => ({
    what: `Melampaui ${nameIn(scopes, detail(d, 'scope'))} (pagu lunak): tersedia ${rupiah(d, 'free')}, diminta ${rupiah(d, 'amount')}.`,
    todo: 'Kurangi jumlah, atau tulis alasan melampaui pagu; alasannya tetap terlihat pada usulan.',
  }),
  ACCOUNT_REFUSED: (d: Details) => ({
    what: `Kode rekening ${detail(d, 'account')} tidak berlaku untuk paket ini.${accountWhy[detail(d, 'why')] ?? ''}`,
    todo: detail(d, 'expected') === '' ? 'Periksa kode rekening.' : `Kode yang benar: ${detail(d, 'expected')}.`,
  }),
};
