import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { locales } from '../../../src/domain/locale.js';
import { mailTemplates } from '../../../src/ui/mail/mail-params.js';
import { renderMail } from '../../../src/ui/mail/render-mail.js';

const URL = 'https://salur.example.go.id';
const params = {
  proposalId: '0198a0de-0000-7000-8000-000000000001',
  institutionName: 'LKSA Contoh Harapan',
  programmeName: 'Bantuan Sosial Terencana 2025',
  registrationNumber: 'BST/2025/0042',
  state: 'RETURNED',
  dueAt: '2025-12-12T15:59:59.000Z',
  eventType: 'return',
  remarks: ['Tanggal surat belum diisi.', 'RAB baris 3: volume <b>negatif</b> & tanpa satuan'],
  reason: 'Alamat tidak ditemukan',
};
const every = mailTemplates.flatMap((template) => locales.map((locale) => [template, locale] as const));

describe.each(every)('the mail %s in %s', (template, locale) => {
  const mail = renderMail(template, locale, params, URL);

  it('says in both parts what it is about, with a link to the case and the warning that a mail is no notice', () => {
    const notice = locale === 'id' ? 'tidak pernah dianggap sebagai pemberitahuan resmi' : 'never counts as notice';
    expect(mail.subject).toContain('LKSA Contoh Harapan (BST/2025/0042)');
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('LKSA Contoh Harapan');
      expect(part).toContain(`${URL}/cases/0198a0de-0000-7000-8000-000000000001`);
      expect(part).toContain(notice);
    }
  });

  it('is valid, accessible HTML in its own language, loading nothing', async () => {
    const report = await new HtmlValidate({
      extends: ['html-validate:recommended', 'html-validate:a11y'],
      rules: {
        'no-inline-style': 'off',
        'long-title': 'off',
        'require-sri': 'off',
        'void-style': 'off',
        'doctype-style': 'off',
      },
    }).validateString(mail.html);
    expect(
      report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
    ).toEqual([]);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    expect(mail.html).not.toMatch(/<img|<script|<link|url\(/i);
  });
});

describe('a mail', () => {
  it('is addressed to no page but ours, whatever the case', () => {
    const to = (more: object): string =>
      renderMail('task_assigned', 'id', { ...params, proposalId: null, ...more }, URL).text;
    expect(to({ decreeId: 'd1' })).toContain(`${URL}/decrees/d1`);
    expect(to({ batchId: 'b1' })).toContain(`${URL}/deliveries/b1`);
    expect(to({ decreeId: '//evil.example' })).toContain(`${URL}/decrees/%2F%2Fevil.example`);
    expect(to({})).toContain(`${URL}/\n`);
  });

  it('that needs somebody says what the case waits for and until when, in WITA', () => {
    expect(renderMail('task_assigned', 'id', params, URL).text).toContain(
      'Menunggu: perbaikan oleh lembaga\nBatas waktu: Jumat, 12 Desember 2025 pukul 23.59 WITA',
    );
    expect(renderMail('task_assigned', 'en', params, URL).text).toContain('Due: Friday, 12 December 2025, 23:59 WITA');
    expect(renderMail('task_assigned', 'id', { ...params, dueAt: null }, URL).text).toContain(
      'tanpa batas waktu tertentu',
    );
  });

  it('of a return carries the remarks as they were written, escaped in HTML', () => {
    const mail = renderMail('proposal_returned', 'id', params, URL);
    expect(mail.text).toContain(
      'Catatan pemeriksa:\n- Tanggal surat belum diisi.\n- RAB baris 3: volume <b>negatif</b>',
    );
    expect(mail.html).toContain('volume &lt;b>negatif&lt;/b> &amp; tanpa satuan');
  });

  it('of the morning lists what waits and how much more there is, without a line that a name could break', () => {
    const item = {
      registrationNumber: null,
      state: 'DRAFT',
      since: '2025-12-01T16:30:00.000Z',
      dueAt: null,
      overdue: false,
    };
    const items = [{ ...item, institutionName: 'LKSA\nSatu' }];
    const digest = { total: 3, overdue: 0, items };
    const mail = renderMail('digest', 'en', { institutionName: '', programmeName: '', digest }, URL);
    expect(mail.subject).toBe('Your tasks this morning: 3 proposals');
    expect(mail.text).toContain(
      'Waiting for you:\n- LKSA Satu · Draft · since 2 December 2025\n- and 2 more in Salur\n',
    );
    expect(mail.text).toContain(`${URL}/inbox\n`);
  });

  it('of a rejection carries the reason, and no other mail does', () => {
    expect(renderMail('proposal_rejected', 'id', params, URL).text).toContain('Alasan:\n- Alamat tidak ditemukan');
    expect(renderMail('case_closed', 'id', params, URL).text).not.toContain('Alamat tidak ditemukan');
  });

  it('cannot be given a second header or tag by a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (institutionName) => {
        const mail = renderMail(
          'task_assigned',
          'id',
          { ...params, institutionName: `${institutionName}\r\nBcc: a@b.c<i>` },
          URL,
        );
        expect(mail.subject).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(mail.html).not.toContain('<i>');
      }),
    );
  });

  it('is equal for equal rows', () => {
    expect(renderMail('escalation', 'en', params, URL)).toEqual(
      renderMail('escalation', 'en', structuredClone(params), URL),
    );
  });

  it('is refused for a template or parameters that are not known', () => {
    expect(() => renderMail('no_such', 'id', params, URL)).toThrow('There is no mail template no_such.');
    expect(() => renderMail('task_assigned', 'id', { proposalId: 'x' }, URL)).toThrow();
    expect(() => renderMail('task_assigned', 'id', { ...params, dueAt: 'tomorrow' }, URL)).toThrow();
  });
});
