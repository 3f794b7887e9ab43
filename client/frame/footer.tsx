/** Texts of the project that are served beside the pages; vite.config.ts names their sources. */
const evidence = [
  { href: "/docs/numerics.txt", text: "exact answers" },
  { href: "/docs/simulation.txt", text: "simulations" },
  { href: "/docs/reliability.txt", text: "crashes and load" },
];

/** The footer of every page: which build this is, and how to check it. */
export function Footer() {
  const { version, engineVersion, source } = banditLabBuild;
  return (
    <footer className="site-footer">
      <ul>
        <li>
          Version {version}, engine {engineVersion}
        </li>
        {source !== null && (
          <li>
            <a href={source}>Source</a>
          </li>
        )}
        <li>
          <a href="/LICENSE.txt">MIT licence</a>
        </li>
        <li>
          How we know:{" "}
          {evidence.map(({ href, text }, index) => (
            <span key={href}>
              {index > 0 && ", "}
              <a href={href}>{text}</a>
            </span>
          ))}
        </li>
        <li>
          <a href="/api/docs/">API reference</a>
        </li>
      </ul>
    </footer>
  );
}
