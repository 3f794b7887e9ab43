import "./falsify.ts";

export { default, examine, identify, suggest } from "../../jobs/request-worker.ts";
