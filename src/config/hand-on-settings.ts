/**
 * The environment of a child: ours, with these settings in place of what it says. A setting given as undefined is
 * taken out, and so is the `NAME_FILE` of a setting that is given.
 */
export function handOnSettings(
  given: Readonly<Record<string, string | undefined>>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(env).filter(([name]) => !(name in given) && !(name.replace(/_FILE$/, '') in given));
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...inherited, ...set]);
}
