const { source } = banditLabBuild;

/** Why the numbers can be believed, in four lines. */
const reasons = [
  {
    name: "Exact",
    text: "Probabilities are fractions where fractions exist; every other value has a bound on its error.",
    link: { href: "/docs/numerics.txt", text: "How they are computed" },
  },
  {
    name: "Checked",
    text: "Tests compare every build with published results; crashes, fuzzing and load are measured.",
    link: { href: "/docs/reliability.txt", text: "Measurements" },
  },
  {
    name: "Reproducible",
    text: "A seed gives the same results, byte for byte, in browsers, on servers and on the command line.",
    link: { href: "/docs/simulation.txt", text: "How simulations run" },
  },
  {
    name: "Open",
    text: "MIT licence, no account. Your list of runs stays in this browser.",
    link: source === null ? { href: "/LICENSE.txt", text: "Licence" } : { href: source, text: "Source" },
  },
];

export function Trust() {
  return (
    <section aria-labelledby="trust">
      <h2 id="trust">Why you can trust the numbers</h2>
      <dl className="start-trust">
        {reasons.map(({ name, text, link }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {text} <a href={link.href}>{link.text}</a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
