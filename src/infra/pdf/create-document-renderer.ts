import type { DocumentRenderer } from '../../app/ports.js';
import { renderBeneficiaryListForm } from './beneficiary-list-form.js';
import { renderDecreeForm } from './decree-form.js';
import { loadFonts } from './fonts.js';
import { renderIntegrityPactForm } from './integrity-pact-form.js';
import { renderPaper } from './papers/render-paper.js';

export function createDocumentRenderer(): DocumentRenderer {
  const fonts = loadFonts();
  return {
    render: (form) => {
      switch (form.kind) {
        case 'decree':
          return renderDecreeForm(form, fonts);
        case 'beneficiary_list':
          return renderBeneficiaryListForm(form, fonts);
        case 'integrity_pact':
          return renderIntegrityPactForm(form, fonts);
        default:
          return renderPaper(form, fonts);
      }
    },
  };
}
