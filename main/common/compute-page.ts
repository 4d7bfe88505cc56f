/** The title of a compute page whose program runs and waits for its port. */
export const listeningTitle = 'Metropole computes';
