import "./falsify.ts";

export { default, examine, identify, suggest } from "../../questions/request-worker.ts";
