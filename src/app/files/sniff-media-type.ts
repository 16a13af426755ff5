/** What may be kept as a file: by its first bytes, never by its name or what the browser claims. */
export type KeptMediaType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp';

const signatures: readonly { readonly type: KeptMediaType; readonly at: number; readonly bytes: string }[] = [
  { type: 'application/pdf', at: 0, bytes: '255044462d' },
  { type: 'image/jpeg', at: 0, bytes: 'ffd8ff' },
  { type: 'image/png', at: 0, bytes: '89504e470d0a1a0a' },
];

export function sniffMediaType(bytes: Uint8Array): KeptMediaType | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const found = signatures.find(({ at, bytes: wanted }) => head.startsWith(wanted, at * 2));
  if (found !== undefined) return found.type;
  const riff = head.startsWith(Buffer.from('RIFF').toString('hex'));
  return riff && head.startsWith(Buffer.from('WEBP').toString('hex'), 16) ? 'image/webp' : null;
}
