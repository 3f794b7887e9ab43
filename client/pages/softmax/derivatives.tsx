import { Maths } from "../../components/maths.tsx";
import {
  crossEntropy,
  jacobian,
  type Layer,
  logits,
  lossByChain,
  lossByShares,
  lossByWeights,
  shares,
  sharesByWeights,
} from "./layer.ts";
import { MatrixTable, numberText, Published } from "./matrix-table.tsx";
import { firstPost, secondPost, thirdPost } from "./published.ts";

interface DerivativesProps {
  layer: Layer;
  /** The layer is that of the posts. */
  isOfPosts: boolean;
}

const numbered = (count: number, name: string) => Array.from({ length: count }, (_, i) => `${name} ${i + 1}`);
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
/** "W₁₃" */
const indexed = (name: string, ...places: number[]) => name + places.map((place) => SUBSCRIPTS[place + 1]).join("");
const components = (count: number, name: string) => Array.from({ length: count }, (_, i) => indexed(name, i));

/** The second post: z, S, the Jacobian, and the derivative by the weights. */
export function LayerSections({ layer, isOfPosts }: DerivativesProps) {
  const z = logits(layer);
  const s = shares(z);
  const classes = numbered(s.length, "class");
  const printed = isOfPosts ? secondPost : undefined;
  const weights = classes.flatMap((_, i) => layer.x.map((__, j) => indexed("W", j, i)));
  return (
    <>
      <section aria-labelledby="layer">
        <h2 id="layer">The layer</h2>
        <Maths display tex={String.raw`z = W^{\mathsf T} x, \qquad S_t = \frac{e^{z_t}}{\sum_i e^{z_i}}`} />
        <MatrixTable
          label="Logits and softmax"
          caption="Logits z and their softmax S"
          corner="vector"
          rows={["z", "S"]}
          columns={classes}
          values={[z, s]}
          printed={printed && [[], printed.shares]}
        />
      </section>
      <section aria-labelledby="jacobian">
        <h2 id="jacobian">The Jacobian of softmax</h2>
        <Maths
          display
          tex={String.raw`\frac{\partial S_t}{\partial z_i} = S_t\,(\mathbb 1[t = i] - S_i), \qquad \frac{\partial S}{\partial z} = \operatorname{diag}(S) - S S^{\mathsf T}`}
        />
        <MatrixTable
          label="Jacobian of softmax"
          caption="∂S by ∂z: every row and every column sums to 0"
          corner="∂S by ∂z"
          rows={components(s.length, "S")}
          columns={components(s.length, "z")}
          values={jacobian(s)}
          printed={printed?.jacobian}
        />
      </section>
      <section aria-labelledby="by-weights">
        <h2 id="by-weights">The derivative by the weights</h2>
        <Maths display tex={String.raw`\frac{\partial S_t}{\partial W_{ji}} = S_t\,(\mathbb 1[t = i] - S_i)\, x_j`} />
        <MatrixTable
          label="Derivative of softmax by the weights"
          caption="∂S by ∂W, class after class"
          corner="∂S by ∂W"
          rows={components(s.length, "S")}
          columns={weights}
          values={sharesByWeights(s, layer.x)}
          printed={printed?.sharesByWeights}
        />
      </section>
    </>
  );
}

/** The third post: the cross-entropy of the observed class and its derivatives. */
export function LossSections({ layer, isOfPosts }: DerivativesProps) {
  const { x, target } = layer;
  const z = logits(layer);
  const s = shares(z);
  const loss = crossEntropy(z, target);
  const byWeights = lossByWeights(s, layer);
  const chain = lossByChain(s, layer);
  const apart = Math.max(...byWeights.flatMap((row, i) => row.map((value, j) => Math.abs(value - chain[i][j]))));
  const printed = isOfPosts ? thirdPost : undefined;
  const classes = numbered(s.length, "class");
  return (
    <section aria-labelledby="loss">
      <h2 id="loss">Cross-entropy</h2>
      <Maths
        display
        tex={String.raw`\xi = -\ln S_y, \qquad \frac{\partial \xi}{\partial W_{ji}} = \sum_t \frac{\partial \xi}{\partial S_t}\frac{\partial S_t}{\partial W_{ji}} = (S_i - \mathbb 1[i = y])\, x_j`}
      />
      <p>
        The cross-entropy of class {target + 1} is <strong className="number">{String(loss)}</strong>.
        <Published value={loss} printed={printed?.crossEntropy} />
      </p>
      <MatrixTable
        label="Derivative of the cross-entropy by the softmax"
        caption="∂ξ by ∂S"
        corner="∂ξ by ∂S"
        rows={["ξ"]}
        columns={classes}
        values={[lossByShares(s, target)]}
        printed={printed && [printed.lossByShares]}
      />
      <MatrixTable
        label="Derivative of the cross-entropy by the weights"
        caption="∂ξ by ∂W, the shortcut S − y times x"
        corner="∂ξ by ∂W"
        rows={classes}
        columns={numbered(x.length, "input")}
        values={byWeights}
        printed={printed?.lossByWeights}
      />
      <p>
        Multiplying the Jacobians, ∂ξ/∂S times ∂S/∂W, gives the same matrix: the largest difference is{" "}
        <span className="number">{numberText(apart)}</span>.
      </p>
    </section>
  );
}

const printedShares = firstPost.shares.map(Number);

/** The first post, whose layer is not printed. */
export function FirstPostSection() {
  return (
    <section aria-labelledby="first-post">
      <h2 id="first-post">The first post’s Jacobian</h2>
      <p>
        The first post prints S = ({firstPost.shares.join(", ")}) but not the logits behind it. The Jacobian needs S
        alone.
      </p>
      <MatrixTable
        label="Jacobian of the first post"
        caption="∂S by ∂z at the first post’s S"
        corner="∂S by ∂z"
        rows={components(printedShares.length, "S")}
        columns={components(printedShares.length, "z")}
        values={jacobian(printedShares)}
        printed={firstPost.jacobian}
      />
    </section>
  );
}
