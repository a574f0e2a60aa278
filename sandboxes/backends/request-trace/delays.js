// Milliseconds that distance and disks would cost.
// Change them and run again.

// There and back, from the client to the balancer.
export const internet = 40;

// There and back, between two machines of ours.
export const hop = 2;

// What the database needs to find a product.
export const query = 60;
