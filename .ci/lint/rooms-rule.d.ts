export function wrongImport(path: string, specifier: string): string | undefined;
