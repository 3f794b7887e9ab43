import { LinkMistakes } from "../forms/mistake-list.tsx";
import { useLastValid } from "../forms/use-last-valid.ts";
import { useDraftInAddress } from "../forms/use-draft-in-address.ts";
import { PresentButton } from "../frame/present/present-button.tsx";
import { PresentedSections } from "../frame/present/presented-sections.tsx";
import { usePresenting } from "../frame/present/presenting.ts";
import { FirstPostSection, LayerSections, LossSections } from "./softmax/derivatives.tsx";
import { GradientBandit } from "./softmax/gradient-bandit.tsx";
import { SoftmaxForm } from "./softmax/softmax-form.tsx";
import { isOfPosts, language, postsSpec } from "./softmax/spec.ts";
import "./softmax/softmax.css";

/** The softmax layer of three posts, every matrix beside the published one, and the gradient bandit. */
export function SoftmaxPage() {
  const { draft, checked, addressMistakes, edit, commit } = useDraftInAddress(language);
  const spec = useLastValid(checked.spec, postsSpec);
  const { x, weights, target } = spec;
  const layer = { x, weights, target: target - 1 };
  const presenting = usePresenting();
  const form = { draft, mistakes: checked.mistakes, onEdit: edit, onCommit: commit };
  const sections = (
    <>
      <LayerSections layer={layer} isOfPosts={isOfPosts(spec)} />
      <LossSections layer={layer} isOfPosts={isOfPosts(spec)} />
      <GradientBandit {...form} spec={spec} />
      <FirstPostSection />
    </>
  );
  if (presenting.screen !== undefined) {
    return (
      <div className="softmax">
        <PresentedSections {...presenting} title="Softmax and its derivative">
          {sections}
        </PresentedSections>
      </div>
    );
  }
  return (
    <div className="softmax">
      <h1>Softmax and its derivative</h1>
      <p className="lead">
        The softmax layer of three blog posts, “The softmax function and its derivative”: every number that they print
        stands below ours. The gradient bandit learns by the same derivative.
      </p>
      <p className="row no-print">
        <PresentButton />
      </p>
      <LinkMistakes mistakes={addressMistakes} shown="Showing the posts’ numbers instead." />
      <SoftmaxForm {...form} />
      {checked.spec === undefined && (
        <p className="notice warning">Fix the highlighted field. These results are for your last valid input.</p>
      )}
      {!isOfPosts(spec) && (
        <p className="notice">These are your numbers, so there is no printed number to compare them with.</p>
      )}
      {sections}
    </div>
  );
}
