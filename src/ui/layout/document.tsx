import type { ComponentChildren, JSX } from 'preact';
import { roles } from '../../domain/roles.js';
import { FrameContext, type Frame } from '../frame.js';
import { navigationOf } from './navigation.js';
import { isolate } from '../isolate.js';

export interface DocumentProps {
  readonly frame: Frame;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** The whole document around a page. */
export function Document({ frame, title, children }: DocumentProps): JSX.Element {
  const { words, locale } = frame;
  return (
    <FrameContext.Provider value={frame}>
      <html lang={words.htmlLang}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${title} · ${words.product}`}</title>
          <link rel="stylesheet" href={frame.stylesheet} />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        </head>
        <body>
          <a class="skip" href="#content">
            {words.skip}
          </a>
          <Header frame={frame} />
          <main id="content" tabIndex={-1}>
            {frame.done === null ? null : (
              <output class="notice good" id="notice" tabIndex={-1}>
                <strong>{words.doneTitle}.</strong> {frame.done}
              </output>
            )}
            {children}
          </main>
          <footer>
            <p>{words.tagline}</p>
            <p>{words.footer}</p>
            {frame.person === null ? null : (
              <p>
                <a href="/password">{words.ownPassword.title}</a>
              </p>
            )}
            <LanguageLink frame={frame} other={locale === 'id' ? 'en' : 'id'} />
          </footer>
        </body>
      </html>
    </FrameContext.Provider>
  );
}

function Header({ frame }: { readonly frame: Frame }): JSX.Element {
  const { words, person } = frame;
  const items = navigationOf(frame);
  return (
    <header>
      <div class="bar">
        <a class="brand" href="/" aria-label={`${words.product}: ${words.nav.home}`}>
          <span class="mark" aria-hidden="true" />
          <span>
            <strong>{words.product}</strong>
            <span class="tagline">{words.tagline}</span>
          </span>
        </a>
        <div class="who">
          <LanguageLink frame={frame} other={frame.locale === 'id' ? 'en' : 'id'} />
          {person === null ? null : (
            <form action="/sign-out" method="post">
              <input type="hidden" name="_csrf" value={frame.csrfToken} />
              <span class="name">
                {isolate(person.name)}
                <small>
                  {person.institutionName === null
                    ? person.roles
                        .map((role) => (frame.locale === 'id' ? roles[role].labelId : roles[role].labelEn))
                        .join(', ')
                    : isolate(person.institutionName)}
                </small>
              </span>
              <button class="quiet" type="submit">
                {words.signIn.signOut}
              </button>
            </form>
          )}
        </div>
      </div>
      {items.length === 0 ? null : (
        <nav aria-label={words.mainNavigation}>
          <ul>
            {items.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={isCurrent(frame.address, item.href) ? 'page' : undefined}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {frame.demo ? (
        <p class="demo">
          <strong>{words.demo}.</strong> {words.demoWords}
        </p>
      ) : null}
    </header>
  );
}

function isCurrent(address: string, href: string): boolean {
  const [path = ''] = address.split('?');
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}

/** The same page in the other language. */
function LanguageLink({ frame, other }: { readonly frame: Frame; readonly other: 'id' | 'en' }): JSX.Element {
  const [path = '/', query = ''] = frame.address.split('?');
  const parameters = query.split('&').filter((part) => part !== '' && !part.startsWith('lang='));
  return (
    <a class="language" href={`${path}?${[...parameters, `lang=${other}`].join('&')}`} hrefLang={other} lang={other}>
      {frame.words.otherLanguage}
    </a>
  );
}
