import type { JSX } from 'preact';
import { bundleRoles } from '../../../domain/privacy.js';
import { useFrame } from '../../frame.js';
import { freshForm } from '../../parts/form.js';
import { PurposeForm } from '../../parts/purpose-form.js';

/** The whole case as one file, for whoever audits or answers for it. */
export function BundleSection({ proposalId }: { readonly proposalId: string }): JSX.Element | null {
  const { words, person } = useFrame();
  if (person?.roles.some((role) => bundleRoles.includes(role)) !== true) return null;
  const address = `/cases/${proposalId}/bundle`;
  return (
    <section id="bundle">
      <h2>{words.privacy.bundle}</h2>
      <p>
        <a class="button back" href={address}>
          {words.privacy.bundleMasked}
        </a>
      </p>
      <details>
        <summary>{words.privacy.bundleFull}</summary>
        <PurposeForm action={address} state={freshForm()} />
      </details>
    </section>
  );
}
