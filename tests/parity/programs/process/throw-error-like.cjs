class Failure extends Error {
  constructor(message) {
    super(message);
    this.name = 'Failure';
    this.status = 418;
  }
}
throw new Failure('a class of its own');
