import type { JSX } from 'preact';
import type { MailContent } from './compose-mail.js';

// Mail programs drop style sheets: every rule stands on its element. No images, no tracking, no remote font.
const INK = '#1a1a1a';
const styles = {
  body: { margin: '0', padding: '24px 12px', background: '#f4f5f6', color: INK },
  sheet: {
    maxWidth: '36rem',
    margin: '0 auto',
    padding: '24px',
    background: '#ffffff',
    border: '1px solid #d5d9dc',
    fontFamily: 'Arial, Helvetica, sans-serif',
    fontSize: '16px',
    lineHeight: '1.5',
  },
  sender: { margin: '0 0 16px', fontSize: '14px', color: '#4a5258' },
  title: { margin: '0 0 16px', fontSize: '20px', lineHeight: '1.3' },
  paragraph: { margin: '0 0 16px' },
  quote: { margin: '0 0 16px', padding: '4px 16px', borderLeft: '4px solid #b45309', background: '#fdf6ec' },
  quoteTitle: { margin: '8px 0', fontSize: '16px' },
  table: { width: '100%', borderCollapse: 'collapse' as const, margin: '0 0 24px' },
  label: {
    padding: '6px 12px 6px 0',
    width: '34%',
    textAlign: 'left' as const,
    verticalAlign: 'top' as const,
    fontWeight: 'normal' as const,
    color: '#4a5258',
    borderBottom: '1px solid #e3e6e8',
  },
  value: { padding: '6px 0', verticalAlign: 'top' as const, borderBottom: '1px solid #e3e6e8' },
  button: {
    display: 'inline-block',
    padding: '12px 20px',
    background: '#0b5e55',
    color: '#ffffff',
    textDecoration: 'none',
    fontWeight: 'bold' as const,
    borderRadius: '4px',
  },
  small: { margin: '0 0 8px', fontSize: '14px', color: '#4a5258' },
};

export function MailPage({ mail }: { readonly mail: MailContent }): JSX.Element {
  return (
    <html lang={mail.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{mail.subject}</title>
      </head>
      <body style={styles.body}>
        <main style={styles.sheet}>
          <p style={styles.sender}>Salur · Dinas Sosial Provinsi Kalimantan Timur</p>
          <h1 style={styles.title}>{mail.subject}</h1>
          <p style={styles.paragraph}>{mail.greeting}</p>
          <p style={styles.paragraph}>{mail.says}</p>
          <Quotes quotes={mail.quotes} />
          <table style={styles.table}>
            <tbody>
              {mail.facts.map(([label, value]) => (
                <tr key={label}>
                  <th scope="row" style={styles.label}>
                    {label}
                  </th>
                  <td style={styles.value}>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p style={styles.paragraph}>
            <a href={mail.link.href} style={styles.button}>
              {mail.link.label}
            </a>
          </p>
          <p style={styles.small}>{mail.linkHint}</p>
          <hr style={{ border: '0', borderTop: '1px solid #d5d9dc', margin: '24px 0 16px' }} />
          {mail.footer.map((line) => (
            <p key={line} style={styles.small}>
              {line}
            </p>
          ))}
        </main>
      </body>
    </html>
  );
}

function Quotes({ quotes }: { readonly quotes: MailContent['quotes'] }): JSX.Element | null {
  if (quotes === null) return null;
  return (
    <div style={styles.quote}>
      <h2 style={styles.quoteTitle}>{quotes.title}</h2>
      <ul>
        {quotes.items.map((item) => (
          <li key={item} style={{ whiteSpace: 'pre-line' }}>
            {item}
          </li>
        ))}
      </ul>
    </div>
  );
}
