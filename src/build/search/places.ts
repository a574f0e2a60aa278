/** What readers look for and where it is explained, from `places.yaml`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';

const FILE = 'src/build/search/places.yaml';

const schema = z.record(
  z.string().startsWith('/', 'write an address as /chapter/#section'),
  z.array(z.string('write a number in quotation marks').trim().min(1)).min(1, 'write one query at least'),
);

/**
 * @param root the repository's folder
 * @returns queries by the address of their place
 * @throws Error that names the file, the place in it and what would be right
 */
export function readPlaces(root: string): ReadonlyMap<string, readonly string[]> {
  let data: unknown;
  try {
    data = parseYaml(readFileSync(join(root, FILE), 'utf8'));
  } catch (error) {
    if (error instanceof YAMLParseError) throw new Error(`${FILE} is not YAML: ${error.message}`, { cause: error });
    throw error;
  }
  const read = schema.safeParse(data);
  if (read.success) return new Map(Object.entries(read.data));
  const [issue] = read.error.issues;
  throw new Error(`${FILE}, ${issue?.path.join(', ') || 'as a whole'}: ${issue?.message}`);
}
