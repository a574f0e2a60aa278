export const x = <p/>;
