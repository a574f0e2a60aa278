/** Ids of sandboxes: `<chapter>/<name>`, such as `rate-limiting/boundary`. */

const KEBAB = '[a-z0-9]+(?:-[a-z0-9]+)*';
const WORD = new RegExp(`^${KEBAB}$`);
const ID = new RegExp(`^${KEBAB}/${KEBAB}$`);

/** The name of every chapter's exercise. */
export const EXERCISE = 'exercise';

/** In the place of a chapter: the projects that the playground begins from. */
export const PLAYGROUND = 'playground';

/** @returns whether `text` can be the name of a folder: lower case and hyphens */
export const isKebabCase = (text: string): boolean => WORD.test(text);

/** @returns whether `text` is a sandbox's id by its form: two names in kebab case, a slash between them */
export const isSandboxId = (text: string): boolean => ID.test(text);

/** @returns the slug of the chapter that a sandbox belongs to */
export const chapterOf = (id: string): string => id.split('/')[0]!;

/** @returns whether a sandbox is its chapter's exercise */
export const isExercise = (id: string): boolean => id.endsWith(`/${EXERCISE}`);

/**
 * @returns the id as one word, `rate-limiting-boundary`, for where a slash has another meaning: the
 *   package's name, the project's folder in a session, ids of elements, fragments of addresses
 */
export const flatName = (id: string): string => id.replace('/', '-');
