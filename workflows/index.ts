export { proposal } from './proposal.js';
