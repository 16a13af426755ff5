import { institutionErrors, whose } from './institution-errors.js';
import { clawback } from './clawback.js';
import type { ErrorCode } from '../../../domain/errors.js';
import { formatRupiah } from '../../../domain/rupiah.js';
import { longDate } from '../../../domain/time/long-date.js';
import { isRole, roles } from '../../../domain/roles.js';
import { isProposalState, proposalStates } from '../../../domain/proposal/states.js';
import { fieldErrors } from './field-errors.js';
import { detail, detailList, nameIn, type Details } from '../details.js';
import { differingLines, ways } from './refusal-parts.js';
import { documents, duties, fields, institutionStatus, moments, scopes, things } from './names.js';

/** What happened and what to do about it. */
export interface ErrorWords {
  readonly what: string;
  readonly todo: string;
}

function roleNames(details: Details): string {
  return detailList(details, 'needed')
    .filter(isRole)
    .map((role) => roles[role].labelId)
    .join(' atau ');
}
function waitsForRole(details: Details): string {
  const role = detail(details, 'waitsFor');
  return isRole(role) ? roles[role].labelId : '';
}
function stateName(details: Details): string {
  const state = detail(details, 'state');
  return isProposalState(state) ? proposalStates[state].labelId : state;
}
function named(details: Details): string {
  const list = [...detailList(details, 'fields'), ...detailList(details, 'field')];
  return [...new Set(list.map((code) => nameIn({ ...fields, ...documents }, code)))].join('; ');
}
function date(details: Details, name: string): string {
  return longDate(detail(details, name), 'id');
}
function rupiah(details: Details, name: string): string {
  return formatRupiah(BigInt(detail(details, name) || '0'));
}

const nothingChanged = 'Tidak ada yang berubah.';

const debts: Readonly<Record<string, string>> = { NONE: 'belum diminta', ...clawback.states };

export const errors: Record<ErrorCode, (details: Details) => ErrorWords> = {
  ...fieldErrors,
  ...institutionErrors,
  NOT_SIGNED_IN: (d) =>
    detail(d, 'as') === ''
      ? { what: 'Anda belum masuk atau sesi sudah berakhir.', todo: 'Masuk lalu ulangi langkah ini.' }
      : { what: 'Alamat surel atau kata sandi tidak cocok.', todo: 'Periksa keduanya lalu coba lagi.' },
  NOT_FOUND: (d) => ({
    what: `${nameIn(things, detail(d, 'what') || 'document')} tidak ditemukan, atau Anda tidak berhak melihatnya.`,
    todo: 'Buka dari daftar Anda. Bila seharusnya ada, hubungi administrator.',
  }),
  WRONG_ROLE: (d) => ({
    what:
      roleNames(d) === '' ? 'Peran Anda tidak berwenang untuk langkah ini.' : `Langkah ini wewenang ${roleNames(d)}.`,
    todo: `${nothingChanged} Minta pemegang peran itu melakukannya dari akunnya sendiri.`,
  }),
  FORBIDDEN_PAIR: (d) => ({
    what: `Satu orang tidak boleh ${detailList(d, 'pair')
      .map((duty) => nameIn(duties, duty))
      .join(' dan ')} pada usulan yang sama.`,
    todo: `${nothingChanged} Rekan lain dengan peran yang sama dapat melakukannya.`,
  }),
  SAME_PERSON: (d) => ({
    what: `Entri ini dibuat oleh ${detail(d, 'who')}; pemeriksanya harus orang lain.`,
    todo: 'Minta orang kedua memeriksa dari akunnya sendiri.',
  }),
  SELF_GIVEN: () => ({
    what: 'Wewenang tidak dapat diberikan kepada diri sendiri.',
    todo: `${nothingChanged} Minta orang lain yang berwenang melakukannya dari akunnya sendiri.`,
  }),
  INCOMPATIBLE_ROLES: () => ({
    what: 'Peran ini tidak boleh dipegang satu orang bersama peran lainnya.',
    todo: `${nothingChanged} Akhiri dahulu peran yang bertentangan, atau berikan peran ini kepada orang lain.`,
  }),
  SUBSTITUTION_OVERLAP: () => ({
    what: 'Jabatan ini sudah mempunyai pengganti pada masa itu.',
    todo: `${nothingChanged} Akhiri penggantian yang ada, atau pilih masa lain.`,
  }),
  SUBSTITUTION_CIRCLE: () => ({
    what: 'Salah seorang sudah digantikan atau menggantikan orang lain pada masa itu; pengganti tidak dapat digantikan lagi.',
    todo: `${nothingChanged} Pilih orang lain, atau akhiri penggantian yang ada.`,
  }),
  NOT_ALLOWED_IN_STATE: (d) => ({
    what:
      waitsForRole(d) === ''
        ? `Langkah ini tidak tersedia pada status ${stateName(d)}.`
        : `Langkah ini menunggu ${waitsForRole(d)} dahulu.`,
    todo: `${nothingChanged} Muat ulang halaman usulan untuk melihat langkah yang tersedia sekarang.`,
  }),
  STALE_VERSION: () => ({
    what: 'Usulan ini berubah setelah Anda membukanya.',
    todo: `${nothingChanged} Periksa apa yang terjadi di bawah ini, lalu putuskan lagi.`,
  }),
  NOTHING_PENDING: () => ({
    what: 'Tidak ada entri yang menunggu pemeriksaan orang kedua.',
    todo: 'Muat ulang halaman; entri itu sudah diperiksa atau gugur karena keputusan lain.',
  }),
  FENCED_BY_DECREE: () => ({
    what: 'Usulan ini sedang masuk dalam rancangan Keputusan Gubernur.',
    todo: 'Sekretariat dapat mengeluarkannya dahulu dari rancangan itu.',
  }),
  HELD: (d) => ({
    what: `Usulan ini ${detail(d, 'overlay') === 'AUDIT' ? 'sedang diperiksa' : 'ditahan'} oleh ${detail(d, 'by')} sejak ${date(d, 'since')}: “${detail(d, 'words')}”`,
    todo: `${nothingChanged} Langkah ini tersedia lagi setelah ${detail(d, 'overlay') === 'AUDIT' ? 'pemeriksaan diakhiri' : 'Kepala Bidang melanjutkan usulan'}.`,
  }),
  CLAWBACK_STAGE: (d) => ({
    what: `Pengembalian belum pada tahap untuk langkah ini: ${nameIn(debts, detail(d, 'stage') || 'NONE')}.`,
    todo: 'Muat ulang halaman usulan. Usulan ditutup setelah setoran disahkan, atau jalur hukum ditempuh dengan nomor.',
  }),
  CLAWBACK_UNPAID: (d) => ({
    what: `${whose(d)}pengembalian belum lunas ${detailList(d, 'numbers').join('; ')}.`,
    todo: 'Setelah lunas dan dicatat Subbag Keuangan, usulan dapat dikirim.',
  }),
  REPORT_OVERDUE: (d) => ({
    what: `${whose(d)}LPJ terlambat ${detailList(d, 'numbers').join('; ')}.`,
    todo: 'Kirim LPJ itu dahulu; bantuan uang tidak dapat diusulkan sebelumnya.',
  }),
  LEGAL_DATE: (d) => ({
    what: `Tenggat ${date(d, 'date')} ditetapkan aturan dan tidak dapat diperpanjang.`,
    todo: nothingChanged,
  }),
  EXTENDED_BEFORE: () => ({
    what: 'Tenggat pada status ini sudah pernah diperpanjang.',
    todo: `${nothingChanged} Ingatkan petugasnya, atau alihkan tugasnya.`,
  }),
  PURGED: () => ({
    what: 'Berkas ini sudah dihapus karena masa simpan data pribadinya berakhir.',
    todo: 'Catatan, jumlah dan keputusan usulan tetap ada; berkasnya tidak dapat dikembalikan.',
  }),
  PAPER_REQUIRED: () => ({
    what: 'Setiap langkah LKS yang Anda masukkan memerlukan surat ketua yang belum dipakai.',
    todo: `${nothingChanged} Catat dahulu surat ketua dengan pindaiannya di halaman usulan.`,
  }),
  INTAKE_NOT_CONFIRMED: (d) => ({
    what: `Usulan ini dimasukkan ${detail(d, 'by')} dan belum dicocokkan dengan surat ketua.`,
    todo: `${nothingChanged} Ketua LKS atau petugas kedua mencocokkannya dahulu dari akunnya sendiri.`,
  }),
  NOT_CONTACTED: (d) => ({
    what: `LKS baru dihubungi ${detail(d, 'contacts') || '0'} kali setelah tenggat lewat; perlu ${detail(d, 'needed') || '2'} kali.`,
    todo: 'Hubungi LKS, catat kontaknya, lalu putuskan lagi.',
  }),
  CASE_ENDED: (d) => ({
    what: `Usulan ini sudah berakhir (${stateName(d)}).`,
    todo: 'Tidak ada langkah lagi. Riwayatnya tetap dapat dibaca.',
  }),
  COMMAND_REUSED: () => ({
    what: 'Formulir ini sudah pernah dikirim dengan isi yang berbeda.',
    todo: 'Muat ulang halaman untuk melihat hasil kiriman pertama, lalu isi formulir baru.',
  }),
  INVALID_INPUT: (d) => ({
    what: named(d) === '' ? 'Isian tidak dapat dibaca.' : `Isian ini tidak benar: ${named(d)}.`,
    todo: detail(d, 'limit') === '' ? 'Perbaiki isian itu lalu kirim lagi.' : `Batasnya ${detail(d, 'limit')}.`,
  }),
  TOO_LARGE: (d) => ({
    what: named(d) === '' ? 'Isian atau berkas terlalu besar.' : `Isian terlalu panjang: ${named(d)}.`,
    todo: 'Persingkat isian, atau perkecil berkas sampai paling besar 10 MB.',
  }),
  SHEET_TYPE: () => ({
    what: 'Berkas ini bukan lembar XLSX atau CSV.',
    todo: 'Simpan dari Excel atau LibreOffice sebagai "Excel Workbook (.xlsx)" atau CSV, lalu unggah lagi.',
  }),
  SHEET_OLD: () => ({
    what: 'Berkas ini lembar Excel lama (.xls).',
    todo: 'Buka di Excel atau LibreOffice, simpan sebagai "Excel Workbook (.xlsx)", lalu unggah lagi.',
  }),
  SHEET_ENCRYPTED: () => ({
    what: 'Berkas ini dikunci dengan kata sandi.',
    todo: 'Buka berkas, hapus kata sandinya (File > Info > Protect Workbook), simpan, lalu unggah lagi.',
  }),
  SHEET_MACROS: () => ({
    what: 'Berkas ini berisi makro.',
    todo: 'Simpan sebagai "Excel Workbook (.xlsx)" tanpa makro, lalu unggah lagi.',
  }),
  SHEET_ENTITIES: () => ({
    what: 'Berkas ini berisi deklarasi yang tidak pernah ditulis oleh program lembar kerja.',
    todo: 'Salin isinya ke templat yang baru, lalu unggah templat itu.',
  }),
  SHEET_INFLATED: () => ({
    what: 'Isi berkas ini jauh lebih besar daripada berkasnya.',
    todo: 'Salin hanya baris yang berisi orang ke templat yang baru, lalu unggah templat itu.',
  }),
  SHEET_BYTES: (d) => ({
    what: 'Berkas ini terlalu besar.',
    todo: `Bagi menjadi beberapa berkas; batasnya ${String(Math.floor(Number(detail(d, 'limit')) / 1_048_576))} MB.`,
  }),
  SHEET_ROWS: (d) => ({
    what: 'Lembar ini berisi terlalu banyak baris.',
    todo: `Bagi menjadi beberapa berkas; batasnya ${detail(d, 'limit')} baris.`,
  }),
  SHEET_COLUMNS: (d) => ({
    what: 'Lembar ini berisi terlalu banyak kolom.',
    todo: `Hapus kolom di kanan yang tidak diperlukan; batasnya ${detail(d, 'limit')} kolom.`,
  }),
  SHEET_BROKEN: (d) => ({
    what: detail(d, 'line') === '' ? 'Berkas ini rusak.' : `Berkas ini rusak di baris ${detail(d, 'line')}.`,
    todo: 'Buka di Excel atau LibreOffice, simpan lagi, lalu unggah hasilnya.',
  }),
  WINDOW_CLOSED: (d) => ({
    what: `Masa usulan ${date(d, 'opens')} sampai ${date(d, 'closes')}; hari ini di luar masa itu.`,
    todo: 'Draf Anda tetap tersimpan. Tanyakan ke Sekretariat tentang masa berikutnya.',
  }),
  FROZEN: (d) => ({
    what: `Penyaluran dibekukan sampai ${date(d, 'until')} menurut surat ${detail(d, 'number')}.`,
    todo: 'Tunggu sampai masa itu berakhir, atau minta Kepala Bidang mengakhirinya. Kelompok yang dikecualikan tetap dapat disalurkan.',
  }),
  INSTITUTION_NOT_ACTIVE: (d) => ({
    what:
      detail(d, 'status') === ''
        ? `${whose(d)}LKS tidak aktif.`
        : `${whose(d)}status LKS ${nameIn(institutionStatus, detail(d, 'status'))}.`,
    todo: 'Hanya LKS aktif yang dapat mengajukan dan menerima. Hubungi Dinas Sosial.',
  }),
  REGISTRATION_EXPIRED: (d) => ({
    what: `${whose(d)}sudah tidak berlaku ${named(d) || documents['LKS_REG'] || ''}.`,
    todo: 'Unggah dokumen yang masih berlaku di Profil LKS, lalu kirim lagi.',
  }),
  ANOTHER_OPEN_PROPOSAL: () => ({
    what: 'LKS ini sudah mempunyai usulan lain untuk paket dan tahun yang sama.',
    todo: 'Lanjutkan usulan itu, atau tarik dahulu sebelum mengirim yang baru.',
  }),
  INCOMPLETE: (d) => ({
    what: `Belum lengkap: ${named(d)}.`,
    todo: detail(d, 'needed') === '' ? 'Lengkapi lalu kirim lagi.' : `Paling sedikit ${detail(d, 'needed')}.`,
  }),
  COST_PLAN_MISMATCH: (d) => ({
    what: `Jumlah RAB ${rupiah(d, 'costTotal')} tidak sama dengan permohonan ${rupiah(d, 'requested')} ditambah swadaya ${rupiah(d, 'ownShare')}.`,
    todo: 'Buka Kebutuhan dan RAB, simpan sekali lagi, lalu periksa jumlahnya.',
  }),
  PURPOSE_REQUIRED: () => ({
    what: 'Data pribadi hanya dibuka untuk suatu keperluan.',
    todo: 'Pilih keperluannya; siapa yang membuka, apa dan untuk apa tercatat.',
  }),
  REASON_REQUIRED: (d) => ({
    what:
      detail(d, 'field') === 'words' || named(d) === '' ? 'Alasan wajib diisi.' : `Alasan wajib diisi: ${named(d)}.`,
    todo: 'Tulis alasannya dengan kata-kata yang dipahami penerima keputusan.',
  }),
  OVER_CEILING: (d) => ({
    what: `Melampaui ${nameIn(scopes, detail(d, 'scope') || 'PROGRAMME')}${detail(d, 'free') === '' ? '' : `: tersedia ${rupiah(d, 'free')}, diminta ${rupiah(d, 'amount')}`}.`,
    todo: 'Kurangi jumlah, atau masukkan ke daftar tunggu.',
  }),
  CEILING_MISSING: (d) => ({
    what: `Belum ada ${detailList(d, 'scopes')
      .map((scope) => nameIn(scopes, scope))
      .join(', ')} ${detail(d, 'key')}`.trim(),
    todo: 'Periksa nomornya. Bila benar, pagu itu harus dicatat dahulu.',
  }),
  DUPLICATE_UNDECIDED: (d) => ({
    what: `Ada penerima tanpa NIK yang mungkin sudah diusulkan lembaga lain (nomor ${detailList(d, 'persons').join(', ')}).`,
    todo: 'Buka Dugaan Ganda, bandingkan kedua orang itu, putuskan, lalu rekomendasikan lagi; atau kurangi baris penerima itu menjadi nol.',
  }),
  ALREADY_CLAIMED: () => ({
    what: 'Ada penerima yang kebutuhannya sudah ditanggung usulan lain tahun ini.',
    todo: 'Kurangi baris penerima itu menjadi nol dengan alasan, lalu putuskan lagi.',
  }),
  NO_NEXT_PROGRAMME: (d) => ({
    what: `Belum ada program tahun ${detail(d, 'year')} dengan paket yang sama yang masa usulannya sedang dibuka.`,
    todo: 'Alihkan setelah masa usulannya dibuka, atau nyatakan gugur.',
  }),
  TOO_EARLY: (d) => ({
    what:
      detail(d, 'after') !== ''
        ? `Baru dapat dilakukan setelah tenggat ${date(d, 'after')} lewat.`
        : detail(d, 'earliest') === ''
          ? 'Belum waktunya.'
          : `Paling awal ${date(d, 'earliest')}.`,
    todo: 'Periksa tanggalnya.',
  }),
  DATE_ORDER: (d) => ({
    what:
      detail(d, 'second') === 'today'
        ? `Tanggal ini tidak boleh setelah hari ini: ${nameIn(moments, detail(d, 'first'))}.`
        : `${nameIn(moments, detail(d, 'second'))} tidak boleh sebelum ${nameIn(moments, detail(d, 'first'))}.`,
    todo: 'Periksa kembali tanggal pada dokumennya.',
  }),
  NOT_VERIFIED: (d) => ({
    what: [
      'Tidak semua orang pada daftar ditemui saat kunjungan.',
      detail(d, 'notFound') === '' ? '' : `Tidak ditemukan: nomor ${detail(d, 'notFound')} pada daftar.`,
      detail(d, 'unvisited') === ''
        ? ''
        : `Ditambahkan setelah kunjungan dan belum dilihat siapa pun: nomor ${detail(d, 'unvisited')} pada daftar.`,
    ]
      .filter((text) => text !== '')
      .join(' '),
    todo: `${nothingChanged} Kurangi barisnya menjadi nol dengan alasan, atau kunjungi dulu orang tersebut.`,
  }),
  NEEDS_AMENDMENT: () => ({
    what: 'Nama penerima bantuan ini tercantum dalam lampiran Keputusan Gubernur.',
    todo: 'Minta Kepala Dinas menyiapkan perubahan keputusan.',
  }),
  LIST_MISMATCH: (d) => ({
    what:
      detail(d, 'list') === 'missing'
        ? 'Daftar Penerima Manfaat belum ditetapkan.'
        : detailList(d, 'differs').length > 0
          ? `Yang diketik tidak sama: ${detailList(d, 'differs')
              .map((code) => nameIn(fields, code))
              .join('; ')}.`
          : differingLines(d) === ''
            ? `Angka tidak cocok dengan daftar yang berlaku${detail(d, 'items') === '' ? '' : `: ${detail(d, 'items')}`}.`
            : `Baris berbeda dari daftar yang berlaku: ${differingLines(d)}.`,
    todo:
      differingLines(d) === ''
        ? 'Cocokkan angka dengan daftar, lalu kirim lagi.'
        : 'Muat ulang halaman. Daftar yang berlaku, perubahan keputusan, atau pemutakhiran daftar harus cocok dengan barisnya lebih dahulu.',
  }),
  NOTHING_CORRECTED: () => ({
    what: 'Tidak ada yang berubah dibanding catatan yang ada.',
    todo: 'Ketik yang benar menurut dokumen, lalu kirim lagi.',
  }),
  BUILT_UPON: (d) => ({
    what: 'Jumlah ini sudah menjadi dasar langkah sesudahnya dan tidak dapat dikoreksi lagi.',
    todo: ways[detail(d, 'way')] ?? 'Nomor, tanggal, penanda tangan, dan pindaian masih dapat dikoreksi.',
  }),
  DUPLICATE_NUMBER: (d) => ({
    what: `Nomor ${detail(d, 'number')} sudah dipakai.`,
    todo: 'Periksa nomor pada dokumennya.',
  }),
  UNAVAILABLE: () => ({
    what: 'Mesin alur kerja sedang tidak dapat dihubungi.',
    todo: 'Isian Anda masih ada di bawah. Kirim lagi sebentar lagi; keputusan tidak akan tercatat dua kali.',
  }),
  STILL_WORKING: () => ({
    what: 'Keputusan Anda sudah diterima tetapi belum selesai diproses.',
    todo: 'Kirim lagi formulir ini untuk melihat hasilnya; keputusan tidak akan tercatat dua kali.',
  }),
};
