/** `internalBinding('permission')` (src/permission/permission.cc): the permission model, in which everything is allowed. */
export const createPermissionBinding = (): object => ({ has: () => true, drop() {} });
