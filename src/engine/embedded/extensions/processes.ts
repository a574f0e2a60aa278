import { createIpcSerdesBinding } from '../worker/bindings/ipc_serdes.ts';
import { createPipeWrap } from '../worker/bindings/pipe_wrap.ts';
import { createChildProcesses } from '../worker/bindings/process_wrap.ts';
import { register } from './extension.ts';

register('processes', { createPipeWrap, createChildProcesses, createIpcSerdesBinding });
