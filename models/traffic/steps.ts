/** How many steps back the network looks: an hour of five minutes each. */
export const historySteps = 12;
