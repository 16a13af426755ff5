import type { JSX } from 'preact';
import { useWords } from '../frame.js';
import { FileField } from '../parts/fields.js';
import type { CommandExtras } from './extras.js';

export interface ScanFieldProps {
  readonly name: string;
  readonly extras: Pick<CommandExtras, 'keptFiles'>;
  readonly required?: boolean;
  readonly label?: string;
}

/** A scan to upload; one that a refused form brought is kept by its id. */
export function ScanField({ name, extras, required = false, label }: ScanFieldProps): JSX.Element {
  const kept = extras.keptFiles[name] ?? [];
  return (
    <>
      {kept.map((file) => (
        <input key={file.blobId} type="hidden" name={`kept.${name}`} value={`${file.blobId} ${file.name}`} />
      ))}
      <FileField
        name={name}
        required={required}
        kept={kept[0]?.name ?? null}
        {...(label === undefined ? {} : { label })}
      />
    </>
  );
}

export function PhotosField({ name, extras }: { readonly name: string; readonly extras: CommandExtras }): JSX.Element {
  const words = useWords();
  const kept = extras.keptFiles[name] ?? [];
  return (
    <>
      {kept.map((file) => (
        <input key={file.blobId} type="hidden" name={`kept.${name}`} value={`${file.blobId} ${file.name}`} />
      ))}
      <FileField
        name={name}
        multiple
        required={kept.length === 0}
        accept=".jpg,.jpeg,.png,.webp"
        hint={kept.length === 0 ? words.official.photosHint : words.official.photosKept(kept.length)}
      />
    </>
  );
}
