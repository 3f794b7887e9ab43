import { setFlagsFromString } from "node:v8";

// With this limit V8 inlines the whole simulation loop: some hundred small methods of policy, bandit and generator. By
// default it stops at 920 bytes of bytecode, and boxes the numbers that cross the remaining calls.
setFlagsFromString("--max-inlined-bytecode-size-cumulative=10000");
