import { db } from './database.js';

db.exec('CREATE INDEX orders_status ON orders (status)');
