/** The bank of questions, loaded by the cards and the interview. Its answers are written beside it when all is built. */
import type { APIRoute } from 'astro';
import { bank } from '../../components/bank/bank.ts';

export const GET: APIRoute = async () => Response.json(await bank(process.cwd()));
