await 1;
throw 42;
