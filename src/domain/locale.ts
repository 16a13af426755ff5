export type Locale = 'id' | 'en';

export const locales: readonly Locale[] = ['id', 'en'];

export function isLocale(text: string): text is Locale {
  return text === 'id' || text === 'en';
}
