import type { Server } from 'node:http';

const check = <T extends object>(server: T | undefined, name: string): T => { if (!server) throw new RangeError(`no ${name as string}`); return server };
process.on('exit', (code: number): void => console.log('exit', code));
check<Server>(undefined, 'server');
