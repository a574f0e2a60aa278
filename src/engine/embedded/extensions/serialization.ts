import { createSerdesBinding } from '../worker/bindings/serdes.ts';
import { ValueReader } from '../worker/serialization/reader.ts';
import { ValueWriter } from '../worker/serialization/writer.ts';
import { register } from './extension.ts';

register('serialization', { createSerdesBinding, ValueReader, ValueWriter });
