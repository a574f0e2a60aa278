new Promise((resolve, reject) => reject());
