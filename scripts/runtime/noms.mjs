// Le seul nom de Python que la page connaît.
export const REPONDRE = "from calculators.page import repondre; repondre";
