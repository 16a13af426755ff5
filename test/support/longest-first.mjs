import { createRequire } from 'node:module';

// its types describe what `require` gives, which is not what `import` gives
/** @type {typeof import('@jest/test-sequencer')} */
const { default: TestSequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/**
 * The files that take longest, first to last. Where jest has no durations of an earlier run, as in a fresh checkout, it
 * goes by the size of files; one long file begun at the end then keeps the others waiting for it alone.
 */
const LONGEST = [
  'integration/simulate-killed',
  'integration/embedded-up',
  'integration/cli-servers',
  'integration/record-histories',
  'integration/embedded-stack',
  'integration/tampering',
  'workflow/continue-as-new',
  'integration/key-rotation',
  'integration/upgrade',
];

export default class LongestFirst extends TestSequencer {
  /**
   * @override
   * @param {Parameters<InstanceType<typeof TestSequencer>['sort']>[0]} tests
   */
  async sort(tests) {
    return [...(await TestSequencer.prototype.sort.call(this, tests))].toSorted(
      (a, b) => placeOf(a.path) - placeOf(b.path),
    );
  }
}

/** @param {string} path */
function placeOf(path) {
  const place = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return place === -1 ? LONGEST.length : place;
}
