export { caretaker } from './caretaker.js';
export { decree } from './decree.js';
export { delivery } from './delivery.js';
export { drafts } from './drafts.js';
export { mailer } from './mailer.js';
export { proposal } from './proposal.js';
export { round } from './rounds.js';
