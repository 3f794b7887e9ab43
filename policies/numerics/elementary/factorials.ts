/** k! for k = 0 … 18: each of them is a double. */
export const factorials = new Float64Array(19);

factorials[0] = 1;
for (let k = 1; k < factorials.length; k++) factorials[k] = k * factorials[k - 1];
