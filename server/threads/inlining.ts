import { setFlagsFromString } from "node:v8";

// V8 makes one function of the simulation's loop and all that it calls, a hundred small methods of policy, bandit and
// generator, if only it is allowed to: by default it stops at 920 bytes of bytecode, and boxes what crosses the rest.
setFlagsFromString("--max-inlined-bytecode-size-cumulative=10000");
