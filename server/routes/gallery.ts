import * as z from "zod";
import type { GalleryEntry } from "../../experiments/gallery/entry.ts";
import { gallery, reproduce } from "../../experiments/gallery/gallery.ts";
import { catalogueResources } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";

export const GalleryListing = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    source: z.string(),
    question: z.string(),
    links: z.strictObject({ self: z.string() }),
  })
  .meta({ id: "GalleryListing" });

export const ReproducedEntry = z
  .looseObject({
    id: z.string(),
    title: z.string(),
    source: z.string(),
    question: z.string(),
    answers: z.array(
      z.looseObject({
        label: z.string(),
        published: z.string(),
        ours: z.string(),
        verdict: z.enum(["agrees", "differs"]),
      }),
    ),
  })
  .meta({ id: "ReproducedEntry" });

/** /api/v1/gallery: published experiments; one of them is computed again for whoever asks. */
export function galleryResources(): Resource[] {
  const byId = new Map(gallery.map((entry) => [entry.id, entry]));
  const catalogue = { path: "/api/v1/gallery", name: "gallery", key: "id", noun: "gallery entry" };
  return catalogueResources(catalogue, gallery.map(list), ({ id }) => reproduce(byId.get(id as string)!));
}

function list({ id, title, source, question }: GalleryEntry): z.output<typeof GalleryListing> {
  return { id, title, source, question, links: { self: `/api/v1/gallery/${id}` } };
}
