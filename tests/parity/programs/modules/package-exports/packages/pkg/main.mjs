export default "pkg import";
