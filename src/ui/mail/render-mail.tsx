import { render } from 'preact-render-to-string';
import type { Locale } from '../../domain/locale.js';
import { composeMail, type MailContent } from './compose-mail.js';
import { MailPage } from './mail-page.js';
import { isMailTemplate, mailParamsSchema } from './mail-params.js';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * A notification as mail; `params` is the row's JSON. Pure: the same row gives the same mail. Throws on a template or on parameters
 * that this release does not know, which is a defect and not a matter of the recipient.
 */
export function renderMail(template: string, locale: Locale, params: unknown, publicUrl: string): RenderedMail {
  if (!isMailTemplate(template)) throw new Error(`There is no mail template ${template}.`);
  const mail = composeMail(template, locale, mailParamsSchema.parse(params), publicUrl);
  return { subject: mail.subject, text: mailText(mail), html: `<!doctype html>${render(<MailPage mail={mail} />)}` };
}

function mailText(mail: MailContent): string {
  const quotes =
    mail.quotes === null ? [] : [[`${mail.quotes.title}:`, ...mail.quotes.items.map((item) => `- ${item}`)].join('\n')];
  return [
    mail.greeting,
    mail.says,
    ...quotes,
    mail.facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    `${mail.link.label}:\n${mail.link.href}`,
    mail.linkHint,
    `-- \n${mail.footer.join('\n')}`,
  ].join('\n\n');
}
