/** What there is to do in the book: read by pages on which the reader's progress is shown, and by no others. */
import type { APIRoute } from 'astro';
import { outline } from '../components/outline.ts';

export const GET: APIRoute = async () => Response.json(await outline());
