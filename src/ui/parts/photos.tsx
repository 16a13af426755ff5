import type { JSX } from 'preact';
import { useMayOpenFiles } from './file-link.js';

export interface Photo {
  readonly blobId: string;
  readonly mediaType: string;
  /** What the photo is, for those who do not see it. */
  readonly label: string;
}

/** Photos side by side, each opening in full; a file of another kind stands as a link. */
export function Photos({ photos }: { readonly photos: readonly Photo[] }): JSX.Element | null {
  const mayOpen = useMayOpenFiles();
  if (photos.length === 0 || !mayOpen) return null;
  return (
    <div class="photos">
      {photos.map(({ blobId, mediaType, label }) => (
        <a key={blobId} href={`/files/${blobId}`}>
          {mediaType.startsWith('image/') ? <img src={`/files/${blobId}`} alt={label} loading="lazy" /> : label}
        </a>
      ))}
    </div>
  );
}
