import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDocumentRenderer } from '../../../src/infra/pdf/create-document-renderer.js';
import { readPdfText } from './read-pdf-text.js';
import { awkwardNames, beneficiaryListForm, decreeForm, pactForm, stepPapers } from './sample-forms.js';

const renderer = createDocumentRenderer();
const forms = {
  decree: decreeForm(),
  list: beneficiaryListForm(awkwardNames),
  pact: pactForm(),
  ...Object.fromEntries(stepPapers().map((form) => [form.kind, form])),
};

async function textOf(form: Parameters<typeof renderer.render>[0]): Promise<readonly string[]> {
  return readPdfText(await renderer.render(form));
}

describe.each(Object.entries(forms))('the form %s', (_, form) => {
  it('has equal bytes for equal input, also when several are drawn at once', async () => {
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => renderer.render(structuredClone(form))));
    expect(Buffer.from(first!).subarray(0, 5).toString()).toBe('%PDF-');
    for (const other of others) expect(Buffer.from(other).equals(Buffer.from(first!))).toBe(true);
  });

  it('shows no date but the frozen one, and says so inside the file', async () => {
    const bytes = Buffer.from(await renderer.render(form)).toString('latin1');
    expect(bytes).toContain('(D:20250303013000Z)');
    const later = await renderer.render({ ...form, frozenAt: new Date('2025-03-04T01:30:00Z') });
    expect(Buffer.from(later).toString('latin1')).not.toBe(bytes);
  });

  it('has head, page numbers and the content hash on every page', async () => {
    const pages = await textOf(form);
    const hash = 'rootHash' in form ? form.rootHash : form.contentHash;
    const ofGovernor = ['decree', 'excerpt'].includes(form.kind);
    const head = ofGovernor ? ['GUBERNUR KALIMANTAN TIMUR'] : ['PEMERINTAH PROVINSI KALIMANTAN TIMUR', 'DINAS SOSIAL'];
    expect(pages[0]?.startsWith(`${head.join('\n')}\n`)).toBe(true);
    pages.forEach((text, index) => {
      expect(text).toContain(`Halaman ${index + 1} dari ${pages.length}\n`);
      expect(text).toContain(`Sidik isi (SHA-256): ${hash}\n`);
      expect(text).toContain('Periksa keaslian: https://salur.invalid/verify/0123-4567-89AB-CDEF\n');
      expect(text).toContain('isi dibekukan Senin, 3 Maret 2025 pukul 09.30 WITA\n');
    });
  });
});

describe('the decree', () => {
  it('sums persons and rupiah, in figures and in words', async () => {
    const text = (await textOf(decreeForm())).join('\n').replace(/\s+/g, ' ');
    expect(text).toContain('melalui 30 lembaga kesejahteraan sosial kepada 1.635 penerima manfaat');
    expect(text).toContain('Rp2.370.750.000');
    expect(text).toContain('dua miliar tiga ratus tujuh puluh juta tujuh ratus lima puluh ribu rupiah');
  });

  it('repeats the head of the table on every page of the annex and loses no entry', async () => {
    const pages = await textOf(decreeForm(112));
    const annex = pages.filter((text) => /^BST\/2025\/\d{4}$/m.test(text));
    expect(annex.length).toBeGreaterThan(5);
    for (const text of annex) expect(text).toContain('Nomor registrasi\n');
    const numbers = [...pages.join('').matchAll(/^BST\/2025\/(\d{4})$/gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 112 }, (_, index) => index + 1));
  });

  it('by name lists every person in a second annex, and says so', async () => {
    const pages = await textOf(decreeForm(5, 700));
    expect(pages.join('\n').replace(/\s+/g, ' ')).toContain('Lampiran I dan Lampiran II');
    const found = [...pages.join('').matchAll(/^Contoh Penerima (\d+)$/gm)].map(([, number]) => Number(number));
    expect(found).toEqual(Array.from({ length: 700 }, (_, index) => index + 1));
  });

  it('of nothing is still a document', async () => {
    expect((await textOf(decreeForm(0))).join('')).toContain('Rp0');
  });
});

describe('the list of persons', () => {
  it('of thousands is complete and in order', async () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `Contoh Penerima ${index}`);
    const pages = await textOf(beneficiaryListForm(names));
    const found = [...pages.join('').matchAll(/^Contoh Penerima (\d+)$/gm)].map(([, index]) => Number(index));
    expect(found).toEqual(names.map((_, index) => index));
    expect(pages.filter((text) => text.includes('Contoh Penerima')).every((text) => text.includes('Nama\n'))).toBe(
      true,
    );
    expect(pages.at(-1)).toContain('36.000 paket');
  });

  it('writes names with diacritics and other scripts, and never turns the line around them', async () => {
    const [page = ''] = await textOf(beneficiaryListForm(['José Ñáñez Łukasz', 'bidi \u202e override', 'Đặng']));
    expect(page).toContain('José Ñáñez Łukasz\n');
    expect(page).toContain('bidi override\n');
    expect(page).toContain('Đặng\n');
  });

  it('keeps apart letters that look alike, also when another form was drawn with the other one', async () => {
    const [latin = ''] = await textOf(beneficiaryListForm(['\u018fli']));
    const [cyrillic = ''] = await textOf(beneficiaryListForm(['\u04d8li']));
    expect(latin).toContain('\u018fli\n');
    expect(cyrillic).toContain('\u04d8li\n');
  });

  it('never fails for any name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 8 }), async (names) => {
        expect(
          (await renderer.render(beneficiaryListForm([...names, '\ud83d', ...awkwardNames]))).length,
        ).toBeGreaterThan(0);
      }),
      { numRuns: 15 },
    );
  });

  it('tears a row only if it is higher than a page', async () => {
    const pages = await textOf(beneficiaryListForm(['Contoh', 'baris '.repeat(2_000), 'Akhir']));
    expect(pages.join('').match(/baris/g)).toHaveLength(2_000);
    expect(pages.join('')).toContain('Akhir\n');
  });
});

describe('the integrity pact', () => {
  it('names the decree, the persons and the amount, and leaves room for the stamp duty', async () => {
    const text = (await textOf(pactForm())).join('').replace(/\s+/g, ' ');
    expect(text).toContain('Nomor 100.3.3.1/K.117/2025 tanggal 17 Maret 2025, untuk 72 penerima manfaat');
    expect(text).toContain('Rp104.400.000 (seratus empat juta empat ratus ribu rupiah)');
    expect(text).toContain('Meterai');
    expect(text).toContain('Contoh binti Sintetis');
  });
});
