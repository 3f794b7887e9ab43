/** Fields of a query that are no part of a page's specification, such as the screen that is presented. */

/** The text of a field; undefined without it. */
export function fieldOf(search: string, name: string): string | undefined {
  return new URLSearchParams(search).get(name) ?? undefined;
}

/** The query with a field set, or without it. All other fields keep their text: "a0,b1" does not become "a0%2Cb1". */
export function withField(search: string, name: string, text: string | undefined): string {
  const others = fieldsOf(search).filter((field) => nameOf(field) !== name);
  return (text === undefined ? others : [...others, `${name}=${text}`]).join("&");
}

/** The query with the named fields alone. */
export function onlyFields(search: string, names: readonly string[]): string {
  return fieldsOf(search)
    .filter((field) => names.includes(nameOf(field)))
    .join("&");
}

/** The query without the named fields. */
export function withoutFields(search: string, names: readonly string[]): string {
  return fieldsOf(search)
    .filter((field) => !names.includes(nameOf(field)))
    .join("&");
}

const fieldsOf = (search: string) => search.replace(/^\?/, "").split("&").filter(Boolean);
const nameOf = (field: string) => field.split("=")[0];
