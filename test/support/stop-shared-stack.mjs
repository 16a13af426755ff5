export default async function stopSharedStack() {
  /** @type {{ stop(): Promise<void> } | undefined} */
  const stack = Reflect.get(globalThis, 'salurSharedStack');
  await stack?.stop();
}
