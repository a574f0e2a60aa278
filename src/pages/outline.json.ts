/** The outline of everything to do in the book, loaded only by pages that show the reader's progress. */
import type { APIRoute } from 'astro';
import { outline } from '../components/outline.ts';

export const GET: APIRoute = async () => Response.json(await outline());
