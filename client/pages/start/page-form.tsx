import type { ComponentProps, FormEvent } from "react";
import { navigate } from "wouter/use-browser-location";
import type { PagePath } from "../../page-table.ts";

type PageFormProps = Omit<ComponentProps<"form">, "onSubmit"> & { action: PagePath };

/** A form that opens a page with its fields in the address, as the browser does where scripts do not run. */
export function PageForm({ action, ...rest }: PageFormProps) {
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // No field is a file.
    const fields = [...new FormData(event.currentTarget)] as [string, string][];
    navigate(`${action}?${new URLSearchParams(fields)}`);
  };
  return <form action={action} onSubmit={open} {...rest} />;
}
