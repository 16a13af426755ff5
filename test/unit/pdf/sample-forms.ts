import type { PaperContent, PaperForm } from '../../../src/domain/paper-form.js';
import type { StepPaper } from '../../../src/domain/papers.js';
import type { BeneficiaryListForm, DecreeForm, PactForm } from '../../../src/app/ports.js';

// Institutions and people in these samples are invented.

const FROZEN_AT = new Date('2025-03-03T01:30:00Z');
const SEAL = {
  code: '0123456789ABCDEF',
  verifyUrl: 'https://salur.invalid/verify/0123-4567-89AB-CDEF',
  template: 1,
};
const HASH = '5f2b8c1d0e9a4736b1c2d3e4f5a6978812233445566778899aabbccddeeff001';

export function decreeForm(entries = 30, people = 0): DecreeForm {
  const regencies = ['Kabupaten Paser', 'Kabupaten Kutai Kartanegara', 'Kota Samarinda', 'Kabupaten Mahakam Ulu'];
  return {
    kind: 'decree',
    seal: SEAL,
    title: 'Penerima dan Besaran Bantuan Sosial Terencana',
    programmeName: 'Bantuan Sosial Terencana',
    fiscalYear: 2025,
    frozenAt: FROZEN_AT,
    rootHash: HASH,
    legalBasis: [
      'Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah sebagaimana telah beberapa kali diubah;',
      'Peraturan Pemerintah Nomor 12 Tahun 2019 tentang Pengelolaan Keuangan Daerah;',
      'Peraturan Menteri Dalam Negeri Nomor 77 Tahun 2020 tentang Pedoman Teknis Pengelolaan Keuangan Daerah;',
    ],
    people: Array.from({ length: people }, (_, index) => ({
      institutionName: `LKSA Contoh Harapan ${index + 1}`,
      name: `Contoh Penerima ${index + 1}`,
      maskedNationalId: '6472••••••••0001',
      birthYear: 2012,
      items: [{ name: 'Paket permakanan', unit: 'paket', quantity: 12 }],
      amountRupiah: 1_200_000n,
    })),
    entries: Array.from({ length: entries }, (_, index) => ({
      registrationNumber: `BST/2025/${String(index + 1).padStart(4, '0')}`,
      institutionName: `LKSA Contoh Harapan ${index + 1}`,
      institutionAddress: `Jalan Contoh Nomor ${index + 1}, Kelurahan Sungai Pinang Dalam, Kecamatan Sungai Pinang`,
      regencyName: regencies[index % regencies.length] ?? '',
      persons: 40 + index,
      amountRupiah: BigInt(40 + index) * 1_450_000n,
      items: [
        {
          name: 'Paket permakanan',
          unit: 'paket',
          quantity: (40 + index) * 12,
          amountRupiah: BigInt(40 + index) * 1_200_000n,
        },
        { name: 'Paket sandang', unit: 'paket', quantity: 40 + index, amountRupiah: BigInt(40 + index) * 250_000n },
      ],
    })),
  };
}

export function beneficiaryListForm(names: readonly string[]): BeneficiaryListForm {
  return {
    kind: 'beneficiary_list',
    seal: SEAL,
    institutionName: 'LKS-LU Contoh Sejahtera',
    registrationNumber: 'BST/2025/0042',
    fiscalYear: 2025,
    frozenAt: FROZEN_AT,
    contentHash: HASH,
    version: 2,
    persons: names.map((name, index) => ({
      name,
      maskedNationalId: index % 17 === 5 ? 'TMP-6472-2025-00017' : '6472••••••••0001',
      birthYear: 1940 + (index % 24),
      items: [
        { name: 'Paket permakanan', unit: 'paket', quantity: 12 },
        { name: 'Paket sandang', unit: 'paket', quantity: 1 },
        ...(index % 5 === 0 ? [{ name: 'Kursi roda', unit: 'unit', quantity: 1 }] : []),
      ],
    })),
  };
}

export function pactForm(chairName = 'Contoh binti Sintetis'): PactForm {
  return {
    kind: 'integrity_pact',
    seal: SEAL,
    institutionName: 'LKS-LU Contoh Sejahtera',
    institutionAddress:
      'Jalan Contoh Nomor 7, RT 12, Kelurahan Sungai Pinang Dalam, Kecamatan Sungai Pinang, Kota Samarinda',
    chairName,
    registrationNumber: 'BST/2025/0042',
    fiscalYear: 2025,
    decreeNumber: '100.3.3.1/K.117/2025',
    decreeDate: '2025-03-17',
    persons: 72,
    amountRupiah: 104_400_000n,
    frozenAt: FROZEN_AT,
    contentHash: HASH,
  };
}

export const awkwardNames: readonly string[] = [
  'Siti Rahmah',
  'José Ñáñez Łukasz Žižek Đặng Thị Ước',
  'أحمد بن محمد العلي',
  'Ahmad (أحمد علي) Contoh',
  'משה כהן',
  '李小龍 さくら',
  'नमस्ते Devi',
  '😀 Emoji 👨‍👩‍👧‍👦 ❤️',
  'Zalgo Z̸̢͔͎̏͌a̷͚̎l̶̗͐g̷̙̈o̸̪͑',
  'lone \ud800 surrogate',
  'bidi \u202e override',
  'tab\tand\nnewline\u0000null',
  '',
  '   ',
  'Sangatpanjangtanpaspasi'.repeat(12),
  'Nama yang '.repeat(40),
  '\u0301\u0301\u0301',
  '🏳️‍🌈🇮🇩',
  'İstanbul ß ﬁ ① Ⅷ ½',
];

const ITEMS = [
  { name: 'Paket permakanan', unit: 'paket', persons: 72, quantity: 864, amountRupiah: 86_400_000n },
  { name: 'Paket sandang', unit: 'paket', persons: 72, quantity: 72, amountRupiah: 18_000_000n },
];

const OF_KIND: PaperContent = {
  receipt_slip: {
    agendaNumber: '460/117/TU',
    disposition: 'Kepala Bidang Rehabilitasi Sosial, untuk diverifikasi',
    letterNumber: '012/LKS-CS/I/2025',
    letterDate: '2025-01-15',
    requestedRupiah: 104_400_000n,
    persons: 72,
    revisionHash: HASH,
    official: 'Petugas Peraga',
  },
  admin_minutes: {
    documents: ['Surat permohonan', 'Rencana anggaran biaya', 'Tanda daftar LKS'].map((name) => ({
      name,
      number: '012/2025',
      sha256: HASH,
    })),
    notes: 'Nomor pada akta sudah dicocokkan dengan aslinya.',
    official: 'Petugas Peraga',
  },
  return_letter: {
    remarks: [
      { part: 'seluruh usulan', words: 'Lengkapi bagian berikut lalu kirim kembali.' },
      { part: 'daftar penerima, nomor urut 17', words: 'Tanggal lahir tidak sesuai dengan kartu keluarga.' },
    ],
    dueAt: new Date('2025-03-12T15:59:59Z'),
    official: 'Petugas Peraga',
  },
  field_minutes: {
    orderNumber: '094/21/ST/2025',
    orderDate: '2025-02-20',
    teamName: 'Tim Samarinda II',
    officers: ['Petugas Peraga', 'Petugas Contoh'],
    visitedOn: '2025-02-27',
    place: '-0.502106, 117.153709',
    beds: 80,
    presence: [
      { name: 'Hadir', persons: 68 },
      { name: 'Tidak hadir, ada bukti', persons: 4 },
    ],
    photos: 3,
    signed: true,
    signatureNote: '',
    notes: 'Dapur baru diperbaiki.',
  },
  rejection_letter: {
    reason: 'Ganda dengan usulan lain',
    words: 'Usulan yang sama sudah diajukan dengan nomor BST/2025/0007.',
    documentNumber: '460/233/2025',
    documentDate: '2025-03-03',
    appealUntil: new Date('2025-04-02T15:59:59Z'),
    official: 'Kepala Bidang Peraga',
  },
  recommendation: {
    items: ITEMS,
    persons: 72,
    requestedRupiah: 110_000_000n,
    recommendedRupiah: 104_400_000n,
    criteriaNote: 'Penerima menetap di panti, bantuan dapat berlanjut.',
    points: 78,
    official: 'Kepala Dinas Peraga',
  },
  consideration_sheet: {
    items: ITEMS,
    persons: 72,
    documentNumber: '900/45/TAPD/2025',
    documentDate: '2025-03-01',
    signatory: 'Ketua TAPD Peraga',
    requestedRupiah: 110_000_000n,
    recommendedRupiah: 104_400_000n,
    consideredRupiah: 104_400_000n,
    points: null,
    official: 'Subbag Perencanaan Peraga',
  },
  excerpt: {
    decreeNumber: '100.3.3.1/K.117/2025',
    decreeDate: '2025-03-17',
    decreeTitle: 'Penerima dan Besaran Bantuan Sosial Terencana',
    signatory: 'Gubernur Peraga',
    items: ITEMS,
    persons: 72,
    decreedRupiah: 104_400_000n,
  },
  list_update_minutes: {
    version: 2,
    documentNumber: '460/311/2025',
    documentDate: '2025-05-02',
    verifier: 'Petugas Peraga',
    left: [{ position: 17, cause: 'meninggal dunia', on: '2025-04-20' }],
    joined: [73],
  },
  warning_letter: {
    letter: 2,
    reportDate: '2026-01-10',
    decreeNumber: '100.3.3.1/K.117/2025',
    decreeDate: '2025-03-17',
    decreedRupiah: 104_400_000n,
  },
};

function paperForm(kind: StepPaper): PaperForm {
  return {
    kind,
    seal: SEAL,
    contentHash: HASH,
    frozenAt: FROZEN_AT,
    programmeName: 'Bantuan Sosial Terencana',
    packageName: 'Permakanan dan sandang lanjut usia',
    fiscalYear: 2025,
    institutionName: 'LKS-LU Contoh Sejahtera',
    institutionAddress: 'Jalan Contoh Nomor 7, RT 12, Kelurahan Sungai Pinang Dalam',
    regencyName: 'Kota Samarinda',
    chairName: 'Contoh binti Sintetis',
    registrationNumber: 'BST/2025/0042',
    says: OF_KIND[kind],
  } as PaperForm;
}

export function stepPapers(): readonly PaperForm[] {
  return (Object.keys(OF_KIND) as StepPaper[]).map((kind) => paperForm(kind));
}

/** One paper of every kind, and those with awkward content. */
export function sampleForms() {
  return {
    decree: decreeForm(112),
    'decree by name': decreeForm(5, 300),
    list: beneficiaryListForm(['Siti Rahmah', '李小龙', 'नमस्ते देवी']),
    'list of awkward names': beneficiaryListForm(awkwardNames),
    pact: pactForm(),
    ...Object.fromEntries(stepPapers().map((form) => [form.kind, form])),
  };
}
