/** The look of lists of events, for each element that has one. */
import { adoptStyle } from './adopt-style.ts';
import style from './events.css?inline';

adoptStyle(style);
