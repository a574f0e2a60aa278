// Milliseconds that distance and disks would cost. Change them and run again.

export const internet = 40; // there and back, from the client to the balancer
export const hop = 2; // there and back, between two machines of ours
export const query = 60; // what the database needs to find a product
