import * as z from 'zod';

// The pages' policy forbids making code from text. Told so, schemas do not try it first.
z.config({ jitless: true });
