import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stacks of failures travel encrypted like every payload (architecture 4.10). */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
