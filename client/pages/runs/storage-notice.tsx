import { type StorageTrouble, storageWords } from "../../runs/storage-trouble.ts";

/** Says that this browser does not keep the runs, and why. */
export function StorageNotice({ trouble }: { trouble: StorageTrouble | null }) {
  if (!trouble) return null;
  return <p className="notice warning">{storageWords[trouble.kind]}</p>;
}
