console.log('before');
throw { name: 'Thing', list: [1, 2, 3] };
