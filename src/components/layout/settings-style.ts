/** The look of the dialogs of settings and shortcuts: a chapter, which shows neither at first, does not pay for it. */
import { adoptStyle } from '../../workbench/shared/adopt-style.ts';
import style from './settings.css?inline';

adoptStyle(style);
