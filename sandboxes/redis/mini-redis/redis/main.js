import { listen } from './server.js';

listen(6379).on('error', (error) => {
  throw error;
});
