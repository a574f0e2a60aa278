#!/usr/bin/env node
import { own } from './cycle.mts';
export const other = (): string => `other ${own()}`;
