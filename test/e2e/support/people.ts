import type { Browser, BrowserContext, Page } from 'playwright-core';
import { judgePage } from './judge-page.js';

export interface Account {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: string;
  readonly of: string | null;
}

/** A running Salur: its address, its accounts. */
export interface World {
  readonly url: string;
  readonly accounts: readonly Account[];
}

export interface Person {
  readonly page: Page;
  readonly account: Account;
  /** Clicks a button or link by its words and waits for the next page. */
  press(words: string): Promise<void>;
  open(path: string): Promise<void>;
  /** What is wrong with these pages, in both languages, on a telephone and a desk, in the light and in the dark. */
  judge(...paths: readonly string[]): Promise<readonly string[]>;
}

const looks = [
  { lang: 'id', width: 360, colorScheme: 'dark' },
  { lang: 'en', width: 1280, colorScheme: 'light' },
] as const;

/** Everybody in a browser context of their own, without JavaScript: pages must do without. */
export class People implements AsyncDisposable {
  private readonly signedIn = new Map<string, Promise<Person>>();
  private readonly contexts: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly world: World,
  ) {}

  /** The person with this address before the @, signed in by the form. */
  async as(name: string): Promise<Person> {
    const known = this.signedIn.get(name) ?? this.signIn(name);
    this.signedIn.set(name, known);
    return known;
  }

  private async signIn(name: string): Promise<Person> {
    const account = this.world.accounts.find((entry) => entry.email.startsWith(`${name}@`));
    if (account === undefined) throw new Error(`There is no demonstration account ${name}`);
    const context = await this.browser.newContext({
      javaScriptEnabled: false,
      locale: 'id-ID',
      baseURL: this.world.url,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto('/sign-in');
    await page.getByLabel('Alamat surel').fill(account.email);
    await page.getByLabel('Kata sandi').fill(account.password);
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Masuk' }).click()]);
    return {
      page,
      account,
      async press(words) {
        const button = page.getByRole('button', { name: words, exact: true });
        const link = page.getByRole('link', { name: words, exact: true });
        await Promise.all([page.waitForEvent('load'), button.or(link).first().click()]);
      },
      async open(path) {
        await page.goto(path);
      },
      judge: async (...paths) => this.judge(context, paths),
    };
  }

  private async judge(context: BrowserContext, paths: readonly string[]): Promise<readonly string[]> {
    const storageState = await context.storageState();
    const faults: string[] = [];
    for (const { lang, width, colorScheme } of looks) {
      const viewport = { width, height: 800 };
      const reading = await this.browser.newContext({ storageState, viewport, colorScheme, baseURL: this.world.url });
      const page = await reading.newPage();
      for (const path of paths) {
        const found = await judgePage(page, `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        faults.push(...found.map((fault) => `${colorScheme} ${width}: ${fault}`));
      }
      await reading.close();
    }
    return faults;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
  }
}
