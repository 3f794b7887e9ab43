import { Component, type ReactNode } from "react";
import { keepAt } from "../forms/kept.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { NotLoaded } from "./lazy-part.tsx";
import { allowReload } from "./reload-once.ts";

interface FailureBoundaryProps {
  /** What is inside, as the notice names it: "The Lab". */
  name: string;
  /** A whole page, which may be reloaded without asking: nothing of it is in sight yet. */
  isPage?: boolean;
  /** Path and query: what failed is tried again once they change. */
  address: string;
  children: ReactNode;
}

interface State {
  failure?: { error: unknown };
  /** The user has pressed Try again: if that does not help, the page may be reloaded. */
  isRetried?: boolean;
}

/** Keeps what fails inside, in loading or in rendering, from taking the rest of the site with it. */
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
