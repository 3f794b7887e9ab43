import type { GalleryEntry } from "../../experiments/gallery/entry.ts";
import { gallery, reproduce } from "../../experiments/gallery/gallery.ts";
import { catalogueResources } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";
import type { GalleryListing } from "../openapi/catalogues.ts";

/** /api/v1/gallery: published experiments; an entry is computed again when it is requested. */
export function galleryResources(): Resource[] {
  const byId = new Map(gallery.map((entry) => [entry.id, entry]));
  const catalogue = { path: "/api/v1/gallery", name: "gallery", key: "id", noun: "gallery entry" };
  return catalogueResources(catalogue, gallery.map(list), ({ id }) => reproduce(byId.get(id as string)!));
}

function list({ id, title, source, question }: GalleryEntry): GalleryListing {
  return { id, title, source, question, links: { self: `/api/v1/gallery/${id}` } };
}
