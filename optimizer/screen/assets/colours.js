// The colours of the map page, which readers with any kind of colour blindness can tell apart; numbers repeat them.
const COLOURS = ["#2b3fd0", "#757512", "#5c1275", "#357555", "#61230f", "#c020b8", "#2e414c", "#9e5f96"];
const DASHES = ["", "8 4", "2 4", "12 4 2 4", "", "8 4", "2 4", "12 4 2 4"];
export const colourOf = (c) => COLOURS[c.colour % COLOURS.length];
export const dashOf = (c) => DASHES[c.colour % DASHES.length];
