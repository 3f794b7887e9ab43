/** What the build knows of itself; vite.config.ts puts it in. */
declare const banditLabBuild: {
  readonly version: string;
  readonly engineVersion: string;
  /** The address of the source, if package.json names a repository. */
  readonly source: string | null;
};
