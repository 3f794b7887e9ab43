export interface StartedWorker<Message> {
  send: (message: Message) => void;
  end: () => void;
}

interface WorkerNews<Answer> {
  message: (answer: Answer) => void;
  /** An error in the worker, which continues. */
  failed: (reason: string) => void;
  /** The program could not be loaded, twice: there is no worker. */
  missing: () => void;
}

const PAUSE_MILLISECONDS = 400;

/** Starts a worker, and once more if its program cannot be loaded; the second one is sent the same messages. */
export function startWorker<Message, Answer>(make: () => Worker, news: WorkerNews<Answer>): StartedWorker<Message> {
  let worker: Worker;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unanswered: Message[] | undefined = [];
  const begin = (attemptsLeft: number) => {
    worker = make();
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      unanswered = undefined;
      news.message(data);
    });
    worker.addEventListener("messageerror", () => news.failed("The worker’s answer could not be read."));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      // Only an error inside the program has a message; without one, the program did not load.
      if (event.message) news.failed(event.message);
      else if (attemptsLeft === 0) news.missing();
      else timer = setTimeout(() => begin(attemptsLeft - 1), PAUSE_MILLISECONDS);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    for (const message of unanswered ?? []) worker.postMessage(message);
  };
  begin(1);
  return {
    send: (message) => {
      unanswered?.push(message);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      worker.postMessage(message);
    },
    end: () => {
      clearTimeout(timer);
      worker.terminate();
    },
  };
}
