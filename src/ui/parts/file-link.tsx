import type { JSX } from 'preact';
import { hasBusiness } from '../../domain/roles.js';
import { useFrame } from '../frame.js';

/** A stored file; who may open it is decided when it is asked for. */
export function FileLink({ blobId, children }: { readonly blobId: string; readonly children: string }): JSX.Element {
  return useMayOpenFiles() ? <a href={`/files/${blobId}`}>{children}</a> : <>{children}</>;
}

/** Who has no business with people is not offered what he would be refused. */
export function useMayOpenFiles(): boolean {
  return hasBusiness(useFrame().person?.roles ?? []);
}
