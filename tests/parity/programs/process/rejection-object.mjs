Promise.reject({ code: 12, nested: { list: [1] } });
