require('./middle.cjs');
