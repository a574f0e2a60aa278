import './folder';
