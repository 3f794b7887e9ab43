import { Component, type ReactNode } from "react";
import { keepAt } from "../forms/kept.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { NotLoaded } from "./lazy-part.tsx";
import { allowReload } from "./reload-once.ts";

interface FailureBoundaryProps {
  /** The name of the content in the notice: "The Lab". */
  name: string;
  /** Whether the content is a whole page, which may reload without asking: nothing of it is shown yet. */
  isPage?: boolean;
  /** Path and query. When they change, the content is rendered again after a failure. */
  address: string;
  children: ReactNode;
}

interface State {
  failure?: { error: unknown };
  /** The user has pressed Try again: if that fails, the page may reload. */
  isRetried?: boolean;
}

/** Shows a notice in place of content that fails to load or to render; the rest of the site continues. */
export class FailureBoundary extends Component<FailureBoundaryProps, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { failure: { error } };
  }

  override componentDidCatch(): void {
    keepAt(location.search);
  }

  override componentDidUpdate(before: FailureBoundaryProps): void {
    if (this.state.failure && before.address !== this.props.address) this.retry(false);
  }

  readonly retry = (isRetried: boolean) => {
    const error = this.state.failure?.error;
    if (error instanceof NotLoaded) error.forget();
    allowReload();
    this.setState({ failure: undefined, isRetried });
  };

  override render(): ReactNode {
    const { name, isPage = false, children } = this.props;
    const { failure, isRetried = false } = this.state;
    if (!failure) return children;
    return (
      <FailureNotice
        name={name}
        isPage={isPage}
        mayReload={isPage || isRetried}
        error={failure.error}
        onRetry={() => this.retry(true)}
      />
    );
  }
}
