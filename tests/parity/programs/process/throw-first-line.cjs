const fail = () => { throw new RangeError('on line one'); }; fail();
