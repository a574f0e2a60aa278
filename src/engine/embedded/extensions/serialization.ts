import { createSerdesBinding } from '../worker/bindings/serdes.ts';
import { createThreads } from '../worker/bindings/worker.ts';
import { Cloner } from '../worker/threads/clone.ts';
import { register } from '../worker/extensions.ts';

register('serialization', { createSerdesBinding, Cloner, createThreads });
