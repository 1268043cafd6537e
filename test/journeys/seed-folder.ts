import { startLocal } from '../../infra/local/start-local.ts';

// Run by itself: what the start sets in its environment, the journeys have to set for themselves.
const [, , dataDir] = process.argv;
if (dataDir === undefined) throw new Error('seed-folder <data folder>');
const local = await startLocal({ port: 0, dataDir, quiet: true });
await local.stop();
