import { formatRupiah, groupThousands, terbilang } from '../rupiah.js';

export interface DecreeFigures {
  readonly title: string;
  readonly programmeName: string;
  readonly fiscalYear: number;
  readonly legalBasis: readonly string[];
  readonly institutions: number;
  readonly persons: number;
  readonly amountRupiah: bigint;
  /** Names stand in the annex itself (process.md 5). */
  readonly byName: boolean;
}
export interface DecreeText {
  readonly considering: readonly string[];
  readonly basis: readonly string[];
  readonly dictums: readonly (readonly [label: string, text: string])[];
}

/** The words of a decree: one source for the frozen PDF and for the DOCX that the legal bureau works on. */
export function decreeText(d: DecreeFigures): DecreeText {
  const annex = d.byName ? 'Lampiran I dan Lampiran II' : 'Lampiran';
  return {
    considering: [
      `bahwa untuk memenuhi kebutuhan dasar penerima manfaat, Pemerintah Provinsi Kalimantan Timur memberikan ${d.programmeName} Tahun Anggaran ${d.fiscalYear};`,
      'bahwa lembaga kesejahteraan sosial calon penerima telah diverifikasi, direkomendasikan, dan dipertimbangkan sesuai dengan ketentuan peraturan perundang-undangan, serta anggarannya telah tersedia;',
      `bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan Keputusan Gubernur tentang ${d.title} Tahun Anggaran ${d.fiscalYear};`,
    ],
    basis: d.legalBasis,
    dictums: [
      ['Menetapkan', `Penerima ${d.programmeName} Tahun Anggaran ${d.fiscalYear}.`],
      [
        'KESATU',
        `Menetapkan lembaga kesejahteraan sosial, ${d.byName ? 'nama penerima manfaat' : 'jumlah penerima manfaat'}, jenis, jumlah, dan nilai bantuan sebagaimana tercantum dalam ${annex} yang merupakan bagian tidak terpisahkan dari Keputusan ini.`,
      ],
      [
        'KEDUA',
        `Bantuan sebagaimana dimaksud pada diktum KESATU diberikan melalui ${groupThousands(d.institutions)} lembaga kesejahteraan sosial kepada ${groupThousands(d.persons)} penerima manfaat dengan nilai seluruhnya ${formatRupiah(d.amountRupiah)} (${terbilang(d.amountRupiah)} rupiah).`,
      ],
      [
        'KETIGA',
        'Penyaluran dilaksanakan oleh Dinas Sosial setelah penerima bantuan menandatangani pakta integritas, dan penggunaannya dipertanggungjawabkan oleh penerima bantuan.',
      ],
      ['KEEMPAT', 'Keputusan ini mulai berlaku pada tanggal ditetapkan.'],
    ],
  };
}
