import { createContext } from "react";

/** Whether a list of values in a number field means a sweep over them, rather than a mistake. */
export const ListsAllowed = createContext(false);
