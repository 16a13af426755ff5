import type { JSX } from 'preact';

/** A stored file; who may open it is decided when it is asked for. */
export function FileLink({ blobId, children }: { readonly blobId: string; readonly children: string }): JSX.Element {
  return <a href={`/files/${blobId}`}>{children}</a>;
}
