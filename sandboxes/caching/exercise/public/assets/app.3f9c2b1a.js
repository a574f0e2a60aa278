document.title = 'Shop, version 1';
