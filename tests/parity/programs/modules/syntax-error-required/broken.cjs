const a = 'unterminated;
