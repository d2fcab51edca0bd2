// Un repli que le moteur remplira : sa place est prise, et ce qu'il dit en attendant.

import { element } from "./dom.js";

export const replier = (nom, titre, { repli }) =>
  element("details", { "data-repli": nom }, element("summary", {}, titre), element("p", { "data-attend": true }, repli.attente));
