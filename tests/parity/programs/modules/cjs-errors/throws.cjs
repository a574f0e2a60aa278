console.log('throws runs again each time');
throw new Error('thrown by a module');
