import { strToU8, zipSync, type ZipOptions } from 'fflate';

export type DocxBlock =
  | {
      readonly text: string;
      readonly bold?: boolean;
      readonly align?: 'left' | 'center' | 'right' | 'both';
      /** Hangs left of the text, as `a.` or `KESATU` do; its width in millimetres. */
      readonly label?: string;
      readonly labelWidth?: number;
      readonly pageBreak?: boolean;
    }
  | {
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly rightAligned: readonly number[];
    };

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** A ZIP knows no zone; the same instant everywhere, so that equal blocks give equal bytes. */
const NO_TIME = new Date(1980, 0, 1, 0, 0, 0);
const TWIPS_PER_MM = 56.7;

/** Paragraphs and tables as a WordprocessingML document on F4 paper, in Arial: what the legal bureau goes on writing in. */
export function docxFile(title: string, blocks: readonly DocxBlock[]): Uint8Array<ArrayBuffer> {
  const body = blocks
    .map((block) => ('head' in block ? table(block.head, block.rows, block.rightAligned) : paragraph(block)))
    .join('');
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:creator>Salur</dc:creator></cp:coreProperties>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    'word/styles.xml': `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="22"/><w:lang w:val="id-ID"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>`,
    'word/document.xml': `${HEAD}<w:document ${W}><w:body>${body}<w:sectPr><w:pgSz w:w="12190" w:h="18709"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  };
  const packed = Object.entries(files).map(([name, text]): [string, [Uint8Array, ZipOptions]] => [
    name,
    [strToU8(text), { mtime: NO_TIME }],
  ]);
  return zipSync(Object.fromEntries(packed), { level: 6 });
}

function paragraph(block: Exclude<DocxBlock, { head: unknown }>): string {
  const width = Math.round((block.labelWidth ?? 10) * TWIPS_PER_MM);
  const indent = block.label === undefined ? '' : `<w:ind w:left="${width}" w:hanging="${width}"/>`;
  const tabs = block.label === undefined ? '' : `<w:tabs><w:tab w:val="left" w:pos="${width}"/></w:tabs>`;
  const breaks = block.pageBreak === true ? '<w:pageBreakBefore/>' : '';
  const label = block.label === undefined ? '' : `${run(block.label, false)}<w:r><w:tab/></w:r>`;
  return `<w:p><w:pPr>${breaks}${tabs}${indent}<w:jc w:val="${block.align ?? 'both'}"/></w:pPr>${label}${run(block.text, block.bold === true)}</w:p>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[], rightAligned: readonly number[]): string {
  const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');
  const row = (cells: readonly string[], isHead: boolean): string =>
    `<w:tr>${isHead ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells
      .map((text, column) => {
        const align = isHead ? 'center' : rightAligned.includes(column) ? 'right' : 'left';
        return `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="${align}"/></w:pPr>${run(text, isHead, 18)}</w:p></w:tc>`;
      })
      .join('')}</w:tr>`;
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${head.map(() => '<w:gridCol/>').join('')}</w:tblGrid>${row(head, true)}${rows.map((cells) => row(cells, false)).join('')}</w:tbl><w:p/>`;
}

function run(text: string, bold: boolean, size?: number): string {
  const style = `${bold ? '<w:b/>' : ''}${size === undefined ? '' : `<w:sz w:val="${size}"/>`}`;
  return `<w:r><w:rPr>${style}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

/** Text as XML may hold it: without the characters that XML knows in no form. */
function escaped(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
