export { decree } from './decree.js';
export { delivery } from './delivery.js';
export { mailer } from './mailer.js';
export { proposal } from './proposal.js';
