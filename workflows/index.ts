export { decree } from './decree.js';
export { delivery } from './delivery.js';
export { proposal } from './proposal.js';
