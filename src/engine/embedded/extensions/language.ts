/** For browsers that are older than Node 24's V8 (host/language.ts). */
import { installLanguage } from '../worker/polyfills/language.ts';

installLanguage();
