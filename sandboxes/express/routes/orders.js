// A router does not know where it will be mounted.
export function orders(router, tell) {
  router.get('/', tell('all orders'));
  router.get('/:order', tell('one order'));
  return router;
}
