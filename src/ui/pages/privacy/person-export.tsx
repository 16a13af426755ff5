import { render } from 'preact-render-to-string';
import type { JSX } from 'preact';
import type { Locale } from '../../../domain/locale.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { wordsOf } from '../../i18n/words.js';
import { Actions, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';

export function PersonExportPage({ state }: { readonly state: FormState }): JSX.Element {
  const { words } = useFrame();
  return (
    <div class="reading">
      <h1>{words.privacy.exportTitle}</h1>
      <p>{words.privacy.exportLead}</p>
      <ErrorSummary state={state} />
      <Form action="/privacy/export" state={state}>
        <TextField name="dataSubject" required hint={words.privacy.exportHint} />
        <Actions submit={words.privacy.exportButton} />
      </Form>
    </div>
  );
}

/** What is held on one person as a page to be handed over: every table with the columns of the record. */
export function personExportHtml(held: object, locale: Locale): string {
  const { privacy } = wordsOf(locale);
  const tables = Object.entries(held).filter((entry): entry is [string, readonly object[]] => Array.isArray(entry[1]));
  const html = render(
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <title>{privacy.exportTitle}</title>
      </head>
      <body>
        <h1>{privacy.exportTitle}</h1>
        {tables.map(([name, rows]) => (
          <section key={name}>
            <h2>{nameIn(privacy.exportParts, name)}</h2>
            {rows.length === 0 ? <p>–</p> : null}
            {rows.map((row, index) => (
              <dl key={String(index)}>
                {Object.entries(row)
                  .filter(([, value]) => value !== null)
                  .map(([column, value]) => (
                    <div key={column}>
                      <dt>{column}</dt>
                      <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
                    </div>
                  ))}
              </dl>
            ))}
          </section>
        ))}
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}\n`;
}
