import type { JSX } from 'preact';
import { useFrame } from '../frame.js';

/** A stored file; who may open it is decided when it is asked for. */
export function FileLink({ blobId, children }: { readonly blobId: string; readonly children: string }): JSX.Element {
  return useMayOpenFiles() ? <a href={`/files/${blobId}`}>{children}</a> : <>{children}</>;
}

/** An administrator alone is not offered what he would be refused. */
export function useMayOpenFiles(): boolean {
  return useFrame().person?.roles.some((role) => role !== 'ADMIN') ?? false;
}
