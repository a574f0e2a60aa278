/** `internalBinding('credentials')` (src/node_credentials.cc): the user that every process runs as. */
export function createCredentialsBinding(env: () => NodeJS.ProcessEnv): object {
  const id = () => 1000;
  const set = () => 0;
  return {
    safeGetenv: (name: string) => env()[name],
    // The order of uv_os_tmpdir, and no slash at the end.
    getTempDir: () => (env()['TMPDIR'] || env()['TMP'] || env()['TEMP'] || '/tmp').replace(/(?<=.)\/$/, ''),
    implementsPosixCredentials: true,
    getuid: id,
    geteuid: id,
    getgid: id,
    getegid: id,
    getgroups: () => [1000],
    initgroups: set,
    setgroups: set,
    setegid: set,
    seteuid: set,
    setgid: set,
    setuid: set,
  };
}
