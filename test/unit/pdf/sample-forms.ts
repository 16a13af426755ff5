import type { BeneficiaryListForm, DecreeForm, PactForm } from '../../../src/app/ports.js';

// Institutions and people in these samples are invented.

const FROZEN_AT = new Date('2025-03-03T01:30:00Z');
const HASH = '5f2b8c1d0e9a4736b1c2d3e4f5a6978812233445566778899aabbccddeeff001';

export function decreeForm(entries = 30): DecreeForm {
  const regencies = ['Kabupaten Paser', 'Kabupaten Kutai Kartanegara', 'Kota Samarinda', 'Kabupaten Mahakam Ulu'];
  return {
    kind: 'decree',
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

/** One paper of every kind, and those with awkward content. */
export function sampleForms() {
  return {
    decree: decreeForm(112),
    list: beneficiaryListForm(['Siti Rahmah', '李小龙', 'नमस्ते देवी']),
    'list of awkward names': beneficiaryListForm(awkwardNames),
    pact: pactForm(),
  };
}
