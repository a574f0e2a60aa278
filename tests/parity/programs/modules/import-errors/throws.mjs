console.log('throws runs once');
throw new Error('thrown by a module');
