// Écrit la liste des fichiers gardés hors connexion dans le gardien (workbox-build), avec l'empreinte et le poids de chacun.
// Usage : node builder/hors_ligne_liste.mjs SITE GARDIEN DESTINATION EXCLUS…

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import workbox from "workbox-build";

const [site, gardien, destination, ...exclus] = process.argv.slice(2);
// Déjà comprimés : un serveur les envoie tels quels.
const TELS_QUELS = /\.(bin|png|zip|docx)$/;

const peser = ({ url }) => {
  const octets = readFileSync(join(site, url));
  const revision = `sha256-${createHash("sha256").update(octets).digest("base64")}`;
  return { url, revision, octets: TELS_QUELS.test(url) ? octets.length : gzipSync(octets).length };
};

const { warnings } = await workbox.injectManifest({
  swSrc: gardien,
  swDest: destination,
  globDirectory: site,
  globPatterns: ["**/*"],
  globIgnores: exclus,
  maximumFileSizeToCacheInBytes: Number.MAX_SAFE_INTEGER,
  manifestTransforms: [(liste) => ({ manifest: liste.map(peser).sort((une, autre) => (une.url < autre.url ? -1 : 1)), warnings: [] })],
});
if (warnings.length) throw new Error(warnings.join("\n"));
