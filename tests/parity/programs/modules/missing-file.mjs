console.log('never: imports come first');
import './not-there.mjs';
